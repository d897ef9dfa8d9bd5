from __future__ import annotations

import itertools

import pytest

from editor_app.domain.delivery import FINAL, OUT, TRANSITIONS, DeliveryState, Event, after, allowed_moves, k_of_n

S = DeliveryState


def test_nothing_leaves_a_final_state() -> None:
    assert not [(state, event) for state, event in TRANSITIONS if state in FINAL]


def test_every_state_can_be_reached_from_the_queue() -> None:
    reached = {S.QUEUED}
    while more := {to for (state, _), to in TRANSITIONS.items() if state in reached} - reached:
        reached |= more
    assert reached == set(S)


def test_nothing_unresolved_is_sent_again_without_a_look_or_a_person() -> None:
    back = {event for (state, event), to in TRANSITIONS.items() if to is S.QUEUED and state in {S.UNKNOWN, S.ASK}}
    assert back == {Event.FIND_ONE, Event.FIND_ABSENT, Event.ANSWER_THERE_ONE, Event.ANSWER_NOT_THERE,
                    Event.ANSWER_GONE_ONE, Event.ANSWER_STILL_PUBLIC}  # fmt: skip


def test_what_is_out_never_goes_back_to_the_queue() -> None:
    assert {to for (state, _), to in TRANSITIONS.items() if state in OUT} <= OUT


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    for state, event in itertools.product(S, Event):
        if (state, event) in TRANSITIONS:
            assert after(state, event) is TRANSITIONS[state, event]
        else:
            with pytest.raises(ValueError, match="can't follow"):
                after(state, event)


def test_the_database_learns_the_same_moves() -> None:
    assert ("queued", "working") in allowed_moves()
    assert ("sent", "queued") not in allowed_moves()
    assert len(allowed_moves()) <= len(TRANSITIONS)


def test_an_editions_state_is_counted_from_its_deliveries() -> None:
    assert k_of_n([S.SENT, S.VERIFIED, S.FAILED, S.QUEUED, S.WITHDRAWN]) == (3, 5)
    assert k_of_n([S.SENT, S.CANCELLED, S.VOID]) == (1, 1)
    assert k_of_n([]) == (0, 0)
