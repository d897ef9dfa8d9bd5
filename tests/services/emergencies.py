"""An approved emergency edition for tests of the queue, with a title of its own; the lane has its own tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.domain.emergency import Filling, Wording
from editor_app.domain.identifiers import RouteId, new_id
from editor_app.domain.member import Deed, Role
from editor_app.services import documents, freezing
from editor_app.services.documents import Draft
from editor_app.services.freezing import Frozen, Submission
from editor_app.storage import seals
from editor_app.storage.queries import emergency as queries
from editor_app.storage.queries import people, routes

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Desk, Seat

_URGENT = "Urgent, three persons"


class Place(Protocol):
    """An office for tests: who writes, and everybody who signs."""

    @property
    def desk(self) -> Desk: ...

    @property
    def editor(self) -> Seat: ...

    def approve(self, edition: Edition) -> Edition: ...


def emergency(office: Place, *names: str, title: str = "紧急通知") -> Edition:
    """Submitted as an emergency by the editor and signed by every stage."""
    made = documents.create(
        office.editor, "", draft=Draft(Content(title=title, body=f"{title}：请勿外出。", source="应急办"))
    )
    accounts = freezing.chosen_accounts(office.desk, names)
    route = _route(office)
    frozen = freezing.frozen(office.editor, made.document.id, Submission(tuple(each.id for each in accounts), route))
    manifest = replace(frozen.edition.sealed(), kind=EditionKind.EMERGENCY)
    edition = replace(
        frozen.edition, kind=EditionKind.EMERGENCY, digest=manifest.digest, manifest=manifest.canonical_bytes()
    )
    detail = {"digest": edition.digest}
    with office.editor.write(Deed.SUBMIT, "edition.submit", Subject("edition", edition.id), detail) as work:
        kept = freezing.keep(work, Frozen(edition, frozen.stages))
        filling = _filling(kept, work.at)
        queries.insert_filling(work, filling, work.record("document.fill", Subject("document", kept.document)))
        work.record("emergency.submit", Subject("edition", kept.id))
        queries.insert_emergency(work, kept.id, filling, "洪水", None)
    return office.approve(kept)


def _route(office: Place) -> str:
    """A route of the office's three stages that takes emergencies as well."""
    with office.desk.database.read() as snapshot:
        found = routes.all_routes(snapshot)
        admin = next(each for each in people.members(snapshot) if Role.ADMIN in each.roles)
    if all(each.name != _URGENT for each in found):
        kinds = frozenset({EditionKind.PUBLICATION, EditionKind.EMERGENCY})
        made = replace(found[0], id=RouteId(new_id()), name=_URGENT, kinds=kinds)
        actor = Actor(f"member:{admin.id}", admin.name)
        detail = seals.sealed(route_version=routes.version_values(made))
        with office.desk.database.write(actor, "route.add", Subject("route", made.id), detail) as work:
            routes.insert_route(work, made)
            routes.insert_version(work, made, admin.id, work.sequence)
    return _URGENT


def _filling(edition: Edition, at: datetime) -> Filling:
    wording = Wording("zh-CN", "通知", "通知", "", "通知", "", ())
    return Filling(edition.document, 1, "notice", 0, wording, {}, edition.submitted_by, at)
