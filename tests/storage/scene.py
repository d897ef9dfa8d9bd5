"""A small office in a real store, for attacks and round trips: people, a document, accounts, and the way to a post."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from editor_app.domain.account import Account, AccountState
from editor_app.domain.approval import Approval, Decision, Route, Stage, StageKind, Statement, Where
from editor_app.domain.audit import Actor, Subject
from editor_app.domain.delivery import Attempt, AttemptState, Delivery, DeliveryState, Event, Receipt
from editor_app.domain.document import Content, DocumentKind, Revision
from editor_app.domain.edition import Edition, EditionKind, EditionState, Manifest, Part, Payload
from editor_app.domain.emergency import EmergencySlot, Filling, SlotKind, Wording
from editor_app.domain.identifiers import (
    AccountId,
    AttemptId,
    DeliveryId,
    DocumentId,
    EditionId,
    KeyId,
    MemberId,
    RevisionId,
    RouteId,
    delivery_key,
    new_id,
    sha256,
)
from editor_app.domain.instants import BootInstant
from editor_app.domain.member import Member, MemberState, Role
from editor_app.domain.stage_seal import StageSeal
from editor_app.storage.queries import accounts, attempts, deliveries, documents, editions, emergency, people, routes
from editor_app.storage.queries.deliveries import Change, Plan
from editor_app.storage.queries.settings import Workspace, workspace_itself

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from editor_app.storage.database import Work

START = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
ACTOR = Actor("system", "a test")
SOMETHING = Subject("test", "1")
PEOPLE = {
    "admin": {Role.ADMIN},
    "editor": {Role.EDITOR},
    "editor2": {Role.EDITOR, Role.REVIEWER},
    "reader1": {Role.REVIEWER},
    "reader2": {Role.REVIEWER},
    "reader3": {Role.REVIEWER},
    "publisher": {Role.PUBLISHER},
}
STEPS = ((1, "media", "repeatable"), (2, "publish", "public"))


class TurnedClock:
    """A clock that moves a second with every reading."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def boot(self) -> BootInstant:
        return BootInstant("boot", int((self._now - START).total_seconds() * 1e6))


@dataclass
class Scene:
    """One transaction on a store, with the names of what is in it; the fixture undoes it at the end."""

    work: Work
    workspace: Workspace
    people: dict[str, Member]
    accounts: list[Account]
    route: RouteId

    @property
    def connection(self) -> Connection:
        return self.work.connection

    def sql(self, statement: str, **values: object) -> None:
        """Run raw SQL, as somebody would with a tool of their own."""
        self.connection.execute(text(statement), values)

    def value(self, statement: str, **values: object) -> object:
        return self.connection.execute(text(statement), values).scalar()

    def tick(self) -> None:
        """A second later; within one transaction the time stands still by itself."""
        self.work.at += timedelta(seconds=1)

    def id_of(self, name: str) -> MemberId:
        return self.people[name].id

    def record(self, delivery: DeliveryId) -> int:
        """An audit row about a delivery."""
        return self.work.record("delivery.test", Subject("delivery", delivery))


def populate(work: Work) -> None:
    """The people, two accounts and a route with two stages."""
    for name, roles in PEOPLE.items():
        add_member(work, name, roles, confirmed_by="admin")
    for name in ("site", "social"):
        accounts.insert_account(
            work,
            Account(
                AccountId(new_id()), name, "sandbox", "http://127.0.0.1:1", "us", {}, "", AccountState.ACTIVE, work.at
            ),
        )
    stages = tuple(Stage(n, StageKind.REVIEW, f"stage {n}", "reads it", 1) for n in (1, 2))
    route = Route(RouteId(new_id()), "two stages", stages, frozenset(EditionKind))
    work.record("route.add", Subject("route", route.id))
    routes.insert_route(work, route)


def scene_of(work: Work) -> Scene:
    """What `populate` left, in a transaction of its own."""
    info = workspace_itself(work)
    assert info is not None
    found = {member.name: member for member in people.members(work)}
    return Scene(work, info, found, accounts.all_accounts(work), routes.all_routes(work)[0].id)


def add_member(work: Work, name: str, roles: set[Role], *, confirmed_by: str = "") -> Member:
    member = Member(MemberId(new_id()), name, frozenset(roles), MemberState.INVITED, None, None, work.at)
    people.insert_member(work, member)
    key = people.MemberKey(
        KeyId(new_id()), member.id, sha256(member.id.encode())[:32].encode(), b"b" * 32, b"s", work.at
    )
    people.insert_key(work, key)
    people.set_member_key(work, member.id, key.id)
    if confirmed_by:
        people.confirm_key(work, key.id, people.member_by_name(work, confirmed_by).id)
        people.set_member_state(work, member.id, MemberState.CONFIRMED)
    return people.member_by_id(work, member.id)


def agree_on(scene: Scene, who: MemberId, roles: str) -> None:
    """What allows a change of roles: the only admin proposed and agreed."""
    sequence = scene.work.record("member.set_roles", Subject("member", who))
    admin = {"who": who, "by": scene.id_of("admin")}
    scene.sql(
        """INSERT INTO role_change SELECT m.id, (SELECT count(*) + 1 FROM role_change r WHERE r.member = m.id), m.roles,
        :roles, :by, 1, NULL, NULL, NULL, :sequence FROM member m WHERE m.id = :who""",
        roles=roles, sequence=sequence, **admin,
    )  # fmt: skip
    scene.sql(
        """UPDATE role_change SET decision = 'agreed', decided_by = :by, decided_at = 1
        WHERE member = :who AND decision IS NULL""",
        **admin,
    )


def write_document(scene: Scene, author: str = "editor", title: str = "标题") -> Revision:
    scene.tick()
    document = DocumentId(new_id())
    documents.insert_document(scene.work, document, DocumentKind.NEWS, scene.id_of(author))
    first = Revision(
        RevisionId(new_id()),
        document,
        1,
        None,
        Content(title=title, body="正文"),
        (),
        (),
        scene.id_of(author),
        scene.work.at,
    )
    documents.insert_revision(scene.work, first)
    return first


def write_again(scene: Scene, before: Revision, author: str = "editor") -> Revision:
    following = replace(
        before,
        id=RevisionId(new_id()),
        number=before.number + 1,
        parent=before.id,
        author=scene.id_of(author),
        content=replace(before.content, body=before.content.body + "。"),
    )
    documents.insert_revision(scene.work, following)
    return following


def edition_of(
    scene: Scene,
    revision: Revision,
    window: tuple[datetime | None, datetime | None] = (None, None),
    kind: EditionKind = EditionKind.PUBLICATION,
) -> Edition:
    """An edition for every account, not stored yet."""
    edition = EditionId(new_id())
    manifest = Manifest(
        workspace=scene.workspace.id,
        edition=edition,
        document=revision.document,
        revision=revision.id,
        kind=kind,
        payloads=tuple(payload_of(account, revision) for account in scene.accounts),
        not_before=window[0],
        not_after=window[1],
        rule_pack="1",
        accepted=(),
        to_override=(),
        stages=tuple(StageSeal(n, f"stage {n}", "reads it", 1) for n in (1, 2)),
        source="",
        responsible_editor="",
        document_number="",
    )
    return Edition(
        id=edition,
        document=revision.document,
        revision=revision.id,
        number=editions.next_edition_number(scene.work, revision.document),
        kind=kind,
        state=EditionState.IN_REVIEW,
        digest=manifest.digest,
        manifest=manifest.canonical_bytes(),
        route=scene.route,
        submitted_by=scene.id_of("editor"),
        submitted_at=scene.work.at,
    )


def payload_of(account: Account, revision: Revision) -> Payload:
    return Payload(
        account.id, account.name, account.platform, "us", "html", revision.content.title, "", "", "slug", "zh-CN",
        (Part(1, revision.content.body),), (),
    )  # fmt: skip


def insert_route(scene: Scene, stages: tuple[Stage, ...], *kinds: EditionKind) -> RouteId:
    """A route with those stages for those kinds; none named = for all."""
    route = Route(RouteId(new_id()), f"route {new_id()}", stages, frozenset(kinds or EditionKind))
    scene.work.record("route.add", Subject("route", route.id))
    routes.insert_route(scene.work, route)
    return route.id


def insert_on_own_route(scene: Scene, edition: Edition, stages: tuple[Stage, ...]) -> Edition:
    """The edition with those stages, on a route that has just them."""
    there = replace(edition, route=insert_route(scene, stages))
    editions.insert_edition(scene.work, there, stages)
    return there


def submit(
    scene: Scene,
    revision: Revision,
    window: tuple[datetime | None, datetime | None] = (None, None),
    kind: EditionKind = EditionKind.PUBLICATION,
) -> Edition:
    scene.tick()
    edition = edition_of(scene, revision, window, kind)
    stages = tuple(Stage(n, StageKind.REVIEW, f"stage {n}", "reads it", 1) for n in (1, 2))
    editions.insert_edition(scene.work, edition, stages)
    if kind is EditionKind.EMERGENCY:
        take_lane(scene, edition)
    return edition


def take_lane(scene: Scene, edition: Edition, opening: str | None = None) -> None:
    """The edition's document is filled from a template, and the edition goes by the emergency lane."""
    slot = EmergencySlot("place", SlotKind.PLACE, "地点", "城南")
    wording = Wording("zh-CN", "预警", "{place}预警", "", "{place}有雨。", "", (slot,))
    old = emergency.filling_of(scene.work, edition.document)
    by = scene.id_of("editor")
    filling = Filling(
        edition.document, 1 + (old.ordinal if old else 0), "rain", 0, wording, {"place": "城南"}, by, scene.work.at
    )
    filled = scene.work.record("document.fill", Subject("document", edition.document))
    emergency.insert_filling(scene.work, filling, filled)
    scene.work.record("emergency.submit", Subject("edition", edition.id))
    actor, scene.work.actor = scene.work.actor, Actor(f"member:{edition.submitted_by}", "editor")
    emergency.insert_emergency(scene.work, edition.id, filling, "洪水", opening)
    scene.work.actor = actor


def decision(scene: Scene, edition: Edition, stage: int, by: str, said: Decision = Decision.APPROVE) -> Approval:
    signer = scene.people[by]
    assert signer.key is not None
    reason = "too long" if said is Decision.RETURN else ""
    statement = Statement(
        scene.workspace.id, edition.document, edition.revision, edition.id, stage, edition.digest, said, signer.id,
        signer.key, scene.work.head, scene.work.at, Where.WINDOW, ("site",), (), reason,
    )  # fmt: skip
    return Approval(statement, b"x" * 64)


def sign(scene: Scene, edition: Edition, stage: int, by: str, said: Decision = Decision.APPROVE) -> None:
    editions.insert_approval(scene.work, decision(scene, edition, stage, by, said))


def approved(
    scene: Scene,
    revision: Revision,
    window: tuple[datetime | None, datetime | None] = (None, None),
    kind: EditionKind = EditionKind.PUBLICATION,
) -> Edition:
    edition = submit(scene, revision, window, kind)
    sign(scene, edition, 1, "reader1")
    sign(scene, edition, 2, "reader2")
    editions.set_edition_state(scene.work, edition.id, EditionState.APPROVED)
    return edition


def delivery_of(scene: Scene, edition: Edition, account: int = 0) -> Delivery:
    delivery = DeliveryId(new_id())
    key = delivery_key(scene.workspace.id, delivery)
    return Delivery(
        delivery, edition.id, scene.accounts[account].id, key, DeliveryState.QUEUED, 0, scene.work.at, "",
        scene.work.at, 0, None, None,
    )  # fmt: skip


def queue(scene: Scene, edition: Edition, account: int = 0, at: datetime | None = None) -> Delivery:
    new = delivery_of(scene, edition, account)
    plan = Plan(at or scene.work.at, "", "", 900)
    deliveries.insert_delivery(scene.work, new, edition.digest, plan, STEPS)
    return deliveries.delivery_by_id(scene.work, new.id)


def claim(scene: Scene, delivery: Delivery) -> Delivery:
    """Claimed, and its invisible step done."""
    claimed = deliveries.move(scene.work, delivery, Event.CLAIM)
    deliveries.finish_step(scene.work, delivery.id, 1, "m1", "")
    return claimed


def begin(scene: Scene, claimed: Delivery, step: int = 2) -> Attempt:
    attempt = Attempt(
        AttemptId(new_id()), claimed.id, step, claimed.fence, AttemptState.OPEN, sha256(b"request"), claimed.key, "",
        scene.work.at, BootInstant("boot", 1), None, None,
    )  # fmt: skip
    attempts.begin_attempt(scene.work, attempt, claimed.account)
    return attempt


def settle(scene: Scene, claimed: Delivery, attempt: Attempt) -> Delivery:
    """The attempt is done and the delivery sent."""
    attempts.close_attempt(scene.work, attempt.id, AttemptState.DONE)
    deliveries.finish_step(scene.work, claimed.id, 2, f"p-{claimed.id}", "http://127.0.0.1:1/p")
    receipt = Receipt(f"p-{claimed.id}", "http://127.0.0.1:1/p", scene.work.at)
    return deliveries.move(scene.work, claimed, Event.SETTLE_DONE, Change(receipt=receipt))


def lose(scene: Scene, claimed: Delivery, attempt: Attempt) -> Delivery:
    """The reply was lost."""
    attempts.close_attempt(scene.work, attempt.id, AttemptState.UNKNOWN)
    return deliveries.move(scene.work, claimed, Event.LOSE_SIGHT)


def sent(scene: Scene, edition: Edition, account: int = 0) -> Delivery:
    claimed = claim(scene, queue(scene, edition, account))
    return settle(scene, claimed, begin(scene, claimed))
