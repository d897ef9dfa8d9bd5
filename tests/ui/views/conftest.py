"""The practice office that the tests of the queue's and the calendar's windows act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.ui import background
from tests.ui.views.staged import Stage, new_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An office of its own, closed behind the test."""
    made = new_stage(tmp_path / "office")
    yield made
    background.shut_down()
    made.close()
