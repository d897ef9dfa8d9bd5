"""What users of other programs complain about most, at the worst moments: C1, C2 and C3 of what users need."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.platforms.sandbox.faults import Fault
from editor_app.services import asking
from tests.faults.recorded_disk import FULL, recorded
from tests.faults.stage import PROFILES, quick_folder, the_stage
from tests.faults.world import world

if TYPE_CHECKING:
    from tests.faults.world import World

RUNS = 1_000
PARTS = 2
BLIND = "public-blind"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_c1_a_thousand_posts_whose_reply_was_dropped_are_a_thousand_posts(part: int) -> None:
    """C1: made, yet marked as failed, so that a second try posts again."""
    del part  # the runs are all alike; two processors share them
    made, ends = 0, Counter[DeliveryState]()
    while made < RUNS // PARTS:
        with world(0) as at:
            for edition in the_stage().editions:
                at.queue(edition)
                at.weather.ordered = [Fault.DROP_AFTER] * len(PROFILES)
                _served(at)
                assert at.answer_questions() == 1
            ends.update(row.state for row in at.rows())
            assert set(at.posts().values()) == {1}
            assert at.remote.asked.count("publish") == at.posts().total(), "no second request, not even one"
            made += at.posts().total()
            assert (at.lies(), at.weather.struck) == ([], {Fault.DROP_AFTER: at.posts().total()})
    print(f"C1: {made} replies dropped after the effect, {made} posts; {dict(ends)}")  # noqa: T201 - evidence
    assert set(ends) == {DeliveryState.VERIFIED, DeliveryState.SENT}
    assert ends[DeliveryState.SENT] == made // len(PROFILES), "where nobody can look, a person answered each time"


@pytest.mark.timeout(120)
def test_c2_an_answer_that_takes_four_minutes_is_one_request_each() -> None:
    """C2: a client that gives up after 30 seconds sends again what the server is still doing."""
    with world(0) as at:
        at.platform.settle = timedelta(minutes=5)  # type: ignore[misc]
        at.remote.slow = timedelta(seconds=240)
        deliveries = at.queue(the_stage().editions[1])
        for _ in range(12):
            at.serve_once()
            assert at.remote.asked.count("publish") == len(PROFILES)
            at.clock.turn(timedelta(seconds=31))
        at.remote.slow = timedelta(0)
        at.settle()
        assert set(at.posts().values()) == {1}
        assert at.remote.asked.count("publish") == len(PROFILES)
        asked = next(row for row in at.rows() if row.state is DeliveryState.ASK)
        assert asked.account_name == BLIND
        asking.answer_not_there(at.office.publisher, asked.id)
        at.settle()
        keys = [request.key for request in at.remote.ledger.requests if BLIND in request.path]
    key = next(delivery.key for delivery in deliveries if delivery.id == asked.id)
    assert {each for each in keys if each} == {key}, "what a person sends again on purpose carries the same key"
    assert keys.count(key) == 2


@pytest.mark.timeout(120)
@pytest.mark.parametrize("point", ["answered", "result_committed", "read_back", "told"])
def test_c3_what_breaks_after_acceptance_posts_nothing_more(point: str) -> None:
    """C3: an endless loop of posts after a side task had failed."""
    with world(0) as at:
        at.queue(the_stage().editions[1])
        at.at_point = lambda reached: _broken(reached, point)
        at.told = _Refusing() if point == "told" else at.told
        for _ in range(5):
            at.serve_once()
            at.clock.turn(timedelta(seconds=31))
        at.at_point, at.told = lambda _point: None, []
        at.heal()
        assert set(at.posts().values()) == {1}
        assert at.remote.asked.count("publish") == len(PROFILES)
        assert at.lies() == []


@pytest.mark.timeout(120)
def test_c3_a_disk_that_fills_up_after_acceptance_posts_nothing_more() -> None:
    folder = quick_folder("full-")
    with recorded(folder) as disk, world(0, 0.0, folder) as at:
        at.queue(the_stage().editions[1])

        def fills_up(reached: str) -> None:
            disk.refuses = FULL if reached == "answered" else disk.refuses

        at.at_point = fills_up
        for _ in range(5):
            at.serve_once()
            at.clock.turn(timedelta(seconds=31))
            disk.refuses = 0
        at.at_point = lambda _point: None
        at.heal()
        assert disk.refused > 0
        assert set(at.posts().values()) == {1}
        assert at.remote.asked.count("publish") == at.posts().total()
        assert at.lies() == []


class _Refusing(list[object]):
    """Whoever listens to outcomes breaks."""

    def append(self, _outcome: object) -> None:
        raise RuntimeError("the notice could not be shown")


def _broken(reached: str, point: str) -> None:
    if reached == point:
        raise RuntimeError("a side task failed")


def _served(at: World) -> None:
    """Until everything of this edition is settled; the last minutes are of no interest."""
    for _ in range(4):
        at.serve_once()
        at.clock.turn(timedelta(seconds=2))
