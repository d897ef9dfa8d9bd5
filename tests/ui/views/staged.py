"""A practice office with real faults: editions in review and deliveries in every state, for tests and pictures."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Actor
from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import (
    approvals,
    documents,
    freezing,
    members,
    practice,
    publishing,
    reading_back,
    sample,
    sending,
    settling,
    vaults,
)
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.links import Links
from editor_app.services.sending import Sender
from editor_app.services.workspaces import Means
from editor_app.storage import audit
from editor_app.storage.queries import queue_rows
from editor_app.ui.main_window import MainWindow
from editor_app.ui.view import Place
from tests.services.emergencies import emergency
from tests.services.office import CHEAP, FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow

_SERVE = {
    "queued": sending.serve_queued,
    "working": settling.serve_abandoned,
    "unknown": settling.serve_unknown,
    "sent": reading_back.serve_sent,
    "verified": reading_back.serve_sent,
}


class Killed(BaseException):
    """Stands for the end of a worker's process at a named point."""


@dataclass
class Stage:
    """The practice office: people by place in the route, its server, and a sender turned by hand."""

    clock: FakeClock
    publisher: Seat
    editor: Seat
    reviewers: list[Seat]
    accounts: list[str]
    server: SandboxServer
    links: Links
    die_at: set[str] = field(default_factory=set)

    @property
    def desk(self) -> Desk:
        return self.publisher.desk

    def submitted(self, title: str, *accounts: str, body: str = "", **chosen: object) -> Edition:
        """A new document, handed in for the accounts of those names (all when none is named)."""
        words = body or "第一段，共 12 件事。\n\n第二段说明怎么办理。"
        content = Content(title=title, summary="一句话摘要。", body=words, source="区政务公开办", author="李明")
        made = documents.create(self.editor, "", draft=Draft(content))
        return self.handed_in(made.document.id, *accounts, **chosen)

    def handed_in(self, document: str, *accounts: str, **chosen: object) -> Edition:
        """The newest revision of a document, handed in; every warning accepted."""
        found = freezing.chosen_accounts(self.desk, accounts or self.accounts)
        submission = Submission(tuple(account.id for account in found), **chosen)
        try:
            return approvals.submit(self.editor, document, submission)
        except freezing.NotReady as warned:
            reasons = {finding.digest: "沿用文件原文，不改。" for finding in warned.findings}
            return approvals.submit(self.editor, document, replace(submission, accepted=reasons))

    def sign(self, edition: Edition, count: int = 3) -> Edition:
        """Signed by the first `count` reviewers, one stage each."""
        for seat in self.reviewers[:count]:
            opened = tuple(payload.account_name for payload in edition.sealed().payloads)
            word = Word(Decision.APPROVE, edition.digest, opened=opened, overrides=edition.sealed().to_override)
            edition = approvals.decide(seat, edition.id, word).edition
        return edition

    def queued(self, title: str, *accounts: str, **chosen: object) -> list[Delivery]:
        """An approved edition, put into the queue now."""
        return publishing.queue(self.publisher, self.sign(self.submitted(title, *accounts, **chosen)).id)

    def approve(self, edition: Edition) -> Edition:
        """Signed by every stage."""
        return self.sign(edition)

    def urgent(self, title: str, *accounts: str) -> list[Delivery]:
        """An approved emergency, put into the queue now."""
        return publishing.queue(self.publisher, emergency(self, *accounts, title=title).id)

    def serve(self, delivery: DeliveryId, times: int = 1) -> DeliveryRow:
        """What a worker does with a delivery, `times` times."""
        for _ in range(times):
            row = self.row(delivery)
            lock = self.desk.store.locks.account_lock(row.account)
            assert lock is not None
            with lock:
                sender = Sender(self.desk, self.links, Actor("worker:test", "test"), self._reach)
                try:
                    _SERVE[row.state.value](sender, delivery, lock)
                except Killed:
                    continue
        return self.row(delivery)

    def row(self, delivery: DeliveryId) -> DeliveryRow:
        with self.desk.database.read() as snapshot:
            return queue_rows.one_row(snapshot, delivery)

    def close(self) -> None:
        self.links.close()
        for thread in threading.enumerate():
            if isinstance(thread, threading.Timer):
                thread.join()
        self.server.close()
        self.desk.close()

    def _reach(self, point: str) -> None:
        if point in self.die_at:
            raise Killed(point)


def new_stage(folder: Path, language: str = "zh_CN") -> Stage:
    """The practice workspace of the product, its server in a thread."""
    clock = FakeClock()
    made = sample.create_sample(folder, language, Means(clock, CHEAP))
    seats = [
        made.seat if not place else members.sign_in(made.seat.desk, person.name, Secret(person.passphrase))
        for place, person in enumerate(made.people)
    ]
    where = practice.endpoint(made.seat.desk.store)
    assert where is not None
    server = SandboxServer(where.port, where.state)
    threading.Thread(target=server.serve, daemon=True).start()
    links = Links(made.seat.desk.platforms, vaults.opened(seats[0]))
    names = [account.name for account in made.accounts]
    return Stage(clock, seats[0], seats[1], seats[3:], names, server, links)


def window_on(qtbot: QtBot, stage: Stage, person: str, place: Place) -> MainWindow:
    """A window of the office on one place; the others that it leads to are the same place under their names."""
    seat = stage.publisher if person == "publisher" else stage.editor
    others = [Place(key, key, "send", 50, place.create) for key in ("write", "review", "queue") if key != place.key]
    window = MainWindow(seat.member.name, seat=seat, places=[place, *others])
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    return window


@contextmanager
def unchanged(stage: Stage) -> Iterator[None]:
    """An office that many tests look at; whoever writes in it is told, not the test that comes after.

    Raises:
        AssertionError: the test wrote something on record.
    """
    with stage.desk.database.read() as snapshot:
        before = audit.head(snapshot)
    yield
    with stage.desk.database.read() as snapshot:
        assert audit.head(snapshot) == before, "wrote in an office that other tests look at: take a fresh one"


def busy_queue(stage: Stage) -> dict[str, DeliveryId]:
    """Deliveries in ten states, each made by what really leads there; by the name of the state."""
    found: dict[str, DeliveryId] = {}
    website, _microblog, app = stage.accounts
    for delivery in stage.queued("到2022年，政务新媒体矩阵体系这样建"):
        found["verified"] = delivery.id
        stage.serve(delivery.id, 2)
    stage.clock.turn(timedelta(minutes=20))
    first, second, third = stage.queued("“指尖上的网上政府”怎么建？国办发文明确了！")
    stage.serve(first.id, 2)
    stage.server.faults.put({"rewrite": 1})
    stage.serve(second.id, 2)
    found["different"] = second.id
    stage.server.faults.put({"drop_after": 1})
    stage.serve(third.id)
    alter_title(stage.server, "政务新媒体")
    stage.clock.turn(timedelta(minutes=3))
    stage.serve(third.id)
    found["ask"] = third.id
    found["queued"] = stage.queued("加强政民互动：留言要怎么回", app)[0].id
    found["failed"] = fail(stage, website)
    found |= stop(stage)
    return found


def alter_title(server: SandboxServer, title: str) -> None:
    """Somebody at the platform edits the newest post: a look-up can't be sure any more."""
    newest = max(server.ledger.posts.values(), key=lambda post: post.number)
    server.ledger.keep(replace(newest, entry=replace(newest.entry, title=title)))


def forget_newest(server: SandboxServer) -> None:
    """Somebody at the platform deletes the newest draft."""
    newest = max(server.ledger.posts.values(), key=lambda post: post.number)
    server.ledger.forget(newest.id)


def fail(stage: Stage, website: str) -> DeliveryId:
    """The draft is gone when it is to be published: refused for good."""
    failed = stage.queued("元旦假期政务服务安排", website)[0].id
    stage.die_at = {"before_intent"}
    stage.serve(failed)
    forget_newest(stage.server)
    stage.die_at = set()
    stage.serve(failed)
    return failed


def stop(stage: Stage) -> dict[str, DeliveryId]:
    """One edition whose three deliveries are unknown, in work and held."""
    web, blog, held = (one.id for one in stage.queued("民生事项“掌上办”：优化掌上服务四项要求"))
    stage.server.faults.put({"drop_before": 1})
    stage.serve(web)
    stage.die_at = {"claimed"}
    stage.serve(blog)
    stage.die_at = set()
    publishing.hold(stage.publisher, held, "等宣传部核对数字后再发")
    return {"unknown": web, "working": blog, "held": held}
