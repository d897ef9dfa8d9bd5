"""Through the real worker to the simulated WeChat: accepted, audited, lost, killed midway; never two articles."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.finding import Severity
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.simulator.mishaps import Outcome
from editor_app.platforms.wechat.simulator.server import WeChatServer
from editor_app.services import accounts, checking, documents, media, publishing
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.services.settling import GIVE_UP_AFTER
from tests.platforms.wechat.counter import Clock
from tests.platforms.workshop import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

SETTLED = PLATFORM.settle + timedelta(seconds=1)


@dataclass
class Desk:
    """The office's outbox, and its account on the simulated WeChat."""

    outbox: Outbox
    server: WeChatServer
    clock: Clock

    def queued(self) -> DeliveryId:
        office = self.outbox.office
        picture = media.add(office.editor, FIRST, Words("办事大厅"))
        content = Content(title="便民事项一次办好", body="共 12 件事。", source="区政务公开办", cover=picture.digest)
        edition = office.approve(office.submitted(Draft(content), "wx"))
        return publishing.queue(office.publisher, edition.id)[0].id

    def turn(self, by: timedelta) -> None:
        self.outbox.office.clock.turn(by)
        self.clock.turn(seconds=by.total_seconds())

    def serve(self, delivery: DeliveryId, after: timedelta = timedelta(0)) -> DeliveryRow:
        self.turn(after)
        return self.outbox.serve(delivery)

    def articles(self) -> int:
        return len(self.server.books.articles)


@pytest.fixture
def desk(outbox: Outbox) -> Iterator[Desk]:
    clock = Clock()
    server = WeChatServer(now=clock)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    connection = Connection(server.url, Secret(server.secret), {})
    accounts.add_for_practice(outbox.office.admin, "wechat", "wx", connection, server.books.app_id)
    yield Desk(outbox, server, clock)
    server.close()
    thread.join(10)


def test_an_article_is_accepted_then_audited_then_out_and_verified(desk: Desk) -> None:
    desk.server.conduct.audit = timedelta(seconds=15)
    delivery = desk.queued()
    row = desk.serve(delivery)
    assert (row.state.value, "accepted" in str(row.reason)) == ("unknown", True)
    assert desk.serve(delivery, timedelta(seconds=6)).state.value == "unknown"
    assert desk.serve(delivery, timedelta(seconds=30)).state.value == "sent"
    assert desk.serve(delivery).state.value == "verified"
    assert desk.articles() == 1


def test_what_the_audit_refuses_has_failed_in_words_and_a_retry_makes_one_article(desk: Desk) -> None:
    desk.server.conduct.outcome = Outcome.REFUSED
    delivery = desk.queued()
    desk.serve(delivery)
    row = desk.serve(delivery, timedelta(seconds=6))
    assert (row.state.value, "status 4" in str(row.reason)) == ("failed", True)
    desk.server.conduct.outcome = Outcome.PUBLIC
    publishing.retry(desk.outbox.office.publisher, delivery)
    desk.server.mishaps.put({"drop_after": 1})
    assert desk.serve(delivery).state.value == "unknown"
    assert desk.serve(delivery, timedelta(seconds=6)).state.value == "unknown"
    assert desk.serve(delivery, SETTLED).state.value == "sent"
    assert desk.articles() == 1


def test_a_draft_that_somebody_edited_before_a_retry_goes_out_as_it_was_approved_or_not_at_all(desk: Desk) -> None:
    desk.server.conduct.outcome = Outcome.REFUSED
    delivery, publisher = desk.queued(), desk.outbox.office.publisher
    desk.serve(delivery)
    assert desk.serve(delivery, timedelta(seconds=6)).state.value == "failed"
    desk.server.conduct.outcome = Outcome.PUBLIC
    (draft,) = desk.server.books.drafts.values()
    draft.articles.append(dict(draft.articles[0]))
    publishing.retry(publisher, delivery)
    row = desk.serve(delivery)
    assert (row.state.value, "another article" in str(row.reason), desk.articles()) == ("failed", True, 0)
    del draft.articles[1]
    draft.articles[0].update(title="未经审签的标题", content="<p>共 21 件事。</p>")
    publishing.retry(publisher, delivery)
    desk.serve(delivery)
    assert desk.serve(delivery, timedelta(seconds=6)).state.value == "sent"
    (article,) = desk.server.books.articles.values()
    assert (article.news[0]["title"], "共 12 件事" in str(article.news[0]["content"])) == ("便民事项一次办好", True)
    assert desk.serve(delivery).state.value == "verified"


def test_an_audit_without_an_end_is_a_persons_to_judge_after_a_day(desk: Desk) -> None:
    desk.server.conduct.outcome = Outcome.NEVER
    delivery = desk.queued()
    desk.serve(delivery)
    assert desk.serve(delivery, timedelta(seconds=6)).state.value == "unknown"
    assert desk.serve(delivery, GIVE_UP_AFTER).state.value == "ask"


@pytest.mark.parametrize("mishap", ["late", "drop_before", "drop_after", "5xx", "5xx_after", "busy_after", "malformed"])
def test_a_lost_answer_makes_one_article_or_a_question_and_never_two(desk: Desk, mishap: str) -> None:
    delivery = desk.queued()
    desk.server.mishaps.put({mishap: 1})
    assert desk.serve(delivery).state.value == "unknown"
    row = desk.serve(delivery, SETTLED)
    arrived = mishap not in {"drop_before", "5xx"}
    assert (row.state.value, desk.articles()) == (("sent", 1) if arrived else ("ask", 0))


def test_a_worker_that_dies_with_the_number_in_its_hand_finds_the_article_all_the_same(desk: Desk) -> None:
    class Killed(BaseException):
        """Nothing catches it."""

    def die(point: str) -> None:
        if point == "outcome_unknown":
            raise Killed

    delivery = desk.queued()
    desk.outbox.at_point = die
    with pytest.raises(Killed):
        desk.serve(delivery)
    desk.outbox.at_point = lambda _point: None
    assert desk.serve(delivery).state.value == "unknown"
    assert desk.serve(delivery, SETTLED).state.value == "sent"
    assert desk.articles() == 1


def test_a_used_up_quota_of_looks_pauses_the_account_and_loses_nothing(desk: Desk) -> None:
    delivery = desk.queued()
    desk.serve(delivery)
    desk.server.mishaps.put({"45009": {"count": 1, "on": "read"}})
    row = desk.serve(delivery, timedelta(seconds=6))
    assert (row.state.value, row.next_try_at > desk.outbox.office.clock.now() + timedelta(minutes=1)) == (
        "unknown",
        True,
    )
    assert desk.serve(delivery, timedelta(hours=7)).state.value == "sent"
    assert desk.articles() == 1


def test_what_the_platform_may_refuse_is_a_warning_that_the_submitter_accepts(desk: Desk) -> None:
    office = desk.outbox.office
    picture = media.add(office.editor, FIRST, Words("办事大厅"))
    body = "\n\n".join(["共 12 件事，逐件写明办理条件和时限。"] * 600)
    content = Content(title="便民事项一次办好", body=body, source="区政务公开办", cover=picture.digest)
    revision = documents.create(office.editor, "", draft=Draft(content)).revision
    account = accounts.by_name(office.desk, "wx")
    doubts = [found for found in checking.findings(office.desk, revision, [account]) if found.rule == "doubt"]
    assert [(found.severity, found.account) for found in doubts] == [(Severity.WARN, account.id)]
