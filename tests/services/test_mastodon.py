"""Through the real worker to the simulated Mastodon: lost, throttled, killed midway, revoked; never two posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.mastodon import PLATFORM
from editor_app.services import accounts, alarms, media, publishing
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from tests.platforms.mastodon.desk import Clock, server_at
from tests.platforms.workshop import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.platforms.mastodon.simulator.server import MastodonServer
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

SETTLED = PLATFORM.settle + timedelta(seconds=1)
LONG = "\n\n".join(f"第 {number} 段：本市自 12 月 1 日起试行新办法，请市民留意。" for number in range(1, 31))


@dataclass
class Desk:
    """The office's outbox, and its account on the simulated server."""

    outbox: Outbox
    server: MastodonServer
    clock: Clock

    def queued(self, body: str = "共 12 件事。", title: str = "便民事项一次办好") -> DeliveryId:
        office = self.outbox.office
        picture = media.add(office.editor, FIRST, Words("办事大厅"))
        content = Content(title=title, body=body, source="区政务公开办", cover=picture.digest)
        edition = office.approve(office.submitted(Draft(content), "mastodon"))
        return publishing.queue(office.publisher, edition.id)[0].id

    def serve(self, delivery: DeliveryId, after: timedelta = timedelta(0)) -> DeliveryRow:
        self.outbox.office.clock.turn(after)
        self.clock.turn(seconds=after.total_seconds())
        return self.outbox.serve(delivery)

    def served(self, delivery: DeliveryId) -> str:
        """The state after as many rounds as a lost answer and a pause need."""
        for _ in range(8):
            row = self.serve(delivery, SETTLED)
            if row.state.value in {"sent", "verified", "failed", "ask"}:
                break
        return row.state.value

    def posts(self) -> list[str]:
        return [one.text for one in self.server.books.statuses.values() if not one.deleted]


@pytest.fixture
def desk(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(type(PLATFORM), "pauses", (0.0, 0.0))
    clock = Clock()
    with server_at(clock) as server:
        accounts.add(outbox.office.admin, "mastodon", "mastodon", Connection(server.url, Secret(server.token), {}))
        server.books.calls.clear()
        yield Desk(outbox, server, clock)


def test_a_thread_is_out_and_verified_and_the_account_keeps_the_limits_of_its_server(desk: Desk) -> None:
    kept = accounts.by_name(desk.outbox.office.desk, "mastodon").options["limits"]
    assert kept.startswith("characters=500 url=23")
    delivery = desk.queued(LONG)
    assert desk.serve(delivery).state.value == "sent"
    assert desk.serve(delivery).state.value == "verified"
    assert len(desk.posts()) > 2


FAULTS = ["late", "drop_before", "drop_after", "5xx", "5xx_after", "429", "429_date", "malformed"]


@pytest.mark.parametrize("kind", ["publish", "upload"])
def test_no_fault_makes_two_posts_or_none(desk: Desk, kind: str) -> None:
    for number, fault in enumerate(FAULTS, 1):
        delivery = desk.queued(f"第 {number} 件：{fault}。", f"便民事项之{number}")
        desk.server.faults.put({fault: {"count": 1, "on": kind}})
        assert desk.served(delivery) in {"sent", "verified"}, fault
        assert len(desk.posts()) == len(set(desk.posts())) == number, fault


def test_a_thread_whose_second_answer_is_lost_is_finished_once(desk: Desk) -> None:
    for number, fault in enumerate(["drop_after", "late", "drop_before"], 1):
        before = len(desk.posts())
        delivery = desk.queued(f"{fault}\n\n{LONG}", f"便民事项之{number}")

        def strike(point: str, fault: str = fault, before: int = before) -> None:
            if point == "intent_committed" and len(desk.posts()) == before + 1:
                desk.server.faults.put({fault: 1})
                desk.outbox.at_point = lambda _point: None

        desk.outbox.at_point = strike
        assert desk.served(delivery) in {"sent", "verified"}, fault
        assert len(desk.posts()) - before > 2
        answered = [one.answers for one in desk.server.books.statuses.values() if one.answers]
        assert len(answered) == len(set(answered)), "no post of a thread is there twice"


def test_what_readers_see_otherwise_raises_an_alarm(desk: Desk) -> None:
    for number, fault in enumerate(["rewrite", "strip_alt"], 1):
        delivery = desk.queued(f"第 {number} 件：{fault}。", f"便民事项之{number}")
        desk.server.faults.put({fault: 1})
        desk.serve(delivery)
        desk.serve(delivery)
        assert alarms.count(desk.outbox.office.desk) == number, fault


def test_a_token_that_is_revoked_midway_waits_for_a_person_and_goes_on_where_it_was(desk: Desk) -> None:
    delivery = desk.queued(LONG)
    tokens = dict(desk.server.books.tokens)

    def revoke(point: str) -> None:
        if point == "intent_committed" and len(desk.posts()) == 1:
            desk.server.books.tokens.clear()

    desk.outbox.at_point = revoke
    row = desk.serve(delivery)
    assert row.state.value not in {"sent", "verified"}
    assert len(desk.posts()) == 1
    desk.outbox.at_point = lambda _point: None
    desk.server.books.tokens.update(tokens)
    office = desk.outbox.office
    accounts.reconnect(office.admin, "mastodon", Connection("", Secret(""), {}))
    if row.state.value == "held":
        publishing.release(office.publisher, delivery, "又登录了")
    assert desk.served(delivery) in {"sent", "verified"}
    assert len(desk.posts()) == len(set(desk.posts())) > 2
