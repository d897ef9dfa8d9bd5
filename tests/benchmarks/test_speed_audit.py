"""Looking a whole record over (`audit --verify`): every line, and two rows for each, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measured import record

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FEW, MANY = 10_000, 100_000


def test_a_record_of_years_is_verified_with_progress_and_in_bounded_memory(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    """Ten thousand lines, with `--nightly` a hundred thousand."""
    number = MANY if pytestconfig.getoption("--nightly") else FEW
    line = [sys.executable, "-m", "tests.benchmarks.record_crowd", str(tmp_path / "office"), str(number)]
    said = subprocess.run(line, check=True, capture_output=True, text=True, timeout=900)
    found = json.loads(said.stdout)
    assert found["valid"]
    assert found["lines"] > number
    record(f"audit --verify of {number} lines and {2 * number} rows, CPU", found["cpu"], None, "s ")
    record("lines verified with their rows in a second of CPU", found["lines"] / found["cpu"], None, "lines ")
    record("memory of the process while it verifies, at most", found["after"], 300.0, "MB ")
    assert found["told"] > 20
    assert found["after"] <= 300.0
