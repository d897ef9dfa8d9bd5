"""Through the real worker to the simulated Weibo: lost, limited, refused, killed midway; never two posts."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.weibo import PLATFORM
from editor_app.platforms.weibo.simulator.server import WeiboServer
from editor_app.services import accounts, media, publishing
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from tests.platforms.weibo.counter import Clock
from tests.platforms.workshop import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

SETTLED = PLATFORM.settle + timedelta(seconds=1)
FORMS = ("share", "long", "article")
ARRIVES = ("late", "drop_after", "5xx_after", "busy_after", "malformed", "20032")
"""What goes wrong after a post is there, or makes it come late."""


@dataclass
class Desk:
    """The office's outbox, and its accounts on the simulated Weibo."""

    outbox: Outbox
    server: WeiboServer
    clock: Clock

    def queued(self, account: str, title: str = "便民事项一次办好") -> DeliveryId:
        office = self.outbox.office
        picture = media.add(office.editor, FIRST, Words("办事大厅"))
        content = Content(
            title=title,
            summary="共 12 件事。",
            body="共 12 件事，逐件写明。",
            source="区政务公开办",
            cover=picture.digest,
            link="https://www.example.gov.cn/a.html",
        )
        edition = office.approve(office.submitted(Draft(content), account))
        return publishing.queue(office.publisher, edition.id)[0].id

    def serve(self, delivery: DeliveryId, after: timedelta = timedelta(0)) -> DeliveryRow:
        self.outbox.office.clock.turn(after)
        self.clock.turn(seconds=after.total_seconds())
        return self.outbox.serve(delivery)

    def posts(self) -> int:
        return len(self.server.books.statuses)


@pytest.fixture
def desk(outbox: Outbox) -> Iterator[Desk]:
    clock = Clock()
    server = WeiboServer(now=clock)
    server.conduct.granted = server.conduct.articles = True
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        for form in FORMS:
            options = {"form": form, "unsure": "again" if form == "long" else "ask"}
            connection = Connection(server.url, Secret(server.secret), options)
            accounts.add_for_practice(outbox.office.admin, "weibo", form, connection, server.books.uid)
        yield Desk(outbox, server, clock)
    finally:
        server.close()
        thread.join(10)


@pytest.mark.parametrize("form", FORMS)
def test_a_post_is_out_and_verified(desk: Desk, form: str) -> None:
    delivery = desk.queued(form)
    row = desk.serve(delivery)
    assert (row.state.value, row.url.startswith("http")) == ("sent", True)
    assert desk.serve(delivery).state.value == "verified"
    assert desk.posts() == 1


def test_no_lost_answer_makes_two_posts_and_one_that_is_not_there_is_asked_about(desk: Desk) -> None:
    for count, mishap in enumerate(ARRIVES, 1):
        delivery = desk.queued("share", f"第 {count} 件事")
        desk.server.mishaps.put({mishap: 1})
        assert desk.serve(delivery).state.value == "unknown", mishap
        assert (desk.serve(delivery, SETTLED).state.value, desk.posts()) == ("sent", count), mishap
    delivery = desk.queued("share")
    desk.server.mishaps.put({"drop_before": 1})
    desk.serve(delivery)
    assert (desk.serve(delivery, SETTLED).state.value, desk.posts()) == ("ask", len(ARRIVES))


def test_what_did_not_arrive_goes_out_once_where_the_account_says_so(desk: Desk) -> None:
    for count, mishap in enumerate(["drop_before", "5xx"], 1):
        delivery = desk.queued("long", f"第 {count} 件事")
        desk.server.mishaps.put({mishap: 1})
        assert desk.serve(delivery).state.value == "unknown", mishap
        assert (desk.serve(delivery, SETTLED).state.value, desk.posts()) == ("queued", count - 1), mishap
        assert (desk.serve(delivery).state.value, desk.posts()) == ("sent", count), mishap


@pytest.mark.parametrize("mishap", ["10023", "429_date"])
def test_a_limit_only_makes_it_later(desk: Desk, mishap: str) -> None:
    delivery = desk.queued("share")
    desk.server.mishaps.put({mishap: 1})
    row = desk.serve(delivery)
    assert (row.state.value, desk.posts()) == ("queued", 0)
    assert row.next_try_at > desk.outbox.office.clock.now()
    assert desk.serve(delivery, timedelta(hours=1, minutes=2)).state.value == "sent"
    assert desk.posts() == 1


def test_half_an_upload_is_done_again_and_the_post_is_whole(desk: Desk) -> None:
    delivery = desk.queued("long")
    desk.server.mishaps.put({"drop_after": {"count": 1, "on": "upload"}})
    row = desk.serve(delivery)
    while row.state.value == "queued":
        row = desk.serve(delivery, timedelta(minutes=1))
    assert row.state.value == "sent"
    assert desk.serve(delivery).state.value == "verified"
    assert desk.posts() == 1


def test_a_sign_in_that_ends_midway_waits_for_a_person_and_nothing_is_public(desk: Desk) -> None:
    delivery = desk.queued("long")
    desk.server.mishaps.put({"21327": 1})
    row = desk.serve(delivery)
    assert (row.state.value, "21327" in str(row.reason)) == ("held", True)
    assert desk.posts() == 0


def test_a_refused_post_has_failed_in_words_and_a_retry_makes_one(desk: Desk) -> None:
    delivery = desk.queued("share")
    desk.server.conduct.safe_domains = ("other.gov.cn",)
    row = desk.serve(delivery)
    assert (row.state.value, "safe domain" in str(row.reason)) == ("failed", True)
    desk.server.conduct.safe_domains = None
    publishing.retry(desk.outbox.office.publisher, delivery)
    assert desk.serve(delivery).state.value == "sent"
    assert desk.posts() == 1


def test_a_worker_that_dies_with_the_answer_in_its_hand_finds_the_post_by_its_mark(desk: Desk) -> None:
    class Killed(BaseException):
        """Nothing catches it."""

    def die(point: str) -> None:
        if point == "outcome_unknown":
            raise Killed

    delivery = desk.queued("share")
    desk.server.mishaps.put({"drop_after": 1})
    desk.outbox.at_point = die
    with pytest.raises(Killed):
        desk.serve(delivery)
    desk.outbox.at_point = lambda _point: None
    assert desk.serve(delivery).state.value == "unknown"
    assert desk.serve(delivery, SETTLED).state.value == "sent"
    assert desk.posts() == 1


def test_words_changed_there_are_seen(desk: Desk) -> None:
    delivery = desk.queued("share")
    desk.serve(delivery)
    (status,) = desk.server.books.statuses.values()
    status.text = status.text.replace("12", "21")
    row = desk.serve(delivery)
    assert (row.state.value, row.verdict.value if row.verdict else "") == ("sent", "different")
