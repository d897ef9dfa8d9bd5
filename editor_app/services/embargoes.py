"""Embargoes: tightened by an editor at once, loosened when a second person has signed, kept by whatever is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.embargo import Consent, Embargo, loosens
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.identifiers import sha256
from editor_app.domain.member import Deed, Role, require
from editor_app.domain.text import T
from editor_app.services.reasons import spoken
from editor_app.services.sealing import is_signature
from editor_app.storage import audit, seals
from editor_app.storage.queries import documents, people
from editor_app.storage.queries import embargo as queries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import DocumentId, MemberId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class Terms:
    """Until when, and for whom; both together are what a step says."""

    until: datetime | None
    members: frozenset[MemberId] | None
    """None = every member."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A document's embargo as those on its list see it."""

    step: Embargo | None
    """In force; None = it has none."""
    wish: Embargo | None
    """A loosening that waits for a second person."""
    names: tuple[str, ...]
    """Who is on the list; empty = every member."""
    history: tuple[Embargo, ...]
    is_public: bool
    """Something of it is out: nothing is hidden any more."""


def standing(desk: Desk, document: DocumentId) -> Standing:
    """A document's embargo.

    Raises:
        Veiled: whoever reads isn't on its list.
    """
    with desk.database.read() as snapshot:
        queries.require_seen(snapshot, document)
        history = queries.steps_of(snapshot, document)
        step = next((each for each in reversed(history) if each.in_force), None)
        wish = history[-1] if history and not history[-1].in_force else None
        listed = step.members if step and step.members else ()
        names = sorted(people.member_by_id(snapshot, each).name for each in listed)
        return Standing(step, wish, tuple(names), tuple(history), queries.is_public(snapshot, document))


def any_list(desk: Desk) -> bool:
    """Whether anything is hidden from anybody here, so that it matters who reads."""
    with desk.database.read() as snapshot:
        return queries.any_list(snapshot)


def listed(desk: Desk, names: Sequence[str]) -> frozenset[MemberId]:
    """The members of those names.

    Raises:
        NotFound: there is none of a name.
    """
    with desk.database.read() as snapshot:
        return frozenset(people.member_by_name(snapshot, name).id for name in names)


def tighten(seat: Seat, document: DocumentId, terms: Terms, reason: str) -> Embargo:
    """Put a document under embargo, or make one stricter: later, or for fewer members. It holds at once.

    Whoever sets it stays on the list.

    Raises:
        Refused: it would loosen (`loosen` asks for a second person), or the seat is no editor's.
        Invalid: a time that has passed, or no reason.
        Veiled: not on its list.
    """
    return _step(seat, document, terms, reason, is_wish=False)


def loosen(seat: Seat, document: DocumentId, terms: Terms, reason: str) -> Embargo:
    """Ask for an embargo to end sooner or to let more members see it; nothing changes until a second person allows it.

    Raises:
        Refused: it loosens nothing, or the seat is no editor's.
        Veiled, Invalid: as in `tighten`.
    """
    return _step(seat, document, terms, reason, is_wish=True)


def allow(seat: Seat, document: DocumentId) -> Embargo:
    """Sign, as a reviewer on the list who did not write it, that the newest wish may come into force.

    Raises:
        NotFound: no loosening waits.
        Refused: no reviewer, an author, or whoever asked for it.
        Veiled: not on its list.
    """
    require(seat.member, Deed.DECIDE)
    workspace = seat.desk.workspace.id
    with seat.desk.database.read() as snapshot:
        queries.require_seen(snapshot, document)
        steps = queries.steps_of(snapshot, document)
        if not steps or steps[-1].in_force:
            raise NotFound(T("No loosening of this embargo waits."), T("See it with `editor-app embargo show`."))
        wish = steps[-1]
        _require_another(snapshot, seat, wish)
        said = Consent(
            workspace,
            document,
            wish.ordinal,
            wish.digest(workspace),
            seat.member.id,
            seat.keys.id,
            audit.head(snapshot)[1],
            seat.desk.clock.now(),
        )
    signature = seat.keys.sign(said.bytes_to_sign())
    detail: dict[str, Json] = {"step": wish.ordinal, "digest": said.digest, "signature": sha256(signature)}
    with seat.write(Deed.DECIDE, "embargo.allow", Subject("document", document), detail) as work:
        queries.insert_consent(work, said, signature)
    return replace(wish, is_allowed=True)


def holds(desk: Desk, document: DocumentId) -> bool:
    """Whether every consent belongs to its bytes, key and terms."""
    with desk.database.read() as snapshot:
        steps = {each.ordinal: each for each in queries.steps_of(snapshot, document)}
        for ordinal, (said, signature) in queries.consents_of(snapshot, desk.workspace.id, document).items():
            key = people.key_by_id(snapshot, said.key)
            terms = (said.by, steps[ordinal].digest(desk.workspace.id))
            if (key.member, said.digest) != terms or not is_signature(key.public_key, signature, said.bytes_to_sign()):
                return False
    return True


def begins(snapshot: Snapshot, document: DocumentId, wanted: datetime | None, now: datetime) -> datetime | None:
    """When an edition's window begins: as wanted, but never before the embargo ends.

    Raises:
        Invalid: wanted sooner.
    """
    step = queries.standing(snapshot, document)
    until = step.until if step else None
    if until is None or until <= now or queries.is_public(snapshot, document):
        return wanted
    if wanted is not None and wanted < until:
        raise Invalid(
            T("The embargo ends at {time}; the edition can't go out before.", time=until.isoformat(timespec="minutes")),
            T("Choose that time or a later one, or ask for the embargo to be loosened."),
        )
    return wanted or until


def _step(seat: Seat, document: DocumentId, terms: Terms, reason: str, *, is_wish: bool) -> Embargo:
    why = str(spoken(reason))
    require(seat.member, Deed.WRITE)
    now = seat.desk.clock.now()
    if terms.until is not None and terms.until <= now:
        raise Invalid(T("That time has passed."), T("Choose a later one."))
    members = None if terms.members is None else terms.members | {seat.member.id}
    with seat.desk.database.read() as snapshot:
        documents.document_by_id(snapshot, document)
        steps = queries.steps_of(snapshot, document)
    before = next((each for each in reversed(steps) if each.in_force), None)
    new = Embargo(document, len(steps) + 1, terms.until, members, why, seat.member.id, now, is_wish=is_wish)
    _require_direction(before, new)
    _require_consenter(seat, new)
    detail: dict[str, Json] = {
        "step": new.ordinal,
        "until": None if new.until is None else new.until.isoformat(),
        "members": None if new.members is None else [*sorted(new.members)],
        **seals.sealed(embargo=queries.step_values(new)),
    }
    action = "embargo.loosen" if is_wish else "embargo.set"
    with seat.write(Deed.WRITE, action, Subject("document", document), detail) as work:
        kept = replace(new, at=work.at)
        queries.insert_step(work, kept)
    return kept


def _require_direction(before: Embargo | None, new: Embargo) -> None:
    if loosens(before, new) is new.is_wish:
        return
    if new.is_wish:
        raise Refused(T("That loosens nothing."), T("Set it with `editor-app embargo set`; it holds at once."))
    raise Refused(
        T("That would loosen the embargo, which takes a second person."),
        T("Ask for it with `editor-app embargo loosen`; a reviewer on the list allows it."),
    )


def _require_consenter(seat: Seat, new: Embargo) -> None:
    """Pass when a list leaves a reviewer who could consent to its end: else one editor could lock a document up."""
    if new.members is None or new.is_wish:
        return
    with seat.desk.database.read() as snapshot:
        authors = {each.author for each in documents.revisions(snapshot, new.document)}
        could = {each.id for each in people.members(snapshot) if each.may(Deed.DECIDE) and Role.REVIEWER in each.roles}
    if not (could & new.members) - authors - {new.by}:
        raise Refused(
            T("Nobody on that list could ever allow it to end."),
            T("Put a reviewer on the list who did not write the document."),
        )


def _require_another(snapshot: Snapshot, seat: Seat, wish: Embargo) -> None:
    authors = {each.author for each in documents.revisions(snapshot, wish.document)}
    if seat.member.id == wish.by or seat.member.id in authors:
        raise Refused(
            T("{name} wrote this document or asked for it, and can't allow it.", name=seat.member.name),
            T("Ask another reviewer on the list."),
        )
