"""Whole deliveries to the simulated account: shared, lost, refused, read back; never a second post."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.contract import Absent, Found, Order, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.tracing import traced
from editor_app.platforms.weibo import PLATFORM
from tests.platforms.weibo.counter import UID, Site, publishing, site
from tests.platforms.workshop import FIRST, Bench, Sent, order_of, placed, sent, variant

SHARE = "/2/statuses/share.json"
FORMS = ["share", "long", "article"]
LOST = ["drop_before", "drop_after", "late", "5xx", "5xx_after", "busy", "busy_after", "malformed", "20032"]
ARRIVES = {"drop_after", "late", "5xx_after", "busy_after", "malformed", "20032"}


def delivered(at: Site, key: str = "0123456789abcdef", **said: str) -> Sent:
    composed = PLATFORM.compose(variant(options=at.options, **said), UID, Bench())
    return sent(PLATFORM, at.link, order_of(composed, DeliveryKey(key)))


def differences(at: Site, done: Sent) -> tuple[Verdict, tuple[str, ...]]:
    seen = at.link.observe(done.order, done.remote_ids)
    comparison = compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)
    return comparison.verdict, comparison.differences


def test_who_we_are_how_long_the_sign_in_lasts_and_how_many_calls_are_left() -> None:
    with site() as at:
        who = at.link.identity()
        assert (who.remote_uid, who.name, who.may_publish) == (UID, "练习微博", True)
        ends = at.clock() + timedelta(days=30)
        days = {ends.date().isoformat(), (ends + timedelta(minutes=5)).date().isoformat()}
        assert any(day in str(who.notes[0]) for day in days), "it may be midnight just now"
        allowance = at.link.allowance()
        assert allowance is not None
        assert (allowance.ceiling, allowance.remaining) == (150, 148)
        assert "148 of 150" in str(who.notes[1])


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_back_is_what_was_approved_and_a_changed_number_is_seen(form: str) -> None:
    with site(form=form) as at:
        done = delivered(at)
        assert differences(at, done) == (Verdict.NORMALISED, ())
        (status,) = at.server.books.statuses.values()
        status.text = status.text.replace("12 个事项", "21 个事项")
        assert differences(at, done)[0] is Verdict.DIFFERENT


def test_without_short_addresses_it_is_identical() -> None:
    with site() as at:
        at.server.conduct.shorten = False
        assert differences(at, delivered(at)) == (Verdict.IDENTICAL, ())


def test_the_address_of_a_post_is_where_its_readers_find_it() -> None:
    with site() as at:
        done = delivered(at)
        assert done.url.startswith(f"{at.server.url}/{UID}/")
        known = PLATFORM.known_as(publishing(done.order), done.order, done.url)
        assert known is not None
        assert [known.remote_id] == at.public()


@pytest.mark.parametrize("unsure", ["ask", "again"])
@pytest.mark.parametrize("mishap", LOST)
def test_a_lost_share_makes_no_second_post_and_none_is_lost(mishap: str, unsure: str) -> None:
    with site(unsure=unsure) as at:
        order = at.ready()
        before = at.link.watermark(order)
        at.server.mishaps.put({mishap: 1})
        with pytest.raises(OutcomeUnknown):
            at.link.perform(publishing(order), order)
        at.clock.turn(seconds=PLATFORM.settle.total_seconds())
        seen = at.link.find(publishing(order), order, before)
        if mishap in ARRIVES:
            assert isinstance(seen, Found)
            assert [seen.result.remote_id] == at.public()
            assert seen.result.url.startswith(at.server.url)
        elif unsure == "ask":
            assert isinstance(seen, Unclear)
        else:
            assert seen == Absent()
            at.link.perform(publishing(order), order)
        assert len(at.public()) == (0 if isinstance(seen, Unclear) else 1)


def test_a_second_try_that_weibo_takes_for_a_repetition_is_looked_up_and_found() -> None:
    with site(unsure="again") as at:
        order = at.ready()
        at.link.perform(publishing(order), order)
        with pytest.raises(OutcomeUnknown, match="20019"):
            at.link.perform(publishing(order), order)
        assert isinstance(at.link.find(publishing(order), order, "0"), Found)
        assert len(at.public()) == 1


def test_the_same_words_from_elsewhere_are_for_a_person_and_never_taken_for_ours() -> None:
    with site(unsure="again") as at:
        delivered(at)
        composed = PLATFORM.compose(variant(options=at.options), UID, Bench())
        order = order_of(composed, DeliveryKey("fedcba9876543210"))
        order = replace(order, late=PLATFORM.prepared(order, at.clock()))
        before = at.link.watermark(order)
        with pytest.raises(OutcomeUnknown, match="20017"):
            at.link.perform(publishing(order), order)
        seen = at.link.find(publishing(order), order, before)
        assert isinstance(seen, Unclear)
        assert len(seen.candidates) == 1


def test_more_new_posts_than_the_list_shows_are_for_a_person() -> None:
    with site(unsure="again") as at:
        order = at.ready()
        before = at.link.watermark(order)
        for n in range(6):
            at.server._http.interface.wall.post(f"第 {n} 条", "", at.clock().timestamp())
        seen = at.link.find(publishing(order), order, before)
        assert isinstance(seen, Unclear)
        assert len(seen.candidates) == 5


def test_a_list_in_another_order_and_text_codes_change_nothing() -> None:
    with site() as at:
        at.server.conduct.shuffled = at.server.conduct.text_codes = True
        order = at.ready()
        before = at.link.watermark(order)
        at.server.mishaps.put({"20032": 1})
        with pytest.raises(OutcomeUnknown, match="minute"):
            at.link.perform(publishing(order), order)
        assert isinstance(at.link.find(publishing(order), order, before), Found)


@pytest.mark.parametrize("mishap", ["10022", "10023", "20016", "429", "429_date"])
def test_a_limited_share_had_no_effect_and_goes_out_once(mishap: str) -> None:
    with site() as at:
        order = at.ready()
        at.server.mishaps.put({mishap: 1})
        with pytest.raises(RateLimited) as said:
            at.link.perform(publishing(order), order)
        assert said.value.retry_after > timedelta(0)
        at.link.perform(publishing(order), order)
        assert len(at.public()) == 1


def test_an_ended_sign_in_is_for_a_person_and_nothing_is_public() -> None:
    with site() as at:
        order = at.ready()
        at.server.mishaps.put({"21327": 1})
        with pytest.raises(AuthExpired, match="21327"):
            at.link.perform(publishing(order), order)
        with pytest.raises(AuthExpired, match="21332"):
            at.link.identity()
        assert at.public() == []


def test_a_captcha_is_for_a_person() -> None:
    with site() as at:
        order = at.ready()
        at.server.mishaps.put({"20031": 1})
        with pytest.raises(Rejected) as said:
            at.link.perform(publishing(order), order)
        assert "weibo.com" in str(said.value.next_step)


def test_a_page_off_the_safe_domain_and_a_form_that_is_not_granted_are_refused_in_words() -> None:
    with site() as at:
        at.server.conduct.safe_domains = ("other.gov.cn",)
        order = at.ready()
        with pytest.raises(Rejected, match="safe domain"):
            at.link.perform(publishing(order), order)
    with site(form="long") as at:
        at.server.conduct.granted = False
        with pytest.raises(Rejected, match="granted"):
            at.ready()


@pytest.mark.parametrize("mishap", ["drop_before", "drop_after", "5xx", "busy", "malformed", "10023", "429"])
def test_an_upload_that_went_wrong_is_done_again_and_the_post_has_all_its_pictures_once(mishap: str) -> None:
    with site(form="long") as at:
        composed = PLATFORM.compose(variant(options=at.options), UID, Bench())
        order = replace(order_of(composed), late={"mark": "0123456789abcdef"})
        at.server.mishaps.put({mishap: {"count": 1, "on": "upload"}})
        results = []
        for step in PLATFORM.steps(composed.payload):
            try:
                result = at.link.perform(step, order)
            except PlatformError:
                result = at.link.perform(step, order)
            order = replace(order, late={**order.late, **result.late})
            results.append(result)
        assert differences(at, Sent(order, tuple(results))) == (Verdict.NORMALISED, ())


def test_nine_pictures_with_chinese_names_are_read_back_in_order() -> None:
    with site(form="long") as at:
        digest = placed(FIRST, "").digest
        body = "\n\n".join(f"![第{n}张：大厅.png](media:{digest})" for n in range(1, 10))
        composed = PLATFORM.compose(variant(body, options=at.options, cover=False), UID, Bench())
        assert [medium.alt for medium in composed.payload.media] == [f"第{n}张：大厅.png" for n in range(1, 10)]
        done = sent(PLATFORM, at.link, order_of(composed))
        assert differences(at, done) == (Verdict.NORMALISED, ())
        (status,) = at.server.books.statuses.values()
        assert len(set(status.pictures)) == 9
        status.pictures.reverse()
        assert differences(at, done)[0] is Verdict.DIFFERENT


def test_a_long_post_is_read_back_whole() -> None:
    with site(form="long") as at:
        composed = PLATFORM.compose(variant("便民措施。" * 200, options=at.options), UID, Bench())
        assert differences(at, sent(PLATFORM, at.link, order_of(composed))) == (Verdict.NORMALISED, ())


def test_a_deleted_post_is_not_visible() -> None:
    with site() as at:
        done = delivered(at)
        next(iter(at.server.books.statuses.values())).deleted = True
        assert not at.link.observe(done.order, done.remote_ids).visible


def test_one_share_takes_few_calls() -> None:
    with site() as at:
        order = at.ready()
        at.link.watermark(order)
        at.link.perform(publishing(order), order)
        at.link.observe(order, at.public())
        at.link.observe(order, at.public())
        assert [call.path.rpartition("/")[2] for call in at.server.books.calls] == [
            "user_timeline.json", "share.json", "show.json", "expand.json", "show.json",
        ]  # fmt: skip


def test_the_token_is_in_no_address_and_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with site() as at, caplog.at_level("DEBUG"):
        at.link.identity()
        delivered(at)
        assert at.server.secret not in caplog.text
        assert at.server.secret not in repr(at.server.books.calls)


def test_a_copy_of_the_workspace_finds_a_post_by_the_mark_alone() -> None:
    with site() as at:
        done = delivered(at)
        since = datetime.now(UTC) - timedelta(hours=3)
        found = traced(at.link, done.order, since)
        assert isinstance(found, Found)
        assert found.result.remote_id == done.remote_ids[0]
        other = replace(done.order, key=DeliveryKey("fedcba9876543210"))
        assert traced(at.link, other, since) == Absent()
        for n in range(6):
            at.server._http.interface.wall.post(f"第 {n} 条", "", at.clock().timestamp())
        assert isinstance(traced(at.link, other, since), Unclear)
        assert traced(at.link, other, since + timedelta(hours=9)) == Absent()


def test_a_rehearsal_leaves_nothing_and_is_private_where_that_is_granted() -> None:
    with site() as at:
        assert at.link.rehearse() == ""
        assert at.server.books.statuses == {}
    with site(form="long") as at:
        assert at.link.rehearse().startswith(at.server.url)
        (made,) = at.server.books.statuses.values()
        assert (made.visible, made.deleted) == (1, True)


def test_limits_that_are_not_told_are_no_reason_to_fail() -> None:
    with site() as at:
        at.server.conduct.user_hourly = 1
        with pytest.raises(RateLimited):
            [at.link.identity() for _ in range(2)]
        assert at.link.allowance() is None


def honest(at: Site, order: Order, chance: Random) -> None:
    """What the worker does with one delivery, whatever happens to each of its calls, until it is out."""
    for _ in range(12):
        try:
            before = at.link.watermark(order)
            at.server.mishaps.put({chance.choice([*LOST, "10023", "429", "20016"]): chance.choice([0, 1])})
            at.link.perform(publishing(order), order)
        except RateLimited:
            continue
        except OutcomeUnknown:
            at.clock.turn(seconds=PLATFORM.settle.total_seconds())
            seen = at.link.find(publishing(order), order, before)
            if seen == Absent():
                continue
            assert isinstance(seen, Found), seen
        return
    raise AssertionError("it never got out")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_whatever_order_every_delivery_is_there_once(seed: int) -> None:
    chance = Random(seed)
    with site(unsure="again") as at:
        at.server.conduct.publish_hourly = at.server.conduct.user_hourly = 10_000
        at.server.conduct.shuffled = True
        keys = [f"{seed:04x}{number:012x}" for number in range(15)]
        for number, key in enumerate(keys):
            composed = PLATFORM.compose(variant(title=f"第 {number} 件事", options=at.options), UID, Bench())
            order = order_of(composed, DeliveryKey(key))
            honest(at, replace(order, late=PLATFORM.prepared(order, at.clock())), chance)
            at.server.mishaps.put(dict.fromkeys([*LOST, "10023", "429", "20016"], 0))
            at.clock.turn(minutes=1)
        at.clock.turn(minutes=1)
        at.link.watermark(order)  # what was on its way arrives
        sent_texts = [one.sent for one in at.server.books.statuses.values()]
        assert [sum(f"pd={key}" in text for text in sent_texts) for key in keys] == [1] * len(keys)
        assert len(sent_texts) == len(keys)


def test_the_harness_sees_a_double_when_nobody_looks_before_sending_again() -> None:
    with site() as at:
        order = at.ready()
        at.server.mishaps.put({"drop_after": 1})
        with pytest.raises(OutcomeUnknown):
            at.link.perform(publishing(order), order)
        at.clock.turn(minutes=11)
        at.server._http.interface.wall.post("另一条", "", at.clock().timestamp())
        at.link.perform(publishing(order), order)
        assert sum(f"pd={order.key}" in one.sent for one in at.server.books.statuses.values()) == 2
