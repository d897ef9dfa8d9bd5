"""Whole deliveries to the simulated server: lost, refused, throttled, corrected, withdrawn; never a second post."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited
from editor_app.domain.identifiers import sha256
from editor_app.domain.recall import Measure
from editor_app.domain.secrets import Secret
from editor_app.platforms.authorization import PROGRAM
from editor_app.platforms.contract import Absent, Connection, Found, Unclear
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.mastodon.limits import Limits
from editor_app.platforms.mastodon.simulator.books import App
from editor_app.platforms.readback import Comparison, compared
from tests.platforms.gallery import gallery
from tests.platforms.loopback import answer, serving
from tests.platforms.mastodon.desk import Site, posting, site
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.workshop import FIRST, Bench, Sent, order_of, sent, variant, with_late

LONG = "\n\n".join(f"第 {number} 段：本市自 12 月 1 日起试行新办法，请市民留意。" for number in range(1, 41))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(PLATFORM), "pauses", (0.0, 0.0, 0.0, 0.0))


@pytest.fixture
def at() -> Iterator[Site]:
    with site() as made:
        yield made


def read_back(at: Site, done: Sent) -> Comparison:
    seen = at.link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)


def test_who_we_are_is_the_account_with_the_limits_of_its_server(at: Site) -> None:
    at.server.conduct.characters = 5000
    who = at.link.identity()
    assert (who.remote_uid, who.name.startswith("@office@"), who.may_publish) == (at.uid, True, True)
    assert "characters=5000 url=23" in who.settings["limits"]
    assert f"read={datetime.now(UTC).date().isoformat()}" in who.settings["limits"]
    allowance = at.link.allowance()
    assert allowance is not None
    assert (allowance.ceiling, allowance.remaining) == (300, 297 + 1)


def test_limits_that_changed_since_are_told() -> None:
    with site(limits="characters=400 read=2026-01-01") as at:
        assert "other limits" in str(at.link.identity().notes[0])
    with site(limits="characters=500 read=2026-01-01") as at:
        assert at.link.identity().notes == ()


def test_a_suspended_account_may_not_publish(at: Site) -> None:
    at.server.conduct.suspended = True
    assert not at.link.identity().may_publish


def test_a_delivery_is_a_thread_that_is_read_back_as_it_was_signed(at: Site) -> None:
    done = at.delivered(body=LONG)
    assert len(done.remote_ids) == len(at.public()) > 2
    assert [one.answers for one in at.public()] == ["", *done.remote_ids[:-1]]
    assert read_back(at, done).verdict is Verdict.IDENTICAL


def test_pictures_go_up_with_their_words_once_each_and_a_slow_one_is_waited_for(at: Site) -> None:
    at.server.conduct.looks = 2
    done = at.delivered()
    assert at.calls("upload") == len(done.order.payload.media)
    assert read_back(at, done).verdict is Verdict.IDENTICAL


def test_a_picture_that_is_never_ready_puts_the_post_off_and_posts_nothing(at: Site) -> None:
    at.server.conduct.looks = 99
    order = at.ready()
    with pytest.raises(RateLimited) as said:
        at.link.perform(posting(order), order)
    assert said.value.retry_after == timedelta(seconds=10)
    assert at.public() == []
    for medium in at.server.books.media.values():
        medium.looks = 0
    at.link.perform(posting(order), order)
    assert len(at.public()) == 1


def test_nine_pictures_with_chinese_words_are_read_back_in_order(at: Site) -> None:
    bench, nine = gallery()
    done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(nine, at.uid, bench)))
    seen = at.link.observe(done.order, done.remote_ids)
    assert seen.alts == tuple(f"第 {number} 张：政务服务大厅" for number in range(1, 10))
    assert [len(one.media) for one in at.public()] == [4, 4, 1]
    at.public()[0].media.reverse()
    assert read_back(at, done).verdict is Verdict.DIFFERENT


CHANGES = {
    "a number": lambda at: _said(at, "12 个事项", "21 个事项"),
    "a link": lambda at: _said(at, "example.gov.cn/a", "example.com/a"),
    "a warning": lambda at: setattr(at.public()[0], "spoiler", "小心"),
    "who sees it": lambda at: setattr(at.public()[0], "visibility", "unlisted"),
    "an alternative text": lambda at: setattr(next(iter(at.server.books.media.values())), "description", "别的"),
}


def _said(at: Site, old: str, new: str) -> None:
    for one in at.public():
        one.text = one.text.replace(old, new)


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_somebody_else_changed_is_seen(at: Site, change: str) -> None:
    done = at.delivered()
    CHANGES[change](at)
    assert read_back(at, done).verdict is Verdict.DIFFERENT


def test_a_deleted_post_is_not_visible(at: Site) -> None:
    done = at.delivered(body=LONG)
    at.public()[1].deleted = True
    assert read_back(at, done).verdict is Verdict.NOT_VISIBLE


def test_a_known_handle_is_shown_by_its_name_and_that_is_no_difference(at: Site) -> None:
    at.server.conduct.known = frozenset({"zwdt@fuwu.example"})
    done = at.delivered(body="请关注 @zwdt@fuwu.example 。")
    comparison = read_back(at, done)
    assert (comparison.verdict, comparison.normalisations) == (Verdict.NORMALISED, ("handles",))


LOST = ["drop_before", "drop_after", "late", "5xx", "5xx_after", "malformed"]
ARRIVES = {"drop_after", "late", "5xx_after", "malformed"}


@pytest.mark.parametrize("fault", LOST)
def test_a_lost_post_is_found_or_made_once(at: Site, fault: str) -> None:
    at.delivered(body="先前的一条。", cover=False)
    order = at.ready(body="正文。", cover=False)
    mark = at.link.watermark(order)
    at.server.faults.put({fault: 1})
    with pytest.raises(OutcomeUnknown):
        at.link.perform(posting(order), order)
    at.clock.turn(seconds=PLATFORM.settle.total_seconds())
    seen = at.link.find(posting(order), order, mark)
    if fault in ARRIVES:
        assert isinstance(seen, Found)
        assert seen.result.remote_id == at.public()[-1].id
    else:
        assert seen == Absent()
        at.link.perform(posting(order), order)
    assert len(at.public()) == 2


def test_the_same_key_makes_no_second_post_within_the_hour_and_does_after_it(at: Site) -> None:
    order = at.ready(cover=False, body="正文。")
    first = at.link.perform(posting(order), order)
    assert at.link.perform(posting(order), order).remote_id == first.remote_id
    at.clock.turn(hours=1, minutes=1)
    assert at.link.perform(posting(order), order).remote_id != first.remote_id


def test_two_posts_that_look_alike_are_for_a_person(at: Site) -> None:
    order = at.ready(cover=False, body="正文。")
    mark = at.link.watermark(order)
    for hours in (0, 2):
        at.clock.turn(hours=hours)
        at.link.perform(posting(order), order)
    seen = at.link.find(posting(order), order, mark)
    assert isinstance(seen, Unclear)
    assert len(seen.candidates) == 2


def test_an_older_post_with_the_same_words_is_not_taken_for_the_lost_one(at: Site) -> None:
    order = at.ready(cover=False, body="正文。")
    at.link.perform(posting(order), order)
    mark = at.link.watermark(order)
    assert at.link.find(posting(order), order, mark) == Absent()


def test_a_lost_post_is_found_behind_more_than_a_page_of_others(at: Site) -> None:
    order = at.ready(cover=False, body="正文。")
    mark = at.link.watermark(order)
    at.link.perform(posting(order), order)
    shelf = at.server._http.instance.shelf
    for number in range(90):
        shelf.add({"status": f"别的 {number}"}, "", "", at.clock().timestamp())
    assert isinstance(at.link.find(posting(order), order, mark), Found)


@pytest.mark.parametrize("fault", ["429", "429_date"])
def test_a_slow_down_says_until_when_and_posts_nothing(at: Site, fault: str) -> None:
    order = at.ready(cover=False)
    at.server.faults.put({fault: {"count": 1, "seconds": 90}})
    with pytest.raises(RateLimited) as said:
        at.link.perform(posting(order), order)
    assert timedelta(seconds=85) <= said.value.retry_after <= timedelta(seconds=95)
    assert at.public() == []


@pytest.mark.parametrize("fault", [*LOST, "429", "429_date"])
def test_an_upload_that_went_wrong_is_done_again_and_the_post_has_its_pictures_once(at: Site, fault: str) -> None:
    order = at.composed()
    at.server.faults.put({fault: {"count": 1, "on": "upload"}})
    for step in PLATFORM.steps(order.payload):
        try:
            result = at.link.perform(step, order)
        except PlatformError:
            result = at.link.perform(step, order)
        order = with_late(order, result.late)
    assert len(at.public()[0].media) == len(order.payload.media)


@pytest.mark.parametrize("fault", ["drop_before", "5xx", "429"])
def test_a_picture_that_can_not_be_looked_at_is_not_sent_up_again(at: Site, fault: str) -> None:
    at.server.conduct.looks = 1
    order = at.composed(cover=False, body=f"![窗口](media:{sha256(FIRST)})")
    at.server.faults.put({fault: {"count": 1, "on": "read"}})
    late = at.link.perform(PLATFORM.steps(order.payload)[0], order).late
    assert (list(late), at.calls("upload")) == (["media/1"], 1)


@pytest.mark.parametrize("fault", ["rewrite", "reorder", "strip_alt"])
def test_what_the_server_shows_otherwise_than_it_was_sent_is_seen(at: Site, fault: str) -> None:
    at.server.faults.put({fault: 1})
    assert read_back(at, at.delivered()).verdict is Verdict.DIFFERENT


def test_a_revoked_token_asks_for_a_person_and_half_a_thread_goes_on_after_it(at: Site) -> None:
    order = at.ready(body=LONG)
    first = at.link.perform(posting(order), order)
    order = with_late(order, first.late)
    tokens = dict(at.server.books.tokens)
    at.server.books.tokens.clear()
    with pytest.raises(AuthExpired):
        at.link.perform(posting(order, 2), order)
    at.server.books.tokens.update(tokens)
    at.link.perform(posting(order, 2), order)
    assert [one.answers for one in at.public()] == ["", first.remote_id]


def test_a_correction_in_place_changes_adds_and_removes_posts(at: Site) -> None:
    done = at.delivered(body=LONG)
    order = correction(done, PLATFORM.compose(variant("短了，共 13 件事。"), at.uid, Bench()))
    away = carried_out(PLATFORM, at.link, order)
    assert [one.id for one in at.public()] == done.remote_ids[:1]
    assert at.public()[0].history
    assert read_back(at, away).verdict is Verdict.IDENTICAL
    longer = correction(
        Sent(done.order, done.results[: -len(done.remote_ids) + 1]),
        PLATFORM.compose(variant(LONG), at.uid, Bench()),
    )
    again = carried_out(PLATFORM, at.link, longer)
    assert len(at.public()) == len(again.remote_ids) > 2
    assert read_back(at, again).verdict is Verdict.IDENTICAL


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_lost_change_is_looked_up_and_may_be_made_again(at: Site, fault: str) -> None:
    done = at.delivered(body="共 12 件事。", cover=False)
    order = correction(done, PLATFORM.compose(variant("共 13 件事。", cover=False), at.uid, Bench()))
    step = PLATFORM.steps(order.payload)[-1]
    at.server.faults.put({fault: 1})
    with pytest.raises(OutcomeUnknown):
        at.link.perform(step, order)
    assert isinstance(at.link.find(step, order, ""), Found if fault == "drop_after" else Absent)
    at.link.perform(step, order)
    assert [one.text.count("13") for one in at.public()] == [1]


def test_a_correction_of_a_post_that_is_gone_is_for_a_person(at: Site) -> None:
    done = at.delivered(body="共 12 件事。", cover=False)
    order = correction(done, PLATFORM.compose(variant("共 13 件事。", cover=False), at.uid, Bench()))
    at.public()[0].deleted = True
    assert isinstance(at.link.find(PLATFORM.steps(order.payload)[-1], order, ""), Unclear)


def test_a_thread_is_withdrawn_post_by_post_and_read_back_as_gone(at: Site) -> None:
    done = at.delivered(body=LONG)
    order = withdrawal(done, Measure.DELETE)
    assert proof(PLATFORM, at.link, order).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, at.link, order)
    assert at.public() == []
    assert proof(PLATFORM, at.link, order).verdict is Verdict.IDENTICAL


def test_a_copy_of_the_workspace_finds_what_was_sent_by_its_words_and_its_program(at: Site) -> None:
    since = at.clock() - timedelta(minutes=1)
    order = at.ready(body="正文。", cover=False)
    assert at.link.trace(order, since) == Absent()
    at.link.perform(posting(order), order)
    assert isinstance(at.link.trace(order, since), Unclear)
    at.server.books.apps["own"] = App("own", "", PROGRAM, [], [])
    at.public()[0].app = "own"
    assert isinstance(at.link.trace(order, since), Found)
    assert at.link.trace(order, at.clock() + timedelta(hours=2)) == Absent()


def test_a_rehearsal_is_seen_by_nobody_and_leaves_nothing(at: Site) -> None:
    where = at.link.rehearse()
    assert where.startswith(at.server.url)
    (made,) = at.server.books.statuses.values()
    assert (made.visibility, made.deleted) == ("direct", True)


def test_a_poll_is_read_back_with_its_choices() -> None:
    with site(polls="yes") as at:
        done = at.delivered(body="请您选择。\n\n- [ ] 上午办理\n- [ ] 下午办理\n")
        polls = [one.poll for one in at.public() if one.poll]
        assert [poll["options"] for poll in polls] == [["上午办理", "下午办理"]]
        assert read_back(at, done).verdict is Verdict.IDENTICAL
        polls[0]["options"] = ["上午办理", "晚上办理"]
        assert read_back(at, done).verdict is Verdict.DIFFERENT


def test_one_publication_takes_no_call_that_need_not_be(at: Site) -> None:
    done = at.delivered(body="正文。", cover=False)
    at.link.observe(done.order, done.remote_ids)
    assert [(call.method, call.kind) for call in at.server.books.calls] == [
        ("GET", "read"), ("POST", "publish"), ("GET", "read"),
    ]  # fmt: skip


def test_a_long_thread_is_read_back_in_two_calls_however_long_it_is(at: Site) -> None:
    done = at.delivered(body=LONG * 2)
    assert len(done.remote_ids) > 4
    at.server.books.calls.clear()
    assert read_back(at, done).verdict is Verdict.IDENTICAL
    assert len(at.server.books.calls) == 2
    at.public()[3].deleted = True
    assert read_back(at, done).verdict is Verdict.NOT_VISIBLE


def test_a_withdrawn_post_leaves_no_picture_behind(at: Site) -> None:
    done = at.delivered()
    carried_out(PLATFORM, at.link, withdrawal(done, Measure.DELETE))
    assert at.server.books.media == {}


def test_a_server_without_the_newer_page_of_itself_has_the_usual_limits() -> None:
    me = {"id": "1", "username": "office"}
    with serving(answer(200, me), answer(404, {"error": "Not Found"})) as server:
        with closing(PLATFORM.link(Connection(server.url, Secret("token")))) as link:
            who = link.identity()
        assert (who.remote_uid, who.settings["limits"]) == (f"{urlsplit(server.url).netloc}/1", Limits().said())


def test_no_token_is_in_a_refusal_or_a_log(at: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        at.delivered()
        at.server.books.tokens.clear()
        with pytest.raises(AuthExpired) as said:
            at.link.identity()
    assert at.server.token not in f"{said.value}{caplog.text}"
