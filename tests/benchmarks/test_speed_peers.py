"""Deliveries beside other queues' jobs in one run, round by round in turns; each as it is and made to promise as much.

A delivery is claimed durably, its intent is durable before the effect, its result after it: three waits for the disk. A
peer as it is waits once or twice and forgets, or repeats, a job that a crash meets between. `in three` is its own
programming interface used so that it keeps the same three promises. Nobody but us runs rules and verifies signatures.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.cycles import Apart, Cycles
from tests.benchmarks.disks import OURS
from tests.benchmarks.measured import Took, record
from tests.benchmarks.peers import ON_POSTGRESQL, ON_SQLITE, ROOT, durable_postgresql, is_there, peer, syncs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from tests.benchmarks.peers import Peer

ROUNDS, A_ROUND = 9, 20
DISKS = (0, 1_000, 5_000, 15_000)
"""Microseconds that each sync takes longer: this disk, a good SSD, one of an office, one that turns."""
WAYS = {"as_it_is": "as it is", "in_three": "in three"}


@dataclass(frozen=True, slots=True)
class Rounds:
    """What the rounds of one queue took."""

    took: list[Took] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """By the clock, of one job."""
        return statistics.median(each.clock for each in self.took) * 1000 / A_ROUND

    @property
    def cpu(self) -> float:
        """CPU milliseconds of one job."""
        return statistics.median(each.cpu for each in self.took) * 1000 / A_ROUND


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with durable_postgresql() as address:
        yield address


def test_a_delivery_beside_the_jobs_of_other_queues(tmp_path: Path, server: str) -> None:
    names = [name for name in (*ON_SQLITE, *ON_POSTGRESQL) if is_there(name)]
    for absent in {*ON_SQLITE, *ON_POSTGRESQL} - set(names):
        print(f"\n{absent}: peer absent: not measured; see tests/benchmarks/peers.txt")  # noqa: T201
    cycles = Cycles(tmp_path / "office")
    batches = _batches(cycles)
    ours, bare_rounds = Rounds(), Rounds()
    theirs = {(name, way): Rounds() for name in names for way in WAYS}
    with ExitStack() as stack:
        peers = {name: stack.enter_context(peer(name, tmp_path / name, server)) for name in names}
        for each in peers.values():
            each.does("fill", (ROUNDS + 1) * A_ROUND)
            _both_ways(each)
        for batch in batches:
            whole, bare = _deliver(cycles, batch)
            ours.took.append(whole)
            bare_rounds.took.append(bare)
            for (name, way), rounds in theirs.items():
                rounds.took.append(peers[name].does(way, A_ROUND))
    _tell(ours, bare_rounds, theirs)


@pytest.mark.parametrize("slower", DISKS)
def test_every_queue_on_slower_disks(tmp_path: Path, slower: int) -> None:
    """The same disk for all, on which strace lets each sync take longer; a figure above 1 = the peer is quicker."""
    strace = shutil.which("strace")
    if strace is None:
        print("\nslower disks: no strace: not measured")  # noqa: T201
        return
    traced = (strace, "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "trace=fsync,fdatasync")
    line = (
        *traced,
        "-e",
        f"inject=fsync,fdatasync:delay_exit={slower}",
        sys.executable,
        "-m",
        "tests.benchmarks.disks",
    )
    told = subprocess.run([*line, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    took = json.loads(told)
    (sync,), ours = took.pop("sync"), took.pop(OURS)
    print(f"\na sync takes {sync:.2f} ms; ours: {ours[0]:.1f} ms in a row, {ours[1]:.1f} ms side by side")  # noqa: T201
    for name, theirs in took.items():
        for way, mine, other in zip(("in a row", "ten side by side"), ours, theirs, strict=True):
            record(f"sync + {slower / 1000:g} ms, {way}: ours / {name}", mine / other, 1.0)


@pytest.mark.parametrize("name", ON_SQLITE)
def test_waits_for_the_disk_of_a_job_on_sqlite(tmp_path: Path, name: str) -> None:
    strace = shutil.which("strace")
    if strace is None or not is_there(name):
        print(f"\nsyncs of {name}: not measured")  # noqa: T201
        return
    for way, said in WAYS.items():
        trace = tmp_path / f"trace {way}"
        watched = (strace, "-f", "-y", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(trace))
        with peer(name, tmp_path / way, watched_by=watched) as watched_peer:
            watched_peer.does("fill", 2 * A_ROUND)
            watched_peer.does(way, 1)
            before = _syncs(trace)
            watched_peer.does(way, A_ROUND)
            record(f"syncs of a job, {name} {said}", (_syncs(trace) - before) / A_ROUND, None)


@pytest.mark.parametrize("name", ON_POSTGRESQL)
def test_waits_for_the_disk_of_a_job_on_postgresql(tmp_path: Path, server: str, name: str) -> None:
    if not is_there(name):
        print(f"\nsyncs of {name}: not measured")  # noqa: T201
        return
    for way, said in WAYS.items():
        counts = [syncs_of(server)]
        for number in (1, 1 + A_ROUND):
            with peer(name, tmp_path / f"{way} {number}", server) as watched_peer:
                watched_peer.does("fill", 2 * A_ROUND)
                watched_peer.does(way, number)
            counts.append(syncs_of(server))
        before, one, more = counts
        record(f"syncs of a job, {name} {said}", ((more - one) - (one - before)) / A_ROUND, None)


def _batches(cycles: Cycles) -> list[list[Delivery]]:
    queued = cycles.queue((ROUNDS + 1) * A_ROUND)
    for delivery in queued[:A_ROUND]:
        cycles.serve(delivery)
    return [queued[at : at + A_ROUND] for at in range(A_ROUND, len(queued), A_ROUND)]


def _both_ways(warmed: Peer) -> None:
    for way in WAYS:
        warmed.does(way, 1)


def _deliver(cycles: Cycles, batch: list[Delivery]) -> tuple[Took, Took]:
    """Whole, and without the rules and the proof."""
    clock, cpu = time.perf_counter(), time.process_time()
    with Apart() as apart:
        for delivery in batch:
            cycles.serve(delivery)
    whole = Took(time.perf_counter() - clock, time.process_time() - cpu)
    return whole, Took(whole.clock - apart.whole.clock, whole.cpu - apart.whole.cpu)


def _tell(ours: Rounds, bare_rounds: Rounds, theirs: dict[tuple[str, str], Rounds]) -> None:
    record("deliveries a second, rules run and signatures proved", 1000 / ours.milliseconds, None)
    record("CPU of a delivery, rules run and signatures proved", ours.cpu, None, "ms ")
    record("deliveries a second without both", 1000 / bare_rounds.milliseconds, None)
    record("CPU of a delivery without both", bare_rounds.cpu, None, "ms ")
    for (name, way), rounds in theirs.items():
        said = f"{name} {WAYS[way]}"
        equal = way == "in_three"
        record(f"{said}: jobs a second", 1000 / rounds.milliseconds, None)
        record(f"{said}: CPU of a job, its own process", rounds.cpu, None, "ms ")
        record(f"our time / that of {said}", ours.milliseconds / rounds.milliseconds, 1.0 if equal else None)
        record(f"our time without both / that of {said}", bare_rounds.milliseconds / rounds.milliseconds, None)


def _syncs(trace: Path) -> int:
    os.sync()
    return len(re.findall(r"f(?:data)?sync\(", trace.read_text()))
