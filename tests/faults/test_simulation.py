"""Two hundred seeded schedules of faults at a clock turned by hand: nothing is sent twice, and nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.simulation import simulated

PARTS = 8
SCHEDULES = 25


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_schedule_ends_with_each_post_out_once_or_asked(part: int, times: int) -> None:
    ends, deaths, struck = Counter[str](), Counter[str](), Counter[str]()
    for number in range(SCHEDULES * times):
        seed = part + PARTS * number
        report = simulated(seed)
        assert (report.doubles, report.wrong) == ([], []), f"seed {seed}: simulation.simulated({seed}) shows it again"
        ends.update(report.ends)
        deaths.update(report.deaths)
        struck.update(report.struck)
    print(f"{SCHEDULES * times} schedules: {dict(ends)}; died {dict(deaths)}; struck {dict(struck)}")  # noqa: T201 - evidence
    assert ends["verified"] > SCHEDULES
    assert len(deaths) >= 8
    assert struck.total() > SCHEDULES
