"""What the window costs until it is painted for the first time, beside a bare Qt window in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measured import record

ROUNDS = 7
MISSED_BY = 3.2
LIGHT = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "editor_app", "typing_extensions"}
"""What may be loaded before the first paint besides the standard library."""
AT_FIRST_PAINT = """
import resource, sys, time
begun = time.perf_counter()
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            QApplication.instance().removeEventFilter(self)
            spent = resource.getrusage(resource.RUSAGE_SELF)
            print((spent.ru_utime + spent.ru_stime) * 1000, (time.perf_counter() - begun) * 1000)
            print(*sorted({name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)))
            sys.stdout.flush()
            import os
            os._exit(0)
        return False

"""
OURS = """
from editor_app.ui import app, preferences, startup
qt = startup.make_application((), preferences.Preferences())
eye = Eye()
qt.installEventFilter(eye)
program = app.Program(preferences.active(), app.Wishes())
program.begin()
qt.exec()
"""
BARE = """
qt = QApplication([])
eye = Eye()
qt.installEventFilter(eye)
window = QMainWindow()
window.resize(1440, 900)
window.show()
qt.exec()
"""


@pytest.mark.parametrize("screen", ["offscreen", "xcb"])
def test_the_first_paint_costs_little_more_than_qt_itself(tmp_path: Path, screen: str) -> None:
    """With compiled modules on both sides, as an installed program has them; the first start of each makes them."""
    if screen == "xcb" and not os.environ.get("DISPLAY"):
        print("\nfirst paint on xcb: no display: not measured (./dev bench starts one)")  # noqa: T201
        return
    ours, bare = [], []
    for _ in range(1 + ROUNDS):
        ours.append(_first_paint(OURS, screen, tmp_path))
        bare.append(_first_paint(BARE, screen, tmp_path))
    del ours[0], bare[0]
    mine, floor = (statistics.median(cpu for cpu, _, _ in times) for times in (ours, bare))
    wall, bare_wall = (statistics.median(wall for _, wall, _ in times) for times in (ours, bare))
    record(f"CPU to the first paint ({screen})", mine, None, "ms ")
    record(f"CPU to the first paint / bare QMainWindow ({screen})", mine / floor, 2.0)
    record(f"first paint by the clock ({screen})", wall, None, "ms ")
    record(f"first paint by the clock / bare QMainWindow ({screen})", wall / bare_wall, 2.0)
    loaded = ours[-1][2]
    print("loaded before the first paint:", *sorted(loaded))  # noqa: T201
    assert {name for name in loaded - LIGHT if not name.startswith(("__", "_distutils", "_virtualenv"))} == set()
    print("window of ghostwriter, ReText and other peers: absent: not measured")  # noqa: T201
    assert mine / floor <= MISSED_BY, "2 is wished for; see docs/speed.md"


def _first_paint(what: str, screen: str, compiled: Path) -> tuple[float, float, set[str]]:
    """CPU and clock in ms until the first paint, and the packages that were loaded by then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": screen, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", AT_FIRST_PAINT + what]
    root = Path(__file__).parents[2]
    said = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True).stdout
    times, loaded = said.strip().splitlines()[:2]
    cpu, wall = times.split()
    return float(cpu), float(wall), set(loaded.split())
