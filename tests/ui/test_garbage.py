import gc
import subprocess
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui import garbage

MUCH = 20_000
"""Many times what lets Python collect by itself."""
PROGRAM = """
import gc
from editor_app.ui import preferences, startup
app = startup.make_application((), preferences.Preferences())
print(gc.isenabled())
"""


class Mark:
    """Writes down where it ends."""

    def __init__(self, ended: list[int]) -> None:
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def widget_in_a_cycle(ended: list[int]) -> None:
    """Leaves a widget behind that nothing but itself holds on to."""
    made: Any = QWidget()
    made.itself, made.mark = made, Mark(ended)


def ask_for_memory() -> None:
    kept = [[number] for number in range(MUCH)]
    assert len(kept) == MUCH


def test_a_widget_in_a_cycle_ends_in_the_windows_thread_however_busy_another_one_is(
    qapp: QApplication, qtbot: QtBot
) -> None:
    owner, ended = QObject(qapp), []
    garbage.keep_here(owner)
    for _ in range(5):
        widget_in_a_cycle(ended)
        busy = threading.Thread(target=ask_for_memory)
        busy.start()
        busy.join()
    assert ended == []
    kept = [[number] for number in range(MUCH)]
    qtbot.waitUntil(lambda: len(ended) == 5, timeout=10_000)
    assert len(kept) == MUCH
    assert set(ended) == {threading.get_ident()}


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    assert garbage.collect_due() == -1
    kept = [[number] for number in range(MUCH)]
    assert garbage.collect_due() >= 0
    assert len(kept) == MUCH


def test_the_program_collects_nowhere_else() -> None:
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False"]
