"""Pictures of the recalls in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.recall.pictures FOLDER [SCENE...]
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from editor_app.services import accounts
from editor_app.ui import preferences, startup, theme
from editor_app.ui.app import session_of, window_for
from editor_app.ui.views.recall.view import RecallView
from tests.ui.views.queue.pictures import LOOKS
from tests.ui.views.recall.cases import busy
from tests.ui.views.staged import new_stage


def main() -> int:
    """Every scene in both languages, light and dark, large and small."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    stage = new_stage(Path(tempfile.mkdtemp()) / "office")
    ids = busy(stage)
    with ExitStack() as held:
        for account in accounts.all_accounts(stage.desk):  # the window's own sender finds every account taken
            lock = stage.desk.store.locks.account_lock(account.id)
            assert lock is not None
            held.enter_context(lock)
        window = window_for(stage.publisher)
        window.show()
        for scene in sys.argv[2:] or list(SCENES):
            for language, look, (width, height) in LOOKS:
                startup.speak(language)
                theme.active().choose(look)
                session_of(window).rebuild()
                window.resize(width, height)
                window.go("recall" if scene != "today" else "today")
                _wait(600)
                view = window.view("recall")
                if isinstance(view, RecallView):
                    SCENES[scene](ids, view)
                _wait(700)
                window.grab().save(str(folder / f"{scene}-{language}-{look}-{width}x{height}.png"))
        sys.stdout.flush()
        os._exit(0)


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


def _nothing(_ids: dict[str, str], _view: RecallView) -> None:
    """Today itself."""


SCENES: dict[str, Callable[[dict[str, str], RecallView], None]] = {
    "away": _away,
    "fresh": _fresh,
    "measure": _measure,
    "proof": _proof,
    "open": _open,
    "today": _nothing,
}


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
