"""The power goes 1,600 times, and any sectors that were not synced with it: what was acknowledged is there, sound."""

from __future__ import annotations

import random

import pytest

from tests.faults.power import forgotten, moments, revived, workload
from tests.faults.simulation import unrested
from tests.faults.stage import the_stage

WORKLOADS = 8
LOSSES = 200
_GO_ON_EVERY = 20


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(WORKLOADS))
def test_no_loss_of_power_forgets_an_acknowledged_commit(seed: int, times: int) -> None:
    run = workload(seed, the_stage().editions, often=seed % 4 > 1)
    dice, went_on = random.Random(seed), 0
    for number, moment in enumerate(moments(run, LOSSES * times, dice)):
        with revived(run, moment, dice) as at:
            where = f"workload {seed}, loss {number} after {moment} operations"
            assert (forgotten(run, moment, at), at.unfit()) == ([], []), where
            if number % _GO_ON_EVERY == 0:
                at.heal()
                assert (at.doubles(), at.lies(), unrested(at)) == ([], [], []), where
                went_on += 1
    synced = sum(op.kind == "sync" for op in run.ops)
    acknowledged = len(run.acknowledged)
    print(f"{LOSSES * times} losses over {len(run.ops)} operations, {synced} syncs, {acknowledged} commits")  # noqa: T201
    assert acknowledged > 10
    assert went_on == LOSSES * times // _GO_ON_EVERY


@pytest.mark.timeout(300)
def test_with_a_lazier_setting_the_same_losses_forget_commits_and_send_twice() -> None:
    lost, twice = 0, 0
    for seed in (1, 3, 5):
        run, dice = workload(seed, the_stage().narrow, synchronous="NORMAL"), random.Random(seed)
        for number, moment in enumerate(moments(run, 40, dice)):
            with revived(run, moment, dice) as at:
                lost += bool(forgotten(run, moment, at))
                assert at.unfit() == [], "it forgets, but it stays sound"
                if number % 4 == 1:
                    at.heal()
                    twice += bool(at.doubles())
    print(f"synchronous = NORMAL: {lost} of 120 losses forgot an acknowledged commit, {twice} of 30 sent twice")  # noqa: T201
    assert lost > 0
