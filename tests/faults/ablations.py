"""The program without one of its means, put in from here only: each must show doubles in the same schedules."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.sandbox.faults import Fault
from editor_app.services import settling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.instants import BootInstant
    from editor_app.services.sending import Sender
    from tests.faults.world import World


def naive_retry(world: World) -> None:
    """A lost reply counts as refused and is simply tried again."""
    world.platform.naive = True


def no_settle(world: World) -> None:
    """A lost reply is looked up at once, and believed."""
    world.platform.settle = timedelta(0)  # type: ignore[misc]


def late_answers(world: World) -> None:
    """Not an ablation but its weather: what is lost always takes effect, and mostly late."""
    world.weather.kinds = (Fault.LATE, Fault.LATE, Fault.LATE, Fault.DROP_AFTER)


def unruly_clock(world: World) -> None:
    """Nor this: somebody sets the wall clock again and again, mostly forward."""
    world.unruly_clock = True


@contextmanager
def settled_by_the_wall() -> Iterator[None]:
    """Only the wall clock is asked whether it is time to look (`next_try_at`), which can be set."""

    def settled(_sender: Sender, _since: BootInstant, _settle: timedelta) -> bool:
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "_settled", settled)
        yield
