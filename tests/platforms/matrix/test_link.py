"""Whole deliveries to a room: lost, altered, refused; never a second message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected
from editor_app.domain.recall import target_in
from editor_app.platforms.contract import Absent, Found, Order, Step, Unclear
from editor_app.platforms.matrix import PLATFORM, events
from editor_app.platforms.readback import Comparison, compared
from tests.platforms.faulty import FAULTS
from tests.platforms.matrix.homeserver import ROOM, USER, Site, site
from tests.platforms.remedies import correction
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant

if TYPE_CHECKING:
    from editor_app.domain.document import Variant


def composed(at: Site, said: Variant | None = None) -> Order:
    return order_of(PLATFORM.compose(said or variant(), at.link.identity().remote_uid, Bench()))


def verdict(at: Site, done: Sent) -> Comparison:
    return compared(
        PLATFORM.expected(done.order), at.link.observe(done.order, [target_in(one) for one in done.remote_ids]), ()
    )


def text_step(order: Order) -> Step:
    return next(step for step in PLATFORM.steps(order.payload) if step.part == 1)


def test_an_account_is_the_room_and_the_user() -> None:
    with site() as at:
        who = at.link.identity()
        assert (who.remote_uid, who.name, who.version) == (f"{ROOM}|{USER}", f"便民之声 ({USER})", "Matrix v1.11")
        assert (who.may_publish, who.notes) == (True, ())
        assert at.link.rehearse() == ""


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ({"m.room.encryption": {"algorithm": "m.megolm.v1.aes-sha2"}}, "encrypted"),
        ({"m.room.tombstone": {"replacement_room": "!new"}}, "replaced"),
        ({"m.room.power_levels": {"events_default": 50, "users": {USER: 0}}}, "may not write"),
        ({"m.room.power_levels": {"events": {"m.room.message": "75"}, "users_default": 50}}, "may not write"),
    ],
)
def test_a_room_that_can_not_be_written_to_says_why_before_anything_is_written(
    state: dict[str, Any], word: str
) -> None:
    with site(state=state) as at:
        who = at.link.identity()
        assert not who.may_publish
        assert word in str(who.notes[0])


@pytest.mark.parametrize(
    "state",
    [
        {"m.room.power_levels": {"events_default": 50, "users": {USER: 50}}},
        {
            "m.room.power_levels": {"events_default": 50},
            "m.room.create": {"sender": USER, "content": {"room_version": "12"}},
        },
    ],
)
def test_a_user_with_the_right_and_the_founder_of_a_new_room_may_write(state: dict[str, Any]) -> None:
    with site(state=state) as at:
        assert at.link.identity().may_publish


def test_a_user_that_is_not_in_the_room_and_a_wrong_token_are_told_apart() -> None:
    with site(joined=False) as at:
        assert "not in the room" in str(at.link.identity().notes[0])
    with site(token="another") as at, pytest.raises(AuthExpired):
        at.link.identity()
    with site(room="#elsewhere:press.test") as at, pytest.raises(Rejected, match="M_NOT_FOUND"):
        at.link.identity()


@pytest.mark.parametrize("before_media", [False, True])
def test_what_is_read_back_is_what_was_approved(*, before_media: bool) -> None:
    with site(before_media=before_media) as at:
        done = sent(PLATFORM, at.link, composed(at))
        assert verdict(at, done).verdict is Verdict.IDENTICAL
        assert len(at.home.shown()) == 5


def altered(at: Site, part: int, name: str, value: str) -> None:
    at.home.shown()[part]["content"][name] = value


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [(0, "formatted_body", "<p>21 个事项</p>"), (0, "body", "21"), (1, "body", "别的"), (0, "msgtype", "m.notice")],
)
def test_what_another_client_changes_is_seen(part: int, name: str, value: str) -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, composed(at))
        altered(at, part, name, value)
        assert verdict(at, done).verdict is Verdict.DIFFERENT


def test_an_exchanged_picture_pictures_in_another_order_and_a_lost_one_are_seen() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, composed(at))
        uris = list(at.home.media)
        at.home.media[uris[0]], at.home.media[uris[1]] = at.home.media[uris[1]], at.home.media[uris[0]]
        assert verdict(at, done).verdict is Verdict.DIFFERENT
        del at.home.media[uris[0]]
        assert verdict(at, done).verdict is Verdict.DIFFERENT


def test_a_replacement_by_another_client_of_the_same_user_is_seen() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, composed(at))
        new = {**at.home.shown()[0]["content"], "formatted_body": "<p>21 个事项</p>"}
        at.home.add({events.NEW: new, events.RELATES: {"rel_type": "m.replace", "event_id": done.remote_ids[0]}})
        assert verdict(at, done).verdict is Verdict.DIFFERENT


def test_a_redacted_message_is_not_visible() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, composed(at))
        at.home.shown()[2]["content"] = {}
        assert verdict(at, done).verdict is Verdict.NOT_VISIBLE


ARRIVES = {"drop_after", "5xx_after", "malformed"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_makes_no_second_message_and_none_is_lost(fault: str) -> None:
    with site() as at:
        order = at.ready()
        for number in range(7):
            at.home.add({"body": f"others talk {number}"}, sender="@reader:press.test")
        at.server.faults["PUT"] = fault
        step = text_step(order)
        if fault in {"429", "429_date"}:
            with pytest.raises(RateLimited):
                at.link.perform(step, order)
            result = at.link.perform(step, order)
        else:
            with pytest.raises(OutcomeUnknown):
                at.link.perform(step, order)
            if fault == "late":
                at.link.identity()  # whatever is asked next comes after what was on its way
            seen = at.link.find(step, order, "")
            assert isinstance(seen, Found if fault in ARRIVES | {"late"} else Absent)
            result = seen.result if isinstance(seen, Found) else at.link.perform(step, order)
        mine = [event for event in at.home.shown() if event["sender"] == USER]
        assert [event["event_id"] for event in mine] == [result.remote_id]
        again = at.link.perform(step, order)
        assert (again.remote_id, len([e for e in at.home.shown() if e["sender"] == USER])) == (result.remote_id, 1)


def test_a_lost_upload_is_repeated_and_harms_nobody() -> None:
    with site() as at:
        at.server.faults["POST"] = "drop_after"
        with pytest.raises(OutcomeUnknown):
            at.ready()
        done = sent(PLATFORM, at.link, composed(at))
        assert verdict(at, done).verdict is Verdict.IDENTICAL
        assert len(at.home.shown()) == 5


def test_a_message_that_somebody_took_away_before_the_look_is_for_a_person() -> None:
    with site() as at:
        order = at.ready()
        at.server.faults["PUT"] = "drop_after"
        with pytest.raises(OutcomeUnknown):
            at.link.perform(text_step(order), order)
        at.home.shown()[0]["content"] = {}
        assert isinstance(at.link.find(text_step(order), order, ""), Unclear)


def test_a_copy_of_the_workspace_finds_what_the_other_sent() -> None:
    with site() as at:
        order = composed(at)
        assert at.link.trace(order, NOW) == Absent()  # type: ignore[attr-defined]
        done = sent(PLATFORM, at.link, order)
        seen = at.link.trace(order, NOW)  # type: ignore[attr-defined]
        assert isinstance(seen, Found)
        assert seen.result.remote_id == done.remote_ids[0]


@pytest.mark.parametrize("fault", ["", "drop_after", "drop_before"])
def test_a_correction_stands_in_the_place_of_the_first_and_once_more_changes_nothing(fault: str) -> None:
    with site() as at:
        first = sent(PLATFORM, at.link, composed(at))
        uid = at.link.identity().remote_uid
        order = correction(first, PLATFORM.compose(variant(body="共 21 件事。", cover=False), uid, Bench()))
        step = PLATFORM.steps(order.payload)[0]
        if fault:
            at.server.faults["PUT"] = fault
            with pytest.raises(OutcomeUnknown):
                at.link.perform(step, order)
            assert isinstance(at.link.find(step, order, ""), Found if fault == "drop_after" else Absent)
        done = sent(PLATFORM, at.link, order)
        assert verdict(at, done).verdict is Verdict.IDENTICAL
        assert [event["event_id"] for event in at.home.shown()] == [first.remote_ids[0]]
        redact = PLATFORM.steps(order.payload)[1]
        assert isinstance(at.link.find(redact, order, ""), Found)


def test_one_connection_is_enough_for_a_whole_delivery_and_nothing_is_asked_twice() -> None:
    with site() as at:
        order = composed(at)
        before = len(at.server.asked)
        sent(PLATFORM, at.link, order)
        asked = [one.path for one in at.server.asked[before:]]
        assert len(asked) == len(PLATFORM.steps(order.payload))
