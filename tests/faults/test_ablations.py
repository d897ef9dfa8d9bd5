"""The program without one of its means: the same schedules must then show doubles, or they see nothing."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.faults.ablations import late_answers, naive_retry, no_settle, settled_by_the_wall, unruly_clock
from tests.faults.simulation import simulated_narrowly

if TYPE_CHECKING:
    from tests.faults.simulation import Change

SEEDS = range(40)
ABLATIONS: dict[str, tuple[Change, ...]] = {
    "naive retry": (naive_retry, late_answers),
    "no settle": (no_settle, late_answers),
    "wall clock": (unruly_clock, late_answers),
}


def doubles(*changes: Change) -> Counter[str]:
    """Schedules with and without a double; everything else that the harness judges is of no interest here."""
    reports = [simulated_narrowly(seed, *changes) for seed in SEEDS]
    return Counter("twice" if report.doubles else "once" for report in reports)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ABLATIONS)
def test_without_one_of_its_means_the_program_sends_twice(name: str) -> None:
    with settled_by_the_wall() if name == "wall clock" else contextlib.nullcontext():
        found = doubles(*ABLATIONS[name])
    print(f"{name}: doubles in {found['twice']} of {len(SEEDS)} schedules")  # noqa: T201 - evidence
    assert found["twice"] > 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("weather", [late_answers, unruly_clock])
def test_with_all_of_them_the_same_schedules_send_once(weather: Change) -> None:
    assert doubles(weather, late_answers) == {"once": len(SEEDS)}
