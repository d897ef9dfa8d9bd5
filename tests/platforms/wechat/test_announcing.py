"""Sending to every follower: one sending under our number however often it is asked for, and found afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.announcement import Announcement
from editor_app.domain.errors import Accepted, Invalid, OutcomeUnknown, RateLimited, Rejected
from editor_app.platforms.contract import Absent, Denied, Found, Order, Pending, StepClass, Unclear
from editor_app.platforms.replies import Reply
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.announcing import STEP, refusal
from editor_app.platforms.wechat.simulator.mishaps import Outcome
from tests.platforms.wechat.counter import Site, site, submitting
from tests.platforms.workshop import Bench, variant, with_late


def begun(here: Site) -> str:
    """A watermark of just now; the account is only named."""
    assert here.options
    return datetime.now(UTC).isoformat(timespec="seconds")


def accepted(here: Site, order: Order) -> Order:
    with pytest.raises(Accepted) as taken:
        here.link.perform(submitting(order), order)
    return with_late(order, taken.value.late)


def test_only_the_account_that_says_so_notifies_and_its_step_is_known_by_our_key() -> None:
    plain = PLATFORM.compose(variant(), "wx", Bench()).payload
    assert (PLATFORM.announcement(plain), PLATFORM.steps(plain)[-1].name) == (None, "publish")
    for setting, wanted in (("monthly", Announcement(4, "month")), ("daily", Announcement(1, "day"))):
        payload = PLATFORM.compose(variant(options={"notify": setting}), "wx", Bench()).payload
        last = PLATFORM.steps(payload)[-1]
        assert PLATFORM.announcement(payload) == wanted
        assert (last.name, last.step_class) == (STEP, StepClass.KEYED)
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(options={"notify": "daily", "form": "newspic"}), "wx", Bench())


def test_a_sending_is_accepted_then_found_in_the_list_and_read_back() -> None:
    with site(notify="monthly") as here:
        order, since = here.ready(), begun(here)
        order = accepted(here, order)
        found = here.link.find(submitting(order), order, since)
        assert isinstance(found, Found)
        assert here.public() == [found.result.remote_id]
        assert here.link.observe(with_late(order, found.result.late), [found.result.remote_id]).visible


@pytest.mark.parametrize(
    ("outcome", "seen"), [(Outcome.NEVER, Pending), (Outcome.REFUSED, Denied), (Outcome.ORDINARY, Denied)]
)
def test_what_becomes_of_it_is_asked_for(outcome: Outcome, seen: type) -> None:
    with site(notify="monthly") as here:
        here.server.conduct.outcome = outcome
        order, since = here.ready(), begun(here)
        assert isinstance(here.link.find(submitting(order), accepted(here, order), since), seen)


@pytest.mark.parametrize("mishap", ["drop_after", "5xx_after", "busy_after", "malformed"])
def test_a_lost_answer_is_asked_again_under_the_same_number_and_sends_once(mishap: str) -> None:
    with site(notify="monthly") as here:
        here.server.conduct.audit = timedelta(minutes=5)  # the draft stays until it is over
        order, since = here.ready(), begun(here)
        here.server.mishaps.put({mishap: 1})
        with pytest.raises(OutcomeUnknown):
            here.link.perform(submitting(order), order)
        assert here.link.find(submitting(order), order, since) == Absent()
        with pytest.raises(RateLimited, match="45066"):
            here.link.perform(submitting(order), order)
        here.clock.turn(minutes=2)
        order = accepted(here, order)  # 45065: WeChat knows the number and says which sending it is
        here.clock.turn(minutes=5)
        assert isinstance(here.link.find(submitting(order), order, since), Found)
        assert len(here.server.books.masses) == len(here.public()) == 1


def test_a_lost_answer_whose_draft_is_gone_is_found_in_the_list() -> None:
    with site(notify="monthly") as here:
        order, since = here.ready(), begun(here)
        here.server.mishaps.put({"drop_after": 1})
        with pytest.raises(OutcomeUnknown):
            here.link.perform(submitting(order), order)
        assert isinstance(here.link.find(submitting(order), order, since), Found)


def test_after_a_day_the_number_is_forgotten_and_a_person_looks() -> None:
    with site(notify="monthly") as here:
        order = here.ready()
        long_ago = (datetime.now(UTC) - timedelta(hours=25)).isoformat(timespec="seconds")
        assert isinstance(here.link.find(submitting(order), order, long_ago), Unclear)


def test_a_sending_that_the_list_does_not_show_is_a_persons_to_name() -> None:
    with site(notify="monthly") as here:
        order, since = here.ready(), begun(here)
        order = accepted(here, order)
        here.link.find(submitting(order), order, since)
        for article in here.server.books.articles.values():
            article.news[0]["thumb_media_id"] = "another id"
        assert isinstance(here.link.find(submitting(order), order, since), Unclear)


def test_a_used_up_quota_is_said_in_words_and_sends_nothing() -> None:
    with site(notify="monthly") as here:
        here.server.conduct.masses = 0
        order = here.ready()
        with pytest.raises(Rejected, match="45028"):
            here.link.perform(submitting(order), order)
        assert here.public() == []


def test_a_known_number_without_its_sending_stays_unknown() -> None:
    said = refusal(Reply(200, {}, b'{"errcode":45065,"errmsg":"clientmsgid exist"}'), "h")
    assert isinstance(said, OutcomeUnknown)
    assert not isinstance(said, Accepted)
    assert refusal(Reply(200, {}, b'{"errcode":0}'), "h") is None
