"""The emergency lane: locked wordings with typed slots, what fills them, and the signature after the fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.document import Content
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.domain.instants import microseconds
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest, DocumentId, EditionId, KeyId, MemberId, WorkspaceId

SECOND_LOOK = timedelta(hours=24)
"""How long after the signature that let an emergency go a second person's is due."""
_DOMAIN = b"press-desk-settlement-v1\0"
_SLOT = re.compile(r"\{([a-z_]+)\}")
_MARKUP = re.compile(r"[\x00-\x1f\x7f-\x9f<>\[\]`*_#|\\~{}\u2028\u2029]")
_LONGEST = 120
_HOTLINE = re.compile(r"\+?[0-9]{3,}(?:[- ][0-9]{2,})*")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_CLOCK = "%Y-%m-%d %H:%M"


class SlotKind(StrEnum):
    """What may stand in a slot."""

    PLACE = "place"
    TIME = "time"
    """Written as 2026-11-28 14:30, the office's wall time; said in the words of the language."""
    LEVEL = "level"
    """One of the template's own words."""
    HOTLINE = "hotline"
    NUMBER = "number"
    WORDS = "words"
    """A few words on one line, without markup."""


class Verdict(StrEnum):
    """What the second person says after the fact."""

    UPHELD = "upheld"
    DISPUTED = "disputed"
    """It should not have gone out like this: the debt is settled, a correction is due."""


@dataclass(frozen=True, slots=True)
class EmergencySlot:
    """A gap in a locked wording."""

    name: str
    kind: SlotKind
    label: str
    """In the language of the wording."""
    example: str
    choices: tuple[str, ...] = ()
    """For a level, from the least to the gravest."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A template in one language: everything but the slots is locked."""

    language: str
    """`zh-CN` or `en`."""
    name: str
    """What it is called."""
    title: str
    summary: str
    body: str
    source: str
    slots: tuple[EmergencySlot, ...]

    @property
    def digest(self) -> Digest:
        """SHA-256 over all of it."""
        return sha256(canonical(wording_as_json(self)))


@dataclass(frozen=True, slots=True)
class Template:
    """A locked wording in every language that the office has it in."""

    key: str
    """`severe-weather` …"""
    version: int
    """0 = as supplied with the program; 1, 2, 3 … = as an admin changed it."""
    kind: str
    """The kind of the documents made from it."""
    wordings: tuple[Wording, ...]

    def wording(self, language: str) -> Wording:
        """The wording in that language.

        Raises:
            Invalid: it has none.
        """
        for each in self.wordings:
            if each.language == language:
                return each
        known = ", ".join(each.language for each in self.wordings)
        raise Invalid(
            T("The template {name} is not there in the language {language}.", name=self.key, language=language),
            T("Choose one of {names}.", names=known),
        )


@dataclass(frozen=True, slots=True)
class Filling:
    """How a document was made from a template."""

    document: DocumentId
    ordinal: int
    """1, 2, 3 …: the last one counts."""
    template: str
    version: int
    wording: Wording
    """As it was then."""
    values: Mapping[str, str]
    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a second person says about an emergency that went out on one signature."""

    workspace: WorkspaceId
    edition: EditionId
    digest: Digest
    verdict: Verdict
    by: MemberId
    key: KeyId
    audit_head: str
    at: datetime
    note: str

    def bytes_to_sign(self) -> bytes:
        """The domain-separated canonical bytes under the Ed25519 signature; no approval has the same."""
        fields: dict[str, Json] = {
            "workspace": self.workspace,
            "edition": self.edition,
            "digest": self.digest,
            "verdict": self.verdict.value,
            "by": self.by,
            "key": self.key,
            "audit_head": self.audit_head,
            "at": microseconds(self.at),
            "note": self.note,
        }
        return _DOMAIN + canonical(fields)


def filled(wording: Wording, values: Mapping[str, str]) -> Content:
    """What a document says: the locked wording, byte for byte, with each slot's value in its place.

    Raises:
        Invalid: a slot is empty, of another kind, or not one of the template's.
    """
    said = said_values(wording, values)
    return Content(
        title=_put(wording.title, said),
        summary=_put(wording.summary, said),
        body=_put(wording.body, said),
        source=_put(wording.source, said),
        language=wording.language,
    )


def begun(wording: Wording, values: Mapping[str, str]) -> Content:
    """The same while somebody is still filling: what is missing or wrong stands as the slot's label in brackets."""
    shown: dict[str, str] = {}
    for slot in wording.slots:
        try:
            shown[slot.name] = said_value(wording, slot, values.get(slot.name, ""))
        except Invalid:
            shown[slot.name] = f"【{slot.label}】"
    made = Content(title=_put(wording.title, shown), summary=_put(wording.summary, shown), language=wording.language)
    return replace(made, body=_put(wording.body, shown), source=_put(wording.source, shown))


def said_values(wording: Wording, values: Mapping[str, str]) -> dict[str, str]:
    """Each slot's value as readers see it.

    Raises:
        Invalid: as in `filled`.
    """
    known = {slot.name for slot in wording.slots}
    for name in values:
        if name not in known:
            raise Invalid(
                T("The template has no slot “{name}”.", name=name[:40]),
                T("Choose one of {names}.", names=", ".join(sorted(known))),
            )
    return {slot.name: said_value(wording, slot, values.get(slot.name, "")) for slot in wording.slots}


def said_value(wording: Wording, slot: EmergencySlot, value: str) -> str:
    """One slot's value as readers see it.

    Raises:
        Invalid: empty, too long, with markup or a line break, or of another kind.
    """
    value = value.strip()
    if not value:
        raise Invalid(T("“{name}” is empty.", name=slot.label), T("For example: {example}.", example=slot.example))
    if len(value) > _LONGEST or _MARKUP.search(value):
        raise Invalid(
            T("“{name}” takes one line of plain words, at most {count} characters.", name=slot.label, count=_LONGEST),
            T("For example: {example}.", example=slot.example),
        )
    if slot.kind is SlotKind.TIME:
        return _moment(wording.language, slot, value)
    if not _fits(slot, value):
        hint = "、".join(slot.choices) if slot.kind is SlotKind.LEVEL else slot.example
        raise Invalid(
            T("“{value}” is nothing for “{name}”.", value=value, name=slot.label),
            T("For example: {example}.", example=hint),
        )
    return value


def require_sound(wording: Wording) -> None:
    """Pass when title and body stand, and slots and text name each other.

    Raises:
        Invalid: something is empty, a slot isn't used, or the text names one that isn't there.
    """
    texts = (wording.title, wording.summary, wording.body, wording.source)
    used = {name for each in texts for name in _SLOT.findall(each)}
    known = {slot.name for slot in wording.slots}
    if not (wording.title.strip() and wording.body.strip() and wording.name.strip()):
        raise Invalid(T("A template needs a name, a title and a text."), T("Nothing was changed."))
    if len(known) != len(wording.slots) or used != known:
        odd = ", ".join(sorted(used ^ known)) or wording.name
        raise Invalid(T("Slots and text don't name each other: {names}.", names=odd), T("Nothing was changed."))
    for slot in wording.slots:
        said_value(wording, slot, slot.example)


def wording_as_json(wording: Wording) -> dict[str, Json]:
    """Plain JSON values."""
    return {
        "language": wording.language,
        "name": wording.name,
        "title": wording.title,
        "summary": wording.summary,
        "body": wording.body,
        "source": wording.source,
        "slots": [[s.name, s.kind.value, s.label, s.example, list(s.choices)] for s in wording.slots],
    }


def _fits(slot: EmergencySlot, value: str) -> bool:
    if slot.kind is SlotKind.LEVEL:
        return value in slot.choices
    if slot.kind is SlotKind.HOTLINE:
        return _HOTLINE.fullmatch(value) is not None
    if slot.kind is SlotKind.NUMBER:
        return _NUMBER.fullmatch(value) is not None
    return True


def _moment(language: str, slot: EmergencySlot, value: str) -> str:
    try:
        at = datetime.strptime(value, _CLOCK)  # noqa: DTZ007 - the office's wall time, as people write it
    except ValueError:
        raise Invalid(
            T("“{value}” is no time for “{name}”.", value=value, name=slot.label),
            T("For example: {example}.", example=slot.example),
        ) from None
    if language.startswith("zh"):
        return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分" if at.minute else (
            f"{at.year}年{at.month}月{at.day}日{at.hour}时"
        )  # fmt: skip
    return f"{at:%H:%M} on {at.day} {_MONTHS[at.month - 1]} {at.year}"


def _put(text: str, said: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda found: said[found[1]], text)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
