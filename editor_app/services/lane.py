"""The emergency lane: fill a locked template, hand it in with a reason, and prove that its wording was kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.document import DocumentKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.emergency import Filling, filled
from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T, Text
from editor_app.services import debts, documents, freezing, templates
from editor_app.services.documents import Draft, Opened
from editor_app.services.freezing import Submission
from editor_app.services.reasons import spoken
from editor_app.storage import seals
from editor_app.storage.queries import documents as document_queries
from editor_app.storage.queries import editions, routes
from editor_app.storage.queries import emergency as queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.approval import Route
    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Edition
    from editor_app.domain.emergency import Template, Wording
    from editor_app.domain.identifiers import AccountId, DocumentId, EditionId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot

_LOCKED = ("title", "summary", "body", "source", "language")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an editor says when handing an emergency in."""

    accounts: tuple[AccountId, ...]
    reason: str
    accepted: Mapping[str, str]
    """As in an ordinary submission: warnings accepted, with reasons."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether an emergency says what its template says."""

    filling: Filling | None
    reason: str
    fault: Text | None
    """What differs; None = the locked wording stands byte for byte."""


def begin(seat: Seat, template: str, language: str, values: Mapping[str, str]) -> Opened:
    """A document made of a locked template.

    Raises:
        Invalid: a slot is empty or of another kind.
        NotFound: no such template.
        Refused: no editor.
    """
    require(seat.member, Deed.WRITE)
    chosen = templates.template(seat.desk, template)
    wording = chosen.wording(language)
    content = filled(wording, values)
    made = documents.create(seat, "", DocumentKind(chosen.kind), Draft(content))
    _note(seat, made.document.id, chosen, wording, values)
    return made


def fill(seat: Seat, document: DocumentId, values: Mapping[str, str]) -> Revision:
    """Fill a document's slots anew, in the newest wording of its template; slots not named keep their value.

    Raises:
        Refused: it wasn't made of a template, or the seat is no editor's.
        Invalid: as in `begin`.
    """
    with seat.desk.database.read() as snapshot:
        before = _filling(snapshot, document)
        chosen = templates.template_in(snapshot, before.template)
        head = document_queries.head_revision(snapshot, document)
    wording = chosen.wording(before.wording.language)
    known = {slot.name for slot in wording.slots}
    whole = {name: value for name, value in before.values.items() if name in known} | dict(values)
    content = filled(wording, whole)
    locked = {name: getattr(content, name) for name in _LOCKED}
    saved = documents.save_revision(
        seat, document, head.id, Draft(replace(head.content, **locked), charts=head.charts), revise=True
    )
    _note(seat, document, chosen, wording, whole)
    return saved


def filling_of(desk: Desk, document: DocumentId) -> Filling | None:
    """How a document was filled last; None = it isn't made of a template."""
    with desk.database.read() as snapshot:
        return queries.filling_of(snapshot, document)


def submit(seat: Seat, document: DocumentId, alarm: Alarm) -> Edition:
    """Hand an emergency in: one reviewer's signature lets it go, ahead of everything that is queued.

    Raises:
        Refused: the wording differs from the template, no route has a single stage, or an overdue second look
            closes the lane (`debts.open_lane` lets one more in).
        NotReady, Invalid: see `approvals.submit`.
    """
    require(seat.member, Deed.SUBMIT)
    why = str(spoken(alarm.reason))
    with seat.desk.database.read() as snapshot:
        filling = _filling(snapshot, document)
        route = _route(snapshot)
        debts.require_open(snapshot, seat.desk.clock.now())
        _require_newest(snapshot, filling)
    submission = Submission(
        alarm.accounts, route.name, accepted=alarm.accepted, kind=EditionKind.EMERGENCY, by_lane=True
    )
    made = freezing.frozen(seat, document, submission)
    detail: dict[str, Json] = {
        "document": document,
        "digest": made.edition.digest,
        "revision": made.edition.revision,
        "template": f"{filling.template} {filling.version}",
        "why": why,
    }
    with seat.write(Deed.SUBMIT, "edition.submit", Subject("edition", made.edition.id), detail) as work:
        kept = freezing.keep(work, made)
        _require_wording(document_queries.revision_by_id(work, kept.revision), filling)
        opening = None if not debts.overdue(work, work.at) else queries.unused_opening(work)
        queries.insert_emergency(work, kept.id, filling, why, opening)
        return kept


def kept(desk: Desk, edition: EditionId) -> Kept:
    """Whether an edition says what its template says, looked at again; reviewers are shown it."""
    with desk.database.read() as snapshot:
        filling = queries.filling_for(snapshot, edition)
        found = editions.edition_by_id(snapshot, edition)
        if filling is None:
            return Kept(None, "", T("It was not made of a locked template."))
        revision = document_queries.revision_by_id(snapshot, found.revision)
        return Kept(filling, queries.reason_of(snapshot, edition), difference(revision, filling))


def wording_in(kept: Kept) -> str:
    """The text that an emergency's template and values make; empty = it was made of none."""
    if kept.filling is None:
        return ""
    return filled(kept.filling.wording, kept.filling.values).body.strip()


def difference(revision: Revision, filling: Filling) -> Text | None:
    """Where a revision leaves its locked wording; None = nowhere."""
    wanted = filled(filling.wording, filling.values)
    for name in _LOCKED:
        if getattr(revision.content, name) != getattr(wanted, name):
            return T("The {field} differs from the locked template.", field=Text(name))
    said = next((each for each in revision.overrides if each.field in {"title", "summary", "body"}), None)
    if said is not None:
        return T("An account says the {field} differently from the locked template.", field=Text(said.field))
    return None


def _note(seat: Seat, document: DocumentId, template: Template, wording: Wording, values: Mapping[str, str]) -> None:
    """Keep on record how the document was filled."""
    kept = {name: value.strip() for name, value in values.items()}
    detail: dict[str, Json] = {"template": template.key, "version": template.version, "digest": wording.digest}
    detail |= seals.sealed(emergency_filling=queries.filling_values(wording, kept))
    subject = Subject("document", document)
    with seat.write(Deed.WRITE, "document.fill", subject, detail) as work:
        before = queries.filling_of(work, document)
        ordinal = before.ordinal + 1 if before else 1
        new = Filling(document, ordinal, template.key, template.version, wording, kept, seat.member.id, work.at)
        queries.insert_filling(work, new, work.sequence)


def _filling(snapshot: Snapshot, document: DocumentId) -> Filling:
    found = queries.filling_of(snapshot, document)
    if found is None:
        raise Refused(
            T("This document was not made of an emergency template."),
            T("Begin one with `editor-app emergency new`; other documents go the ordinary way."),
        )
    return found


def _require_newest(snapshot: Snapshot, filling: Filling) -> None:
    newest = templates.template_in(snapshot, filling.template)
    if newest.wording(filling.wording.language).digest != filling.wording.digest:
        raise Refused(
            T("The template was worded anew after this document was filled."),
            T("Fill it again with `editor-app emergency fill`, and read it."),
        )


def _require_wording(revision: Revision, filling: Filling) -> None:
    found = difference(revision, filling)
    if found is not None:
        raise Refused(found, T("Fill it again with `editor-app emergency fill`, or send it the ordinary way."))


def _route(snapshot: Snapshot) -> Route:
    """The route of one signature that is most an emergency's own."""
    fitting = [
        route
        for route in routes.all_routes(snapshot)
        if EditionKind.EMERGENCY in route.kinds and len(route.stages) == 1 and route.stages[0].needs == 1
    ]
    if not fitting:
        raise Refused(
            T("No route lets an emergency go on one signature."),
            T("Ask an admin for a route of one stage for emergencies."),
        )
    return min(fitting, key=lambda route: len(route.kinds))
