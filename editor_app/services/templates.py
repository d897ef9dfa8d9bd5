"""Locked wordings of the emergency lane: those supplied with the program, and what an admin made of them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.document import DocumentKind
from editor_app.domain.emergency import EmergencySlot, SlotKind, Template, Wording, require_sound
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.manifest_json import Fields
from editor_app.domain.member import Deed
from editor_app.domain.text import T
from editor_app.resources import resource
from editor_app.services.reasons import spoken
from editor_app.storage import seals
from editor_app.storage.queries import emergency as queries

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot

_FOLDER = "templates/emergency"
_LARGEST = 65_536
"""Bytes of a template's file."""


def templates(desk: Desk) -> tuple[Template, ...]:
    """The newest version of each template, by name."""
    with desk.database.read() as snapshot:
        return templates_in(snapshot)


def template(desk: Desk, name: str) -> Template:
    """The newest version of the template with that name.

    Raises:
        NotFound: there is none.
    """
    with desk.database.read() as snapshot:
        return template_in(snapshot, name)


def templates_in(snapshot: Snapshot) -> tuple[Template, ...]:
    """The same within a snapshot."""
    newest = supplied()
    for changed in reversed(queries.templates(snapshot)):
        newest[changed.key] = changed
    return tuple(newest[name] for name in sorted(newest))


def template_in(snapshot: Snapshot, name: str) -> Template:
    """The same within a snapshot."""
    found = {each.key: each for each in templates_in(snapshot)}
    if name not in found:
        raise NotFound(
            T("There is no emergency template “{name}”.", name=name[:40]),
            T("Choose one of {names}.", names=", ".join(sorted(found))),
        )
    return found[name]


def versions(desk: Desk, name: str) -> tuple[Template, ...]:
    """Every version of a template, the newest first; the supplied one is the last.

    Raises:
        NotFound: there is no such template.
    """
    with desk.database.read() as snapshot:
        template_in(snapshot, name)
        changed = [each for each in queries.templates(snapshot) if each.key == name]
    return (*changed, *(each for each in supplied().values() if each.key == name))


def change(seat: Seat, name: str, text: str, reason: str) -> Template:
    """Word a template anew, or add one; documents that were filled before keep what they say.

    Args:
        seat: of an admin.
        name: lower-case letters and hyphens.
        text: TOML in the form of the supplied ones (see resources/templates/emergency).
        reason: why; it stays on record.

    Raises:
        Invalid: another form, or slots and text don't name each other.
        Refused: no admin.
    """
    why = str(spoken(reason))
    if not (3 <= len(name) <= 40 and name.replace("-", "").isalpha() and name.isascii() and name.islower()):
        raise Invalid(T("A template's name is of lower-case letters and hyphens."), T("For example: road-closure."))
    wanted = parsed(name, 1, text)
    kept = seals.sealed(emergency_template=queries.template_values(wanted, why))
    detail: dict[str, Json] = {"why": why, "digests": [each.digest for each in wanted.wordings], **kept}
    with seat.write(Deed.MANAGE_ROUTES, "template.change", Subject("template", name), detail) as work:
        before = [each.version for each in queries.templates(work) if each.key == name]
        made = Template(name, max(before, default=0) + 1, wanted.kind, wanted.wordings)
        queries.insert_template(work, made, seat.member.id, why)
    return made


def supplied() -> dict[str, Template]:
    """The templates that come with the program, by name."""
    files = sorted(resource(_FOLDER).glob("*.toml"))
    return {file.stem: parsed(file.stem, 0, file.read_text("utf-8")) for file in files}


def supplied_file(name: str) -> Path:
    """The file of a supplied template, to copy and change."""
    return resource(f"{_FOLDER}/{name}.toml")


def parsed(name: str, version: int, text: str) -> Template:
    """The template that a file describes.

    Raises:
        Invalid: it is no template.
    """
    if len(text.encode()) > _LARGEST:
        raise Invalid(T("The template is too large."), T("A template is one page of text."))
    try:
        whole = tomllib.loads(text)
        slots = [Fields(item) for item in Fields(whole).items("slots")]
        kind = DocumentKind(Fields(whole).text("kind"))
        wordings = tuple(
            _wording(language, Fields(said), slots) for language, said in sorted(whole.get("wording", {}).items())
        )
    except ValueError as wrong:
        raise Invalid(
            T("The template can't be read: {said}", said=str(wrong)), T("Take a supplied one for a model.")
        ) from wrong
    if not wordings:
        raise Invalid(T("A template needs a name, a title and a text."), T("Nothing was changed."))
    for each in wordings:
        require_sound(each)
    return Template(name, version, kind.value, wordings)


def _wording(language: str, said: Fields, slots: list[Fields]) -> Wording:
    name, title, summary, body, source = (said.text(n) for n in ("name", "title", "summary", "body", "source"))
    return Wording(language, name, title, summary, body, source, tuple(_slot(language, each) for each in slots))


def _slot(language: str, item: Fields) -> EmergencySlot:
    kind = SlotKind(item.text("kind"))
    label, example = (Fields(item.optional(name)).text(language) for name in ("label", "example"))
    choices = Fields(item.optional("choices")).items(language) if kind is SlotKind.LEVEL else []
    return EmergencySlot(item.text("name"), kind, label, example, tuple(map(str, choices)))
