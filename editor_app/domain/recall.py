"""Setting right what is out: the measures, where a place of a case stands, and the public note of a correction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.domain.text import T

if TYPE_CHECKING:
    from datetime import date

    from editor_app.domain.document import Content
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import DeliveryKey
    from editor_app.domain.text import Text


class Measure(StrEnum):
    """What is done about one public copy."""

    EDIT = "edit"
    """The post itself is replaced by the corrected text."""
    DELETE = "delete"
    UNPUBLISH = "unpublish"
    """Readers don't get it any more; the platform keeps it as a draft."""
    FOLLOW_UP = "follow_up"
    """A new post that names and links the wrong one."""
    BY_HAND = "by_hand"
    """Somebody does it on the platform, and keeps a proof."""


TAKES_AWAY = frozenset({Measure.DELETE, Measure.UNPUBLISH})
KINDS = frozenset({EditionKind.CORRECTION, EditionKind.WITHDRAWAL})
"""The kinds of edition that carry out a case."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Which posts a payload changes or takes away, and how: reviewers sign it with the rest."""

    measure: Measure
    targets: tuple[str, ...]
    """The platform's own ids, in order."""
    keys: tuple[str, ...]
    """Delivery keys under which they went out."""
    address: str
    """Where readers find the first of them."""


class Standing(StrEnum):
    """Where one copy of a case stands; everything but the last four is red or on its way."""

    OPEN = "open"
    """Nothing has been approved for it yet."""
    REVIEW = "review"
    READY = "ready"
    """Approved; somebody has to run it."""
    UNDER_WAY = "under_way"
    STUCK = "stuck"
    """A person has to look: held, failed, or nobody knows."""
    SENT = "sent"
    """Done as the platform says, and not read back yet."""
    STILL_LIVE = "still_live"
    """Read back, and it is not as it was to be."""
    GONE = "gone"
    CORRECTED = "corrected"
    NOTED = "noted"
    """The post is still there, and a read-back follow-up corrects it."""
    SIGNED_OFF = "signed_off"
    """Done by hand, with a proof on record."""


SETTLED = frozenset({Standing.GONE, Standing.CORRECTED, Standing.NOTED, Standing.SIGNED_OFF})

MEASURE_WORDS: dict[Measure, Text] = {
    Measure.EDIT: T("correct in place"),
    Measure.DELETE: T("delete"),
    Measure.UNPUBLISH: T("take offline"),
    Measure.FOLLOW_UP: T("follow-up post"),
    Measure.BY_HAND: T("by hand"),
}
STANDING_WORDS: dict[Standing, Text] = {
    Standing.OPEN: T("nothing done yet"),
    Standing.REVIEW: T("waits for approval"),
    Standing.READY: T("approved, to be run"),
    Standing.UNDER_WAY: T("on its way"),
    Standing.STUCK: T("needs a person"),
    Standing.SENT: T("done, not read back yet"),
    Standing.STILL_LIVE: T("still live"),
    Standing.GONE: T("gone, read back"),
    Standing.CORRECTED: T("corrected, read back"),
    Standing.NOTED: T("follow-up is out, read back"),
    Standing.SIGNED_OFF: T("signed off with proof"),
}

_MARKS = re.compile(r"([\\`*_\[\]<>])")
_RECEIPT = re.compile(r"~[0-9a-f]{16}$")
_NOTES = {
    "zh": {
        "edit": "**更正说明（{day}）**：{words}",
        "corrected": "**更正说明（{day}）**：此前发布的[《{title}》]({url})有误。{words}",
        "withdrawn": "**撤回说明（{day}）**：此前发布的[《{title}》]({url})已撤回，请勿引用或转载。{words}",
        "title_corrected": "更正：{title}",
        "title_withdrawn": "撤回说明：{title}",
    },
    "en": {
        "edit": "**Correction ({day}):** {words}",
        "corrected": "**Correction ({day}):** [“{title}”]({url}), published earlier, was wrong. {words}",
        "withdrawn": "**Withdrawn ({day}):** [“{title}”]({url}) has been withdrawn; please do not quote it. {words}",
        "title_corrected": "Correction: {title}",
        "title_withdrawn": "Withdrawn: {title}",
    },
}
"""The public notes, in the document's language; `{url}` is the wrong post's address."""


def measure_of(payload: Payload) -> Measure | None:
    """What a payload does about an earlier post; None = it is a post of its own."""
    said = payload.option("measure")
    return Measure(said) if said else None


def targets_of(payload: Payload) -> tuple[str, ...]:
    """The platform's ids of the posts that a payload changes or takes away."""
    return tuple(filter(None, payload.option("targets").split("\n")))


def keys_of(payload: Payload) -> tuple[str, ...]:
    """The delivery keys under which those posts went out."""
    return tuple(filter(None, payload.option("keys").split("\n")))


def aimed(payload: Payload, aim: Aim) -> Payload:
    """The payload with what it does about which posts."""
    more = {
        "address": aim.address,
        "keys": "\n".join(aim.keys),
        "measure": aim.measure.value,
        "targets": "\n".join(aim.targets),
    }
    return replace(payload, options=tuple(sorted({**dict(payload.options), **more}.items())))


def taking_away(original: Payload, aim: Aim) -> Payload:
    """The payload of a withdrawal: no text of its own, only which posts of which account go."""
    return aimed(replace(original, parts=(), media=(), late=()), aim)


def receipt_id(target: str, key: DeliveryKey) -> str:
    """The id of a change to `target`: no two deliveries of an account have the same."""
    return f"{target}~{key}"


def target_in(remote_id: str) -> str:
    """The platform's own id of a post, without the mark of a change."""
    return _RECEIPT.sub("", remote_id)


def with_note(content: Content, words: str, day: date) -> Content:
    """The corrected text with the public note at its end; without one where nothing was said."""
    if not words.strip():
        return content
    note = _template(content, "edit").format(day=day.isoformat(), words=_plain(words))
    return replace(content, body=f"{content.body.rstrip()}\n\n{note}\n")


def follow_up(content: Content, kind: EditionKind, original: tuple[str, str], words: str, day: date) -> Content:
    """What a follow-up post says: the note that links the wrong one and, for a correction, the corrected text.

    Args:
        content: the corrected text.
        kind: correction or withdrawal.
        original: title and address of the wrong post.
        words: what was wrong, for the public.
        day: today in the office.
    """
    name = "withdrawn" if kind is EditionKind.WITHDRAWAL else "corrected"
    title, url = original
    said = {"day": day.isoformat(), "title": _plain(title), "url": url.replace(")", "%29").replace("(", "%28")}
    note = _template(content, name).format(**said, words=_plain(words)).strip()
    named = title if kind is EditionKind.WITHDRAWAL else content.title
    head = _template(content, f"title_{name}").format(title=named)
    if kind is EditionKind.WITHDRAWAL:
        return replace(content, title=head, body=f"{note}\n", summary="", slug="", link="", cover="", cover_alt="")
    return replace(content, title=head, body=f"{note}\n\n{content.body}", slug="")


def _template(content: Content, name: str) -> str:
    return _NOTES["zh" if content.language.lower().startswith("zh") else "en"][name]


def _plain(words: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(words.split()))
