"""Workers ended by SIGKILL at every named fault point, on a faulty platform: nothing is lost, nothing is out twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from editor_app.domain.delivery import OUT, DeliveryState
from tests.faults.stage import NARROW, PROFILES
from tests.faults.ward import ward
from tests.faults.world import POINTS
from tests.storage.servers import new_database, running_postgresql

SERVICES = Path(__file__).parents[2] / "editor_app" / "services"
ROUNDS = 48
"""On each profile; a round kills one worker or two."""
SPARE = 8
"""Rounds for points that chance left out."""
KILLS = 65
"""On each profile at least: five make 325."""
ONLY_DRAFTS = {"before_draft", "after_draft"}
ONLY_READABLE = {"found", "found_absent", "read_back"}


def points(profile: str) -> list[str]:
    """The fault points that a delivery of that profile comes to, and one of our own just before the first byte."""
    never = (set() if profile == "draft-flip" else ONLY_DRAFTS) | (
        ONLY_READABLE if profile == "public-blind" else set()
    )
    return [point for point in (*POINTS, "before_byte") if point not in never]


def test_every_fault_point_of_the_worker_is_in_the_list() -> None:
    text = "".join(path.read_text("utf-8") for path in SERVICES.glob("*.py"))
    named = set(re.findall(r'reached\("(\w+)"\)', text))
    made = {f"{when}_{step}" for when in re.findall(r'reached\(f"(\w+)_\{', text) for step in ("upload", "draft")}
    assert named | made == {*POINTS, "denied"}, "each has its kills below"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("profile", PROFILES)
def test_killed_workers_lose_nothing_and_send_nothing_twice(profile: str, night: int) -> None:
    where = points(profile)
    with ward(profile, ROUNDS + SPARE, seed=1 + night) as at:
        rounds = [at.round(where[number % len(where)]) for number in range(ROUNDS)]
        while missed := [point for point in where if point not in at.killed()][: ROUNDS + SPARE - len(rounds)]:
            rounds.append(at.round(missed[0]))  # a struck request may keep both workers from coming to a point
        killed, struck = at.killed(), at.weather.struck
        refused = [at.story(each) for each in rounds if each.state is DeliveryState.FAILED]
    told = f"{profile}: killed {killed.total()} times {dict(killed)}, struck {dict(struck)}"
    print(f"{told}; {at.given_up} tried eight times in vain")  # noqa: T201 - evidence
    died = sum(code == -9 for each in rounds for code in each.codes)
    assert died == killed.total() >= KILLS, "a kill counts only where the victim wrote its point down"
    assert {code for each in rounds for code in each.codes} == {0, -9}
    assert set(killed) == set(where)
    assert max(each.posts for each in rounds) == 1, "0 double"
    blind = {DeliveryState.ASK} if profile == "public-blind" else set()
    assert refused == [], "nothing is given up but after eight tries, and then a person goes on"
    assert {each.state for each in rounds} <= OUT | blind, "0 lost: out, or a person is asked"
    assert all(each.posts == 1 for each in rounds if each.state in OUT), "what is said to be out is out"
    assert struck.total() > ROUNDS / 8


@pytest.mark.timeout(300)
@pytest.mark.parametrize("profile", ["keyed", "public-readable"])
def test_after_a_kill_at_any_point_everything_rests_within_a_minute(profile: str) -> None:
    """Complaint C7: stuck in the queue for ever. Two kills at each point; the shared clock counts."""
    where = points(profile)
    with ward(profile, len(where), seed=7, rate=0.0) as at:
        rounds = {point: at.round(point) for point in where}
        killed = at.killed()
    assert set(killed) == set(where)
    assert Counter(each.posts for each in rounds.values()) == {1: len(where)}
    assert {point: each.took.seconds for point, each in rounds.items() if each.took.seconds > 60} == {}
    assert {each.state for each in rounds.values()} == {DeliveryState.VERIFIED}


@pytest.mark.timeout(300)
def test_workers_that_die_as_a_platform_refuses_later_leave_it_refused_and_unsent() -> None:
    with ward("draft-flip", 4, seed=11, rate=0.0) as at:
        rounds = [at.round("denied") for _ in range(4)]
        killed = at.killed()
    assert killed == {"denied": 4}
    assert [each.posts for each in rounds] == [0] * 4
    assert {each.state for each in rounds} == {DeliveryState.FAILED}, "a person reads why, and may retry"


@pytest.mark.timeout(300)
def test_killed_workers_of_a_team_lose_nothing_and_send_nothing_twice() -> None:
    """On PostgreSQL: the lock is the server's, and ends with the connection of the worker that died."""
    where = points(NARROW)
    with (
        running_postgresql() as server,
        ward(NARROW, 2 * len(where), seed=5, database=new_database(server)) as at,
    ):
        rounds = [at.round(point) for point in where]
        while missed := [point for point in where if point not in at.killed()][: 2 * len(where) - len(rounds)]:
            rounds.append(at.round(missed[0]))  # a struck request may keep both workers from coming to a point
        killed = at.killed()
    print(f"PostgreSQL: killed {killed.total()} times {dict(killed)}")  # noqa: T201 - evidence
    assert set(killed) == set(where)
    assert [each.posts for each in rounds] == [1] * len(rounds)
    assert {each.state for each in rounds} <= OUT
