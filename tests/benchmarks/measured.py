"""Measuring side by side: CPU medians of interleaved runs, printed and kept as JSON from run to run."""

from __future__ import annotations

import gc
import json
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Took:
    """What a round took, in seconds."""

    clock: float
    cpu: float


HISTORY = Path(__file__).parents[2] / ".cache" / "bench.jsonl"


def cpu_milliseconds(*deeds: Callable[[], object], rounds: int = 9) -> list[float]:
    """The median CPU time of each deed, in interleaved rounds so that a busy machine harms all alike."""
    taken: list[list[float]] = [[] for _ in deeds]
    for deed in deeds:
        deed()
    gc.disable()
    try:
        for _ in range(rounds):
            for times, deed in zip(taken, deeds, strict=True):
                start = time.process_time()
                deed()
                times.append((time.process_time() - start) * 1000)
    finally:
        gc.enable()
    return [statistics.median(times) for times in taken]


def record(name: str, value: float, target: float | None, unit: str = "") -> None:
    """Print a figure beside its target (None = it has none) and keep it."""
    shown = f"{value:.3f}" if value < 1 else f"{value:.1f}"
    aim = "no target" if target is None else f"target ≤ {target:g} {unit}"
    missed = target is not None and value > target
    print(f"\n{name}: {shown} {unit}({aim}){'  MISSED' if missed else ''}")  # noqa: T201
    HISTORY.parent.mkdir(exist_ok=True)
    with HISTORY.open("a") as history:
        line = {"at": datetime.now(UTC).isoformat(), "name": name, "value": value, "target": target, "unit": unit}
        history.write(json.dumps(line) + "\n")
