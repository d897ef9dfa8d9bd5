"""Every queue of one run on the same disk, one at a time and ten side by side; printed as one line of JSON.

    python -m tests.benchmarks.disks FOLDER

Under strace, which can let every sync take longer, it shows them all on a slower disk, in equal terms.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.cycles import Cycles
from tests.benchmarks.peer_side import AT_ONCE
from tests.benchmarks.peers import ON_POSTGRESQL, ON_SQLITE, durable_postgresql, is_there, peer

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = "ours"
ROUNDS, A_ROUND = 3, 5 * AT_ONCE
_SYNCS = 20


def sync_milliseconds(folder: Path) -> float:
    """What one wait for the disk takes here and now."""
    file = os.open(folder / "synced", os.O_CREAT | os.O_WRONLY)
    took = []
    for _ in range(_SYNCS):
        os.write(file, bytes(4096))
        start = time.perf_counter()
        os.fdatasync(file)
        took.append((time.perf_counter() - start) * 1000)
    os.close(file)
    return statistics.median(took)


def milliseconds(deed: Callable[[], object]) -> float:
    """By the clock, of one job in a round."""
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000 / A_ROUND


def measured(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of a job in a row and side by side, medians of rounds in turns; and of a sync."""
    took: dict[str, tuple[list[float], list[float]]] = {}
    names = [name for name in (*ON_SQLITE, *ON_POSTGRESQL) if is_there(name)]
    with ExitStack() as stack:
        server = stack.enter_context(durable_postgresql()) if set(names) & set(ON_POSTGRESQL) else ""
        peers = {name: stack.enter_context(peer(name, folder / name, server)) for name in names}
        for each in peers.values():
            each.does("fill", 2 * (ROUNDS + 1) * A_ROUND)
        cycles = Cycles(folder / OURS, AT_ONCE)
        queued = cycles.queue(2 * (ROUNDS + 1) * A_ROUND)
        batches = [queued[at : at + A_ROUND] for at in range(0, len(queued), A_ROUND)]
        for number in range(ROUNDS + 1):
            here, there = batches[2 * number], batches[2 * number + 1]
            alone = {OURS: milliseconds(lambda here=here: [cycles.serve(each) for each in here])}
            many = {OURS: milliseconds(lambda there=there: cycles.serve_side_by_side(there))}
            alone |= {name: each.does("in_three", A_ROUND).clock * 1000 / A_ROUND for name, each in peers.items()}
            many |= {name: each.does("side_by_side", A_ROUND).clock * 1000 / A_ROUND for name, each in peers.items()}
            for name in alone if number else ():  # the first round warms up
                took.setdefault(name, ([], []))[0].append(alone[name])
                took[name][1].append(many[name])
    found = {name: [statistics.median(each) for each in both] for name, both in took.items()}
    return {"sync": [sync_milliseconds(folder)], **found}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]))) + "\n")
