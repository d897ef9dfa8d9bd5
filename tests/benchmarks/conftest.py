"""The table of all figures at the end of a run of benchmarks."""

import os

import pytest

from tests.benchmarks.measured import FIGURES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not FIGURES:
        return
    terminalreporter.section("figures of this run")
    load = "load unknown" if not hasattr(os, "getloadavg") else "load {:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg())
    terminalreporter.write_line(f"{load} on {os.cpu_count()} cores (1, 5 and 15 minutes)")
    width = max(len(figure.name) for figure in FIGURES)
    for figure in FIGURES:
        aim = "" if figure.target is None else f"≤ {figure.target:g}"
        line = f"{figure.name:<{width}}  {figure.shown:>9} {figure.unit.strip():<3} {aim:>8}  {figure.verdict}"
        terminalreporter.write_line(line.rstrip())
