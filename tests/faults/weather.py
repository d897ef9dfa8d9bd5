"""Faults by chance: every request is struck with a seeded probability, unless a run orders what strikes next."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.sandbox.faults import Fault, Faults, Strike

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUGH = (
    Fault.LATE,
    Fault.DROP_AFTER,
    Fault.DROP_BEFORE,
    Fault.SERVER_ERROR,
    Fault.SERVER_ERROR_AFTER,
    Fault.RATE_SECONDS,
    Fault.RATE_DATE,
    Fault.MALFORMED,
)
LOST = (Fault.DROP_AFTER, Fault.LATE, Fault.SERVER_ERROR_AFTER, Fault.MALFORMED)
"""The effect comes (at once or late), and its answer never does."""


class Weather(Faults):
    """A platform that fails by chance, the same way for the same seed."""

    def __init__(self, seed: int = 0, rate: float = 0.0, kinds: Sequence[Fault] = ROUGH) -> None:
        super().__init__()
        self._chance = random.Random(f"weather {seed}")
        self._guard = threading.Lock()
        self.rate = rate
        self.kinds = tuple(kinds)
        self.ordered: list[Fault | None] = []
        """What strikes the next publishing requests before chance decides again; None = nothing."""
        self.struck: Counter[str] = Counter()

    @override
    def strike(self, kind: str) -> Strike:
        """What goes wrong with the next request."""
        with self._guard:
            fault = self._drawn(kind)
            if fault is None:
                return Strike()
            self.struck[fault.value] += 1
            return Strike(fault, (), self._chance.choice((1, 3, 20)))

    def clear_up(self) -> None:
        """Nothing goes wrong any more."""
        with self._guard:
            self.rate, self.ordered = 0.0, []

    def _drawn(self, kind: str) -> Fault | None:
        if kind == "publish" and self.ordered:
            return self.ordered.pop(0)
        if self._chance.random() >= self.rate:
            return None
        fault = self._chance.choice(self.kinds)
        # A read that takes effect late is no fault; an upload may arrive late, but nobody sees it.
        return Fault.DROP_BEFORE if fault is Fault.LATE and kind != "publish" else fault
