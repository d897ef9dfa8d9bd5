"""Hypothesis plays the office: in any order of deeds, passes, deaths, faults and clocks readers see everything once."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from editor_app.domain.delivery import OUT, DeliveryState
from editor_app.domain.errors import DeskError
from editor_app.platforms.sandbox.faults import Fault
from editor_app.services import publishing, silence
from tests.faults.simulation import unrested
from tests.faults.stage import NARROW, the_stage
from tests.faults.world import POINTS, Died, world

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.storage.queries.queue_rows import DeliveryRow

EXAMPLES = 150
"""On a quick platform, and as many on a slow one; neither removes duplicates, and both can be read."""
STEPS = 14
_BEFORE_BYTE = timedelta(seconds=6)
"""After that long no intent is fresh any more, so that a freeze need not wait for it."""
picks = st.integers(0, 5)
faults = st.sampled_from([Fault.DROP_AFTER, Fault.DROP_BEFORE, Fault.LATE, Fault.SERVER_ERROR, Fault.RATE_SECONDS])


class Office(RuleBasedStateMachine):
    """The office with its deeds, and beside it what must be true of every delivery, from the deeds alone."""

    seed = 0
    naive = False

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        self.world = self.stack.enter_context(world(self.seed))
        self.world.platform.naive = self.naive
        self.stopped: set[str] = set()
        """Deliveries that a person took out of the queue, or whose edition was voided, before a byte had left."""
        self.frozen = False
        self.sent_before_freeze = 0

    def teardown(self) -> None:
        try:
            self._end()
        finally:
            self.stack.close()

    @rule(number=picks)
    def queue(self, number: int) -> None:
        """A publisher queues an edition."""
        self._try(lambda: self.world.queue(the_stage().narrow[number]))

    @rule(number=picks)
    def hold(self, number: int) -> None:
        """A publisher holds what is queued."""
        self._on(number, lambda row: publishing.hold(self.world.office.publisher, row.id, "wait"))

    @rule(number=picks)
    def release(self, number: int) -> None:
        """A publisher releases what is held."""
        self._on(number, lambda row: publishing.release(self.world.office.publisher, row.id, "go on"))

    @rule(number=picks)
    def retry(self, number: int) -> None:
        """A publisher retries what failed."""
        self._on(number, lambda row: publishing.retry(self.world.office.publisher, row.id))

    @rule(number=picks)
    def cancel(self, number: int) -> None:
        """A publisher takes something out of the queue for good."""
        self._on(number, lambda row: publishing.cancel(self.world.office.publisher, row.id, "no"))
        self.stopped |= {row.id for row in self.world.rows() if row.state is DeliveryState.CANCELLED}

    @rule(number=picks)
    def save(self, number: int) -> None:
        """An editor saves the document again."""
        edition = the_stage().narrow[number]
        if edition.id in {known.id for known in self.world.queued.values()}:
            self._try(lambda: self.world.save(edition))
            self.stopped |= {row.id for row in self.world.rows() if row.state is DeliveryState.VOID}

    @rule()
    def freeze(self) -> None:
        """Everybody stops."""
        self.world.clock.turn(_BEFORE_BYTE)
        if not self.frozen:
            silence.freeze(self.world.office.publisher, "an event")
            self.frozen, self.sent_before_freeze = True, self.world.remote.asked.count("publish")

    @rule()
    def lift(self) -> None:
        """Sending is allowed again."""
        if self.frozen:
            self._try(lambda: silence.lift(self.world.office.publisher, "it is over"))
            self.frozen = silence.standing(self.world.office.desk) is not None

    @rule(name=st.sampled_from("ab"), fault=st.none() | faults)
    def serve(self, name: str, fault: Fault | None) -> None:
        """A worker makes a pass; its next public request may be struck."""
        self.world.weather.ordered = [fault]
        self.world.serve_once(name)

    @rule(point=st.sampled_from((*POINTS, "before_byte")), fault=st.none() | faults)
    def die(self, point: str, fault: Fault | None) -> None:
        """A worker makes a pass and dies when it comes to that point."""
        self.world.weather.ordered = [fault]
        self.world.at_point = _death_at(point)
        self.world.serve_once("victim")
        self.world.at_point = lambda _point: None

    @rule(seconds=st.sampled_from([1, 2, 16, 61, 3600]))
    def wait(self, seconds: int) -> None:
        """Time goes by."""
        self.world.clock.turn(timedelta(seconds=seconds))

    @rule(minutes=st.sampled_from([-480, -2, 2, 480]))
    def set_clock(self, minutes: int) -> None:
        """Somebody sets the wall clock."""
        self.world.clock.step_wall(timedelta(minutes=minutes))

    @invariant()
    def nothing_is_out_twice(self) -> None:
        """The platform's own list."""
        assert self.world.doubles() == []

    @invariant()
    def the_queue_says_what_the_platform_says(self) -> None:
        """Out is out; failed, cancelled and void are not."""
        assert self.world.lies() == []

    @invariant()
    def what_was_taken_out_never_comes_back(self) -> None:
        """A cancelled or voided delivery is over."""
        for row in self.world.rows():
            if row.id in self.stopped:
                assert row.state in {DeliveryState.CANCELLED, DeliveryState.VOID}
                assert self.world.times_out(row) == 0

    @invariant()
    def a_freeze_lets_nothing_through(self) -> None:
        """No request to publish since it stands."""
        if self.frozen:
            assert self.world.remote.asked.count("publish") == self.sent_before_freeze

    def _end(self) -> None:
        if self.frozen:
            silence.lift(self.world.office.publisher, "it is over")
        self.world.heal()
        assert (self.world.doubles(), self.world.lies(), unrested(self.world)) == ([], [], [])
        assert self.world.unfit() == []
        for row in self.world.rows():
            assert row.state in OUT or row.id in self.stopped, "0 lost: this platform can be read, so nobody is asked"

    def _on(self, number: int, deed: Callable[[DeliveryRow], object]) -> None:
        rows = self.world.rows()
        if rows:
            self._try(lambda: deed(rows[number % len(rows)]))

    def _try(self, deed: Callable[[], object]) -> None:
        """People may try anything; the office refuses with words what is not possible."""
        with contextlib.suppress(DeskError):
            deed()


@cache
def _death_at(point: str) -> Callable[[str], None]:
    def reached(now: str) -> None:
        if now == point:
            raise Died(point)

    return reached


class OfficeOfASlowPlatform(Office):
    """Effects come up to 45 seconds late, and settling takes a minute."""

    seed = 1


class NaiveOffice(Office):
    """An ablation: a lost reply counts as refused. Every pass loses one, so that few games are enough to see it."""

    naive = True

    @rule(name=st.sampled_from("ab"))
    def serve(self, name: str) -> None:  # type: ignore[override]
        """A worker makes a pass, and the answer to its next public request is lost after its effect."""
        self.world.weather.ordered = [Fault.DROP_AFTER]
        self.world.serve_once(name)


def chosen(examples: int, phases: Sequence[Phase] = tuple(Phase)) -> settings:
    """How Hypothesis is to play."""
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
        phases=phases,
        database=None,
        report_multiple_bugs=False,
    )


@pytest.mark.timeout(600)
@pytest.mark.parametrize("office", [Office, OfficeOfASlowPlatform])
def test_no_order_of_deeds_sends_twice_or_loses(office: type[Office], times: int) -> None:
    run_state_machine_as_test(office, settings=chosen(EXAMPLES * times))


@pytest.mark.timeout(300)
def test_the_same_machine_finds_the_doubles_of_a_naive_retry() -> None:
    with pytest.raises(AssertionError, match=NARROW):
        run_state_machine_as_test(NaiveOffice, settings=chosen(EXAMPLES * 8, (Phase.generate,)))
