"""How often the faults run: as often as CI has time for, or ten times that with --nightly."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests put a disk of their own below SQLite and fork: `./dev test` gives them processes of their own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("faults")


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """1, or 10 with `--nightly`."""
    return 10 if request.config.getoption("--nightly") else 1
