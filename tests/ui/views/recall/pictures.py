"""Pictures of the recalls in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.recall.pictures FOLDER [SCENE...]
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.recall.view import RecallView
from tests.ui.pictures import Play, run, wait
from tests.ui.views.recall.cases import busy
from tests.ui.views.staged import new_stage


def make(folder: Path) -> Play:
    """An office with two cases."""
    stage = new_stage(folder)
    ids = busy(stage)
    scenes = {name: partial(_shown, ids, show) for name, show in SCENES.items()}
    return Play(stage.publisher, {**scenes, "today": _today})


def _shown(ids: dict[str, str], show: Callable[[dict[str, str], RecallView], None], window: MainWindow) -> None:
    window.go("recall")
    wait(600)
    view = window.view("recall")
    assert isinstance(view, RecallView)
    show(ids, view)


def _today(window: MainWindow) -> None:
    window.go("today")


def _away(ids: dict[str, str], view: RecallView) -> None:
    view.choose(ids["away"])


def _fresh(ids: dict[str, str], view: RecallView) -> None:
    view.choose(ids["fresh"])


def _measure(ids: dict[str, str], view: RecallView) -> None:
    _fresh(ids, view)
    view.ask_measure(1)


def _proof(ids: dict[str, str], view: RecallView) -> None:
    _away(ids, view)
    view.ask_proof(3)


def _open(_ids: dict[str, str], view: RecallView) -> None:
    view.open_case()


SCENES: dict[str, Callable[[dict[str, str], RecallView], None]] = {
    "away": _away,
    "fresh": _fresh,
    "measure": _measure,
    "proof": _proof,
    "open": _open,
}

if __name__ == "__main__":
    run(make)
