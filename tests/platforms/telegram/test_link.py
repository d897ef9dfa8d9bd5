"""Whole deliveries to the played channel: lost, refused, corrected; a lost answer is asked about, never sent again."""

import logging
from dataclasses import replace

import pytest

from editor_app.domain.errors import AuthExpired, Invalid, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.domain.recall import target_in
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Unclear
from editor_app.platforms.telegram import PLATFORM
from editor_app.platforms.telegram.simulator.books import BOT, CHAT
from tests.platforms.remedies import correction
from tests.platforms.telegram.channel import site
from tests.platforms.workshop import FIRST, Bench, Sent, sent, variant


def test_an_account_is_the_bot_and_the_channel() -> None:
    with site() as at:
        who = at.link.identity()
        assert (who.remote_uid, who.name, who.may_publish) == (f"{BOT}|{CHAT}", "便民之声 (@press_desk_bot)", True)
        assert "can't read" in str(who.notes[-1])
        assert at.link.rehearse() == ""
        assert at.texts() == []


def test_a_bot_without_the_right_to_post_and_a_wrong_token_are_told_apart() -> None:
    with site() as at:
        at.server.conduct.may_post = False
        who = at.link.identity()
        assert not who.may_publish
        assert "administrator" in str(who.notes[0])
    for token in ("", "no token", f"{BOT}:{'A' * 35}"):
        with site() as at:
            link = PLATFORM.link(Connection(at.server.url, Secret(token), {"channel": "@press_practice"}))
            with pytest.raises(AuthExpired):
                link.identity()
            link.close()
    with site(channel="@another_channel") as at, pytest.raises(Rejected, match="chat not found"):
        at.link.identity()
    with pytest.raises(Invalid), site(channel="none"):
        pass


def test_text_and_pictures_are_posted_in_order_with_their_captions() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        assert done.remote_ids == ["101", "102+103+104+105"]
        assert done.url == "https://t.me/press_practice/101"
        payload = done.order.payload
        assert at.texts() == [payload.parts[0].body, *payload.parts[1].body.split("\n\n")]
        albums = [message.album for message in at.server.books.messages.values()]
        assert albums == ["", *["102"] * 4]


def test_a_single_picture_is_no_album() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order(body="字"))
        assert [call.method for call in at.server.books.calls if call.numbers] == ["sendMessage", "sendPhoto"]
        assert done.remote_ids == ["101", "102"]


LOST = ["late", "drop_before", "drop_after", "5xx", "5xx_after", "malformed"]
ARRIVES = {"late", "drop_after", "5xx_after", "malformed"}


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("fault", LOST)
def test_a_lost_answer_is_asked_about_whether_it_arrived_or_not(fault: str, part: int) -> None:
    with site() as at:
        order = at.order()
        step = PLATFORM.steps(order.payload)[part]
        at.server.faults.put({fault: 1})
        with pytest.raises(OutcomeUnknown):
            at.link.perform(step, order)
        at.server.counter.settle()
        assert isinstance(at.link.find(step, order, ""), Unclear)
        assert len(at.texts()) == (0 if fault not in ARRIVES else (1, 4)[part])


@pytest.mark.parametrize("fault", ["429", "429_date"])
def test_a_full_minute_is_waited_for_and_nothing_is_lost(fault: str) -> None:
    with site() as at:
        order = at.order(body="字", cover=False)
        at.server.faults.put({fault: {"count": 1, "seconds": 3}})
        with pytest.raises(RateLimited) as said:
            at.link.perform(PLATFORM.steps(order.payload)[0], order)
        assert 1 <= said.value.retry_after.total_seconds() <= 5
        sent(PLATFORM, at.link, order)
        assert len(at.texts()) == 1


def test_what_was_posted_is_said_to_be_unreadable_and_never_called_verified() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        with pytest.raises(Rejected, match="can't read"):
            at.link.observe(done.order, done.remote_ids)


def test_a_correction_stands_in_the_place_of_the_first_and_once_more_changes_nothing() -> None:
    with site() as at:
        first = sent(PLATFORM, at.link, at.order())
        uid = at.link.identity().remote_uid
        order = correction(first, PLATFORM.compose(variant(title="更正后的标题"), uid, Bench()))
        for _ in range(2):
            done = sent(PLATFORM, at.link, order)
        assert at.texts()[0].startswith("<b>更正后的标题</b>")
        assert len(at.texts()) == 5
        assert [message.edited for message in at.server.books.messages.values()] == [1, 0, 0, 0, 0]
        assert len(set(done.remote_ids)) == 5
        known = [target_in(one) for one in done.remote_ids]
        again = correction(replace_ids(done, known), PLATFORM.compose(variant(title="再次更正"), uid, Bench()))
        sent(PLATFORM, at.link, again)
        assert at.texts()[0].startswith("<b>再次更正</b>")
        assert len(at.texts()) == 5


def replace_ids(done: Sent, known: list[str]) -> Sent:
    """What was sent, as it is known after a correction: message by message."""
    return Sent(done.order, tuple(replace(one, remote_id=id_) for one, id_ in zip(done.results, known, strict=True)))


def test_a_correction_that_makes_other_posts_is_refused_before_anything_is_changed() -> None:
    with site() as at:
        first = sent(PLATFORM, at.link, at.order())
        before = at.texts()
        order = correction(first, PLATFORM.compose(variant(body="字", cover=False), "1|2", Bench()))
        with pytest.raises(Rejected, match="other posts"):
            at.link.perform(PLATFORM.steps(order.payload)[0], order)
        assert at.texts() == before


def test_a_broken_picture_is_refused_in_telegrams_words() -> None:
    with site() as at:
        order = at.order(body="字")
        broken = type(order)(order.payload, order.key, lambda _digest: b"no picture" + FIRST[:0])
        with pytest.raises(Rejected, match="IMAGE_PROCESS_FAILED"):
            at.link.perform(PLATFORM.steps(order.payload)[1], broken)


def test_the_token_stands_in_no_log_and_no_sentence(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with site() as at:
        secret = at.server.secret
        sent(PLATFORM, at.link, at.order())
        order = at.order()
        at.server.faults.put({"drop_after": 1})
        with pytest.raises(PlatformError) as lost:
            at.link.perform(PLATFORM.steps(order.payload)[0], order)
    said = caplog.text + str(lost.value) + str(lost.value.__cause__)
    assert secret not in said
    assert secret.partition(":")[2] not in said
