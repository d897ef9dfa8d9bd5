"""A worker stopped (SIGSTOP) between intent and first byte while another runs and a minute goes by: one post."""

from __future__ import annotations

import os
import signal
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import OUT, DeliveryState
from tests.faults.nursery import waiting
from tests.faults.stage import NARROW, PROFILES
from tests.faults.ward import ward

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.ward import Round, Ward

STOPS = 4
"""On each of the five profiles."""
POINTS = ("intent_committed", "before_byte")
_LONG_ENOUGH = 30.0
_PASSES = 5


@pytest.mark.timeout(300)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_stopped_worker_that_goes_on_late_sends_nothing_twice(profile: str, times: int) -> None:
    with ward(profile, STOPS * times, seed=3, rate=0.0) as at:
        rounds = [_stopped_and_continued(at, POINTS[number % 2], "flock") for number in range(STOPS * times)]
    assert [each.codes for each in rounds] == [[0, 0]] * len(rounds)
    blind = {DeliveryState.ASK} if profile == "public-blind" else set()
    assert {each.state for each in rounds} <= OUT | blind
    assert [each.posts for each in rounds] == [1] * len(rounds), "0 lost, 0 double"


@pytest.mark.timeout(300)
def test_with_leases_instead_of_locks_the_same_stops_send_twice() -> None:
    with ward(NARROW, STOPS, seed=3, rate=0.0) as at:
        rounds = [_stopped_and_continued(at, "before_byte", "lease") for _ in range(STOPS)]
    doubles = sum(each.posts > 1 for each in rounds)
    print(f"lease locks: doubles in {doubles} of {STOPS} stops")  # noqa: T201 - evidence
    assert doubles > 0


def _stopped_and_continued(at: Ward, point: str, locks: str) -> Round:
    """Two workers: the first to come to the point stops there, time goes by, the other makes passes, it goes on."""
    at.log.unlink(missing_ok=True)
    delivery, begun = at.released(), at.clock.now()
    at.begin(*(at.job(name, point, end="stop", locks=locks) for name in ("first", "second")))
    _until(lambda: at.stopped() is not None)
    name, number = at.stopped() or ("", 0)
    other = "second" if name == "first" else "first"
    for seconds in (2, 58):
        at.clock.turn(timedelta(seconds=seconds))
        made = at.beats(other)
        _until(lambda made=made: at.beats(other) >= made + _PASSES or not waiting(at.office.desk))  # type: ignore[misc]
    os.kill(number, signal.SIGCONT)
    return at.result(delivery, at.end(), at.clock.now() - begun)


def _until(reached: Callable[[], bool]) -> None:
    breath = threading.Event()
    for _ in range(int(_LONG_ENOUGH / 0.01)):
        if reached():
            return
        breath.wait(0.01)
    raise AssertionError("the other worker makes no passes")
