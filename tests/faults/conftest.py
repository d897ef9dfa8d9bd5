"""How often the faults run: as often as CI has time for, or ten times that with --nightly."""

import pytest


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """1, or 10 with `--nightly`."""
    return 10 if request.config.getoption("--nightly") else 1
