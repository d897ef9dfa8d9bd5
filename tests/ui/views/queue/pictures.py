"""Pictures of the queue in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.queue.pictures FOLDER [SCENE...]
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel

from editor_app.domain.delivery import Event
from editor_app.domain.text import T
from editor_app.services import silence
from editor_app.ui.app import session_of
from editor_app.ui.i18n import said
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.view import QueueView
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage, busy_queue, new_stage


def make(folder: Path) -> Play:
    """An office with deliveries in ten states."""
    stage = new_stage(folder)
    ids = busy_queue(stage)
    return Play(stage.publisher, {name: partial(_shown, stage, ids, show) for name, show in SCENES.items()})


def _shown(
    stage: Stage, ids: dict[str, str], show: Callable[[Stage, dict[str, str], QueueView], None], window: MainWindow
) -> None:
    window.go("queue")
    wait(500)
    view = window.view("queue")
    assert isinstance(view, QueueView)
    show(stage, ids, view)


def _queue(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["ask"])  # type: ignore[arg-type]
    view.table.setFocus()


def _by_day(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.head.group_by(Grouping.DAY)
    view.head.seek_button.click()
    wait(400)
    _queue(stage, ids, view)


def _by_account(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.head.group_by(Grouping.ACCOUNT)
    wait(400)
    view.choose(ids["verified"])  # type: ignore[arg-type]


def _ask(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _queue(stage, ids, view)
    wait(400)
    view.acting.ask(Event.ANSWER_THERE)


def _several(_stage: Stage, _ids: dict[str, str], view: QueueView) -> None:
    view.table.selectionModel().clear()
    for line in range(1, min(9, view.model.rowCount())):
        view.table.selectionModel().select(view.model.index(line), QItemSelectionModel.SelectionFlag.Select)


def _bulk(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _several(stage, ids, view)
    wait(300)
    view.acting.ask_many(Event.CANCEL)


def _another_time(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["queued"])  # type: ignore[arg-type]
    wait(500)
    view.acting.ask(Event.RESCHEDULE)


def _alarm(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.choose(ids["different"])  # type: ignore[arg-type]


def _past(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    if "urgent" not in ids:
        ids["urgent"] = stage.urgent("暴雨红色预警：今天停工停课", stage.accounts[0])[0].id
    view.shell.go("queue", delivery=ids["urgent"])
    wait(600)


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
    wait(600)
    _queue(stage, ids, view)


def _holding(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    """The freeze stands, and the queue is still being held."""
    _frozen(stage, ids, view)
    window = view.window()
    assert isinstance(window, MainWindow)
    band = session_of(window).freeze.band
    assert band is not None
    band.show_progress(0.43, said(T("Held: {held} of {number}", held=43_000, number=100_000)))


def _triage(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _frozen(stage, ids, view)
    view.acting.thawing.ask()
    wait(500)


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
    "queue-holding": _holding,
    "queue-triage": _triage,
}

if __name__ == "__main__":
    run(make)
