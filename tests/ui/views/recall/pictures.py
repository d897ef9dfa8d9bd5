"""Pictures of the recalls in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.recall.pictures FOLDER [SCENE...]
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.recall.asking import OpenDialog
from editor_app.ui.views.recall.view import RecallView
from tests.ui.pictures import Play, run, wait
from tests.ui.views.recall.cases import busy, states
from tests.ui.views.staged import new_stage


def make(folder: Path) -> Play:
    """An office with two cases."""
    stage = new_stage(folder)
    ids = busy(stage)
    if set(sys.argv[2:]) & set(STATES) or not sys.argv[2:]:
        ids |= states(stage)
    scenes = {name: partial(_shown, ids, show) for name, show in SCENES.items()}
    more = {name: partial(_shown, ids, partial(_state, name)) for name in STATES}
    return Play(stage.publisher, {**scenes, **more, "today": _today}, {"write": stage.editor, "review": stage.editor})


def _state(name: str, ids: dict[str, str], view: RecallView) -> None:
    view.choose(ids[name])
    wait(700)  # it is read on a thread


def _shown(ids: dict[str, str], show: Callable[[dict[str, str], RecallView], None], window: MainWindow) -> None:
    window.go("recall")
    wait(600)
    view = window.view("recall")
    assert isinstance(view, RecallView)
    show(ids, view)


def _today(window: MainWindow) -> None:
    window.go("today")


def _away(ids: dict[str, str], view: RecallView) -> None:
    _state("away", ids, view)


def _fresh(ids: dict[str, str], view: RecallView) -> None:
    _state("fresh", ids, view)


def _close(ids: dict[str, str], view: RecallView) -> None:
    _state("hand", ids, view)
    if view.page.case is not None:
        view._close(view.page.case)


def _measure(ids: dict[str, str], view: RecallView) -> None:
    _fresh(ids, view)
    view.ask_measure(1)


def _proof(ids: dict[str, str], view: RecallView) -> None:
    _away(ids, view)
    view.ask_proof(3)


def _open(_ids: dict[str, str], view: RecallView) -> None:
    view.open_case()
    wait(400)
    if isinstance(view.dialog, OpenDialog):
        view.dialog.document.set_text("政务")


STATES = ("review", "ready", "stuck", "hand", "closed")
SCENES: dict[str, Callable[[dict[str, str], RecallView], None]] = {
    "away": _away,
    "fresh": _fresh,
    "write": _fresh,
    "close": _close,
    "measure": _measure,
    "proof": _proof,
    "open": _open,
}

if __name__ == "__main__":
    run(make)
