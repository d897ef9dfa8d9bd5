from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Conflict, DeskError, Invalid, NotFound, Refused
from editor_app.domain.identifiers import DeliveryId
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, approvals, asking, publishing, recalling, withdrawing
from editor_app.services.settling import GIVE_UP_AFTER
from tests.services.wrong import opened, published, signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


def asked(
    outbox: Outbox, fault: str = "drop_after", account: str = "blind", title: str = "便民事项一次办好"
) -> Delivery:
    """A delivery whose reply was lost on an account that can't be read."""
    delivery = outbox.queued(account, title)
    outbox.server.faults.put({fault: 1})
    outbox.serve(delivery.id)
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(delivery.id).state.value == "ask"
    return delivery


@pytest.fixture
def blind(outbox: Outbox) -> Outbox:
    """The outbox with an account of which nothing can be read."""
    outbox.connect("blind", "public-blind")
    return outbox


def link(outbox: Outbox, number: str = "1") -> str:
    return f"{outbox.server.url}/read/{number}"


def test_a_case_shows_the_text_the_account_the_time_and_every_look(blind: Outbox) -> None:
    delivery = asked(blind)
    [case] = asking.cases(blind.office.desk)
    assert case == asking.case(blind.office.desk, delivery.id)
    assert (case.row.id, case.account.name, case.public_address) == (delivery.id, "blind", blind.server.url)
    assert "共 12 件事" in case.payload.parts[0].body
    assert (case.asked.state, case.asked.key, case.further_steps) == (AttemptState.UNKNOWN, delivery.key, 0)
    assert case.asked.begun_at < blind.office.clock.now()
    lost, given = case.looks
    assert "can't be read" in str(given.said)
    assert (lost.by, given.by) == ("test", "test")


def test_what_a_look_saw_stays_on_record(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    first = outbox.queued("weibo", "先发的一则")
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(first.id)
    _by_somebody_else(outbox, "weibo")
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(first.id).state.value == "ask"
    case = asking.case(outbox.office.desk, first.id)
    assert case.seen == (link(outbox),)
    assert case.asked.watermark == "0"


def _by_somebody_else(outbox: Outbox, channel: str) -> None:
    import httpx

    made = httpx.post(
        f"{outbox.server.url}/api/public-readable/{channel}/posts",
        json={"title": "别人发的", "html": "<p>别人发的</p>"},
        headers={"Authorization": f"Bearer {outbox.server.token}"},
        trust_env=False,
    )
    assert made.status_code == 201


def test_found_there_becomes_sent_and_is_read_back(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    delivery = outbox.queued("weibo")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(delivery.id)
    outbox.server.faults.put({"5xx": {"count": 9, "on": "read"}})
    outbox.office.clock.turn(GIVE_UP_AFTER + timedelta(seconds=2))
    assert outbox.serve(delivery.id).state.value == "ask"
    outbox.server.faults.put({"5xx": {"count": 0, "on": "read"}})
    answered = asking.answer_there(outbox.office.publisher, delivery.id, link(outbox))
    assert (answered.state, answered.reason) == (DeliveryState.SENT, None)
    assert answered.receipt is not None
    assert (answered.receipt.remote_id, answered.receipt.url) == ("1", link(outbox))
    assert outbox.serve(delivery.id).verdict == "identical", "the worker's own look says whether it is ours"
    assert (len(outbox.public()), outbox.publishing_requests()) == (1, 1)
    assert [attempt.state for attempt in outbox.attempts(delivery.id)] == [AttemptState.DONE]
    last = publishing.timeline(outbox.office.desk, delivery.id).rows
    row = next(row for row in last if row.action == "delivery.answer_there")
    assert row.actor.name == "publisher"
    assert json.loads(row.detail)["url"] == link(outbox)


def test_of_several_steps_only_the_asked_one_is_answered_and_the_rest_goes_on(outbox: Outbox, tmp_path: Path) -> None:
    site = tmp_path / "www"
    accounts.add(
        outbox.office.admin,
        "site_folder",
        "门户",
        Connection(str(site), options={"base_url": "https://news.example.gov"}),
    )
    delivery = outbox.queued("门户")
    outbox.at_point = _end_at("intent_committed")
    with pytest.raises(Ended):
        outbox.serve(delivery.id)
    outbox.at_point = lambda _point: None
    page = site / "articles" / _slug(outbox, delivery) / "index.html"
    page.mkdir()  # no page can be read there
    assert outbox.serve(delivery.id).state.value == "unknown"
    outbox.office.clock.turn(GIVE_UP_AFTER + timedelta(minutes=1))
    assert outbox.serve(delivery.id).state.value == "ask"
    page.rmdir()
    page.write_text("<p>别人的页面</p>", "utf-8")
    case = asking.case(outbox.office.desk, delivery.id)
    assert (case.step.name, case.further_steps, case.public_address) == ("page", 1, "https://news.example.gov")
    with pytest.raises(Refused, match="host"):
        asking.answer_there(outbox.office.publisher, delivery.id, "https://elsewhere.example.gov/articles/x/")
    link = f"https://www.news.example.gov/articles/{page.parent.name}/"
    answered = asking.answer_there(outbox.office.publisher, delivery.id, link)
    assert (answered.state, answered.receipt) == (DeliveryState.QUEUED, None)
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.url) == ("sent", link)
    assert [attempt.step for attempt in outbox.attempts(delivery.id)] == [case.asked.step, case.asked.step + 1]
    assert outbox.serve(delivery.id).verdict == "different", "the page there is not ours, and that is said"


class Ended(BaseException):
    """Stands for the end of the process at a named point."""


def _end_at(point: str) -> Callable[[str], None]:
    def reached(name: str) -> None:
        if name == point:
            raise Ended

    return reached


def _slug(outbox: Outbox, delivery: Delivery) -> str:
    edition = approvals.edition(outbox.office.desk, delivery.edition)
    return edition.sealed().payload_for(delivery.account).slug


def test_the_wrong_post_is_told_by_the_verdict(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    delivery = outbox.queued("weibo", "先发的一则")
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(delivery.id)
    _by_somebody_else(outbox, "weibo")
    outbox.office.clock.turn(timedelta(seconds=2))
    outbox.serve(delivery.id)
    asking.answer_there(outbox.office.publisher, delivery.id, link(outbox))
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict) == ("sent", "different")


def test_not_found_is_sent_again_under_the_same_key(blind: Outbox) -> None:
    delivery = asked(blind, "drop_before")
    queued = asking.answer_not_there(blind.office.publisher, delivery.id)
    assert (queued.state, queued.key, queued.reason) == (DeliveryState.QUEUED, delivery.key, None)
    assert blind.serve(delivery.id).state.value == "sent"
    states = [attempt.state for attempt in blind.attempts(delivery.id)]
    assert states == [AttemptState.ABSENT, AttemptState.DONE]
    assert len(blind.public()) == 1


def test_left_open_stays_open_with_the_note_on_record(blind: Outbox) -> None:
    delivery = asked(blind)
    later = blind.queued("blind", "后面的一则")
    asking.leave(blind.office.publisher, delivery.id, "编辑去问运维")
    case = asking.case(blind.office.desk, delivery.id)
    assert (case.looks[-1].by, str(case.looks[-1].said)) == ("publisher", "编辑去问运维")
    assert blind.serve(later.id).state.value == "queued", "later ones go on waiting"
    with pytest.raises(Invalid, match="reason"):
        asking.leave(blind.office.publisher, delivery.id, "")


def test_only_publishers_answer(blind: Outbox) -> None:
    delivery = asked(blind)
    for name in ("editor", "reviewer1"):
        seat = blind.office.seats[name]
        with pytest.raises(Refused, match="no right"):
            asking.answer_there(seat, delivery.id, link(blind))
        with pytest.raises(Refused, match="no right"):
            asking.answer_not_there(seat, delivery.id)
        with pytest.raises(Refused, match="no right"):
            asking.leave(seat, delivery.id, "不知道")
    assert blind.delivery(delivery.id).state is DeliveryState.ASK
    assert asking.answer_there(blind.office.publisher, delivery.id, link(blind)).state is DeliveryState.SENT


def test_of_two_answers_at_once_one_counts(blind: Outbox) -> None:
    delivery, publisher = asked(blind), blind.office.publisher
    together = threading.Barrier(2)
    said: list[str] = []

    def answer(deed: Callable[[], Delivery]) -> None:
        together.wait()
        try:
            said.append(deed().state.value)
        except DeskError as refused:
            said.append(refused.code)

    deeds = (
        lambda: asking.answer_there(publisher, delivery.id, link(blind)),
        lambda: asking.answer_not_there(publisher, delivery.id),
    )
    people = [threading.Thread(target=answer, args=(deed,)) for deed in deeds]
    for person in people:
        person.start()
    for person in people:
        person.join()
    state = blind.delivery(delivery.id).state.value
    assert state in {"sent", "queued"}
    assert sorted(said) in [sorted([state, code]) for code in ("conflict", "refused")]


@pytest.mark.parametrize(
    "wrong",
    ["", "not a link", "javascript:alert(1)", "ftp://127.0.0.1/read/1", "http://[", "http://a@127.0.0.1/read/1"],
)
def test_what_no_browser_opens_is_no_answer(blind: Outbox, wrong: str) -> None:
    delivery = asked(blind)
    with pytest.raises(Invalid, match="web address"):
        asking.answer_there(blind.office.publisher, delivery.id, wrong)
    assert blind.delivery(delivery.id).state is DeliveryState.ASK


def test_a_link_to_another_host_is_refused(blind: Outbox) -> None:
    delivery = asked(blind)
    with pytest.raises(Refused, match="host"):
        asking.answer_there(blind.office.publisher, delivery.id, "https://example.org/read/1")


def test_where_the_link_does_not_tell_the_id_is_asked_for(blind: Outbox) -> None:
    delivery, publisher = asked(blind), blind.office.publisher
    unsaid = f"{blind.server.url}/a/pretty/address"
    with pytest.raises(Invalid, match="link alone"):
        asking.answer_there(publisher, delivery.id, unsaid)
    with pytest.raises(Refused, match="calls this delivery's post 1, not 7"):
        asking.answer_there(publisher, delivery.id, link(blind), "7")
    done = asking.answer_there(publisher, delivery.id, unsaid, " 1 ")
    assert done.receipt is not None
    assert (done.receipt.remote_id, done.receipt.url) == ("1", unsaid)


def test_where_the_link_does_not_tell_the_platform_is_asked_what_lies_there(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    delivery = outbox.queued("weibo")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(delivery.id)
    outbox.server.faults.put({"5xx": {"count": 9, "on": "read"}})
    outbox.office.clock.turn(GIVE_UP_AFTER + timedelta(seconds=2))
    assert outbox.serve(delivery.id).state.value == "ask"
    publisher = outbox.office.publisher
    with pytest.raises(Invalid, match="link alone"):
        asking.answer_there(publisher, delivery.id, f"{outbox.server.url}/a/1")  # it can't be read yet
    outbox.server.faults.put({"5xx": {"count": 0, "on": "read"}})
    with pytest.raises(Invalid, match="link alone"):
        asking.answer_there(publisher, delivery.id, f"{outbox.server.url}/a/2")
    done = asking.answer_there(publisher, delivery.id, f"{outbox.server.url}/a/1")
    assert done.receipt is not None
    assert (done.receipt.remote_id, done.receipt.url) == ("1", link(outbox))


def test_the_post_of_another_delivery_is_no_answer(blind: Outbox) -> None:
    other = asked(blind, title="另一则通知")
    publisher = blind.office.publisher
    asking.answer_there(publisher, other.id, link(blind))
    delivery = asked(blind, "drop_before", title="便民事项")
    with pytest.raises(Conflict):
        asking.answer_there(publisher, delivery.id, link(blind))
    assert blind.delivery(delivery.id).state is DeliveryState.ASK
    assert asking.answer_not_there(publisher, delivery.id).state is DeliveryState.QUEUED


def test_an_answered_question_is_not_asked_again(blind: Outbox) -> None:
    delivery, publisher = asked(blind), blind.office.publisher
    asking.answer_there(publisher, delivery.id, link(blind))
    for again in (
        lambda: asking.case(blind.office.desk, delivery.id),
        lambda: asking.answer_not_there(publisher, delivery.id),
        lambda: asking.leave(publisher, delivery.id, "晚了"),
    ):
        with pytest.raises(Refused, match="Nothing is asked"):
            again()
    assert asking.cases(blind.office.desk) == []
    with pytest.raises(NotFound):
        asking.case(blind.office.desk, DeliveryId("ffffffff"))


def asked_of_withdrawal(outbox: Outbox, fault: str) -> Delivery:
    """A withdrawal whose reply was lost, and whose post can't be read for a day; the post may be there or not."""
    (post,) = published(outbox, "site")
    found = opened(outbox, post, EditionKind.WITHDRAWAL)
    signed(outbox, withdrawing.submit(outbox.office.editor, found.row.id))
    (away,) = recalling.run(outbox.office.publisher, found.row.id)
    outbox.server.faults.put({fault: {"count": 1, "on": "withdraw"}, "5xx": {"count": 9, "on": "read"}})
    outbox.serve(away.id)
    outbox.office.clock.turn(GIVE_UP_AFTER + timedelta(seconds=2))
    assert outbox.serve(away.id).state.value == "ask"
    outbox.server.faults.put({"5xx": {"count": 0, "on": "read"}})
    return away


def on_record(outbox: Outbox, delivery: Delivery) -> list[tuple[str, str]]:
    """What people did about it, each as it stands in the audit log."""
    rows = publishing.timeline(outbox.office.desk, delivery.id).rows
    return [(row.action, row.actor.name) for row in rows if row.action.startswith(("delivery.answer", "delivery.lea"))]


def test_a_withdrawal_that_a_person_saw_gone_is_withdrawn_by_the_read_back_alone(outbox: Outbox) -> None:
    away = asked_of_withdrawal(outbox, "drop_after")
    found = asking.case(outbox.office.desk, away.id)
    assert found.is_withdrawal
    answered = asking.answer_gone(outbox.office.publisher, away.id)
    assert (answered.state, answered.reason) == (DeliveryState.SENT, None)
    post = outbox.delivery(_taken(outbox, away))
    assert post.state is not DeliveryState.WITHDRAWN, "a person's word is no proof"
    assert outbox.serve(away.id).state is DeliveryState.VERIFIED
    assert outbox.delivery(post.id).state is DeliveryState.WITHDRAWN
    assert on_record(outbox, away) == [("delivery.answer_gone", "publisher")]
    assert [attempt.state for attempt in outbox.attempts(away.id)] == [AttemptState.DONE]


def test_a_wrong_word_that_it_is_gone_is_told_by_the_read_back(outbox: Outbox) -> None:
    away = asked_of_withdrawal(outbox, "drop_before")
    asking.answer_gone(outbox.office.publisher, away.id)
    row = outbox.serve(away.id)
    assert (row.state, row.verdict) == (DeliveryState.SENT, "different")
    assert outbox.delivery(_taken(outbox, away)).state is DeliveryState.VERIFIED
    assert len(outbox.public()) == 1


def test_a_withdrawal_that_is_still_public_is_taken_away_once_more(outbox: Outbox) -> None:
    away = asked_of_withdrawal(outbox, "drop_before")
    queued = asking.answer_still_public(outbox.office.publisher, away.id)
    assert (queued.state, queued.key) == (DeliveryState.QUEUED, away.key)
    for _ in range(2):
        outbox.serve(away.id)
    assert outbox.public() == []
    assert outbox.delivery(_taken(outbox, away)).state is DeliveryState.WITHDRAWN
    assert on_record(outbox, away) == [("delivery.answer_still_public", "publisher")]
    assert [one.state for one in outbox.attempts(away.id)] == [AttemptState.ABSENT, AttemptState.DONE]


def test_a_withdrawal_is_left_open_like_a_post(outbox: Outbox) -> None:
    away = asked_of_withdrawal(outbox, "drop_before")
    asking.leave(outbox.office.publisher, away.id, "平台维护中")
    assert str(asking.case(outbox.office.desk, away.id).looks[-1].said) == "平台维护中"
    assert on_record(outbox, away) == [("delivery.leave", "publisher")]


def test_answers_of_the_other_kind_are_refused_in_words(blind: Outbox) -> None:
    post, publisher = asked(blind), blind.office.publisher
    for answer in (asking.answer_gone, asking.answer_still_public):
        with pytest.raises(Refused, match="it takes none away"):
            answer(publisher, post.id)
    assert blind.delivery(post.id).state is DeliveryState.ASK
    away = asked_of_withdrawal(blind, "drop_before")
    with pytest.raises(Refused, match="it puts none there"):
        asking.answer_there(publisher, away.id, link(blind))
    with pytest.raises(Refused, match="it puts none there"):
        asking.answer_not_there(publisher, away.id)
    with pytest.raises(Refused, match="no right"):
        asking.answer_gone(blind.office.seats["editor"], away.id)
    assert blind.delivery(away.id).state is DeliveryState.ASK


def _taken(outbox: Outbox, away: Delivery) -> DeliveryId:
    """The delivery whose post a withdrawal takes away."""
    edition = approvals.edition(outbox.office.desk, away.edition)
    [post] = [row for row in publishing.status(outbox.office.desk) if row.edition == edition.sealed().previous]
    return post.id
