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


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of this run."""

    name: str
    value: float
    target: float | None
    unit: str

    @property
    def shown(self) -> str:
        """As people read it."""
        return f"{self.value:.3f}" if self.value < 1 else f"{self.value:.1f}"

    @property
    def verdict(self) -> str:
        """Whether the target was reached, in a word; empty without a target."""
        if self.target is None:
            return ""
        return "MISSED" if self.value > self.target else "reached"


FIGURES: list[Figure] = []
"""Of this run, in order; `conftest` prints them as a table at the end."""


def record(name: str, value: float, target: float | None, unit: str = "") -> None:
    """Print a figure beside its target (None = it has none) and keep it."""
    figure = Figure(name, value, target, unit)
    FIGURES.append(figure)
    aim = "no target" if target is None else f"target ≤ {target:g} {unit}"
    print(f"\n{name}: {figure.shown} {unit}({aim})  {figure.verdict}")  # noqa: T201
    HISTORY.parent.mkdir(exist_ok=True)
    with HISTORY.open("a") as history:
        line = {"at": datetime.now(UTC).isoformat(), "name": name, "value": value, "target": target, "unit": unit}
        history.write(json.dumps(line) + "\n")
