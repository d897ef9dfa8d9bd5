"""Pictures of the queue in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.queue.pictures FOLDER [SCENE...]
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.domain.delivery import Event
from editor_app.services import accounts, silence
from editor_app.ui import preferences, startup, theme
from editor_app.ui.app import session_of, window_for
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.view import QueueView
from tests.ui.views.staged import Stage, busy_queue, new_stage

LOOKS = [
    (language, look, size)
    for language in ("zh_CN", "en")
    for look in ("light", "dark")
    for size in ((1440, 900), (1280, 720))
]


def main() -> int:
    """Every scene in both languages, light and dark, large and small."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    stage = new_stage(Path(tempfile.mkdtemp()) / "office")
    ids = busy_queue(stage)
    with ExitStack() as held:
        for account in accounts.all_accounts(stage.desk):  # the window's own sender finds every account taken
            lock = stage.desk.store.locks.account_lock(account.id)
            assert lock is not None
            held.enter_context(lock)
        window = window_for(stage.publisher)
        window.show()
        for scene in sys.argv[2:] or list(SCENES):
            for name, show in _poses(window, scene):
                SCENES[scene](stage, ids, show)
                _wait(700)
                window.grab().save(str(folder / name))
        sys.stdout.flush()
        os._exit(0)


def _poses(window: MainWindow, scene: str) -> Iterator[tuple[str, QueueView]]:
    for language, look, (width, height) in LOOKS:
        startup.speak(language)
        theme.active().choose(look)
        session_of(window).rebuild()
        window.resize(width, height)
        window.go("queue")
        _wait(500)
        view = window.view("queue")
        assert isinstance(view, QueueView)
        yield f"{scene}-{language}-{look}-{width}x{height}.png", view


def _queue(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["ask"])  # type: ignore[arg-type]
    view.table.setFocus()


def _by_day(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.head.group_by(Grouping.DAY)
    view.head.seek_button.click()
    _wait(400)
    _queue(stage, ids, view)


def _by_account(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.head.group_by(Grouping.ACCOUNT)
    _wait(400)
    view.choose(ids["verified"])  # type: ignore[arg-type]


def _ask(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _queue(stage, ids, view)
    _wait(400)
    view.acting.ask(Event.ANSWER_THERE)


def _several(_stage: Stage, _ids: dict[str, str], view: QueueView) -> None:
    view.table.selectionModel().clear()
    for line in range(1, min(9, view.model.rowCount())):
        view.table.selectionModel().select(view.model.index(line), QItemSelectionModel.SelectionFlag.Select)


def _bulk(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _several(stage, ids, view)
    _wait(300)
    view.acting.ask_many(Event.CANCEL)


def _another_time(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["queued"])  # type: ignore[arg-type]
    _wait(500)
    view.acting.ask(Event.RESCHEDULE)


def _alarm(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["different"])  # type: ignore[arg-type]


def _past(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    if "urgent" not in ids:
        ids["urgent"] = stage.urgent("暴雨红色预警：今天停工停课", stage.accounts[0])[0].id
    view.shell.go("queue", delivery=ids["urgent"])
    _wait(600)


def _past_asked(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _past(stage, ids, view)
    view.acting.past.ask()


def _freeze(_stage: Stage, _ids: dict[str, str], view: QueueView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    session_of(window).freeze.ask_freeze()


def _frozen(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    if silence.standing(stage.desk) is None:
        silence.freeze(stage.publisher, "数字有误，等宣传部核对")
    _wait(600)
    _queue(stage, ids, view)


def _triage(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _frozen(stage, ids, view)
    view.acting.thawing.ask()
    _wait(500)


def _today(_stage: Stage, _ids: dict[str, str], view: QueueView) -> None:
    view.shell.go("today")


SCENES: dict[str, Callable[[Stage, dict[str, str], QueueView], None]] = {
    "queue": _queue,
    "queue-by-day": _by_day,
    "queue-by-account": _by_account,
    "queue-alarm": _alarm,
    "queue-several": _several,
    "queue-bulk": _bulk,
    "queue-time": _another_time,
    "queue-ask": _ask,
    "queue-past": _past,
    "queue-past-asked": _past_asked,
    "queue-freeze": _freeze,
    "today-busy": _today,
    "queue-frozen": _frozen,
    "queue-triage": _triage,
}


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    assert QApplication.instance() is not None


if __name__ == "__main__":
    sys.exit(main())
