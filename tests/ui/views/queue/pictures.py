"""Pictures of the queue in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.queue.pictures FOLDER [SCENE...]
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel

from editor_app.domain.delivery import Event
from editor_app.domain.document import Content
from editor_app.domain.text import T
from editor_app.services import documents, embargoes, publishing, silence
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.ui.app import session_of
from editor_app.ui.i18n import said
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.view import QueueView
from tests.services.test_adopting import sent_elsewhere
from tests.ui.pictures import Play, run, wait
from tests.ui.views.queue.test_adopting import Copy
from tests.ui.views.staged import Stage, busy_queue, new_stage


def make(folder: Path) -> Play:
    """An office with deliveries in ten states."""
    stage = new_stage(folder)
    is_copy = bool({"queue-elsewhere", "queue-adopt"} & set(sys.argv))
    ids = {"elsewhere": _sent_elsewhere(stage)} if is_copy else {}  # before anything stands in its way
    ids |= busy_queue(stage)
    if "queue-embargo" in sys.argv:
        ids["embargo"] = _under_embargo(stage)
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


def _sent_elsewhere(stage: Stage) -> str:
    """Sent by another copy of the office, looked for here, and held."""
    [delivery] = stage.queued("区政务公开办关于便民事项一次办好的通告", stage.accounts[1])
    sent_elsewhere(Copy(stage), delivery)  # type: ignore[arg-type]
    publishing.hold(stage.publisher, delivery.id, "恢复后核对")
    stage.desk.store.begin_lineage()
    publishing.release(stage.publisher, delivery.id, "核对平台")
    stage.serve(delivery.id)
    return delivery.id


def _under_embargo(stage: Stage) -> str:
    """Held, and seen by those on its list only."""
    content = Content(title="第四季度统计公报", summary="未公布。", body="第一段，共 12 件事。", source="统计局")
    made = documents.create(stage.editor, "", draft=Draft(content))
    names = [stage.publisher.member.name, *(seat.member.name for seat in stage.reviewers)]
    terms = Terms(stage.clock.now() + timedelta(hours=20), embargoes.listed(stage.desk, names))
    embargoes.tighten(stage.editor, made.document.id, terms, "发布会前不公开")
    edition = stage.sign(stage.handed_in(made.document.id, stage.accounts[0]))
    [delivery] = publishing.queue(stage.publisher, edition.id)
    publishing.hold(stage.publisher, delivery.id, "发布会改期")
    return delivery.id


def _elsewhere(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.shell.go("queue", delivery=ids["elsewhere"])
    wait(900)


def _adopt(stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    _elsewhere(stage, ids, view)
    view.acting.adopting.ask()


def _embargo(_stage: Stage, ids: dict[str, str], view: QueueView) -> None:
    view.shell.go("queue", delivery=ids["embargo"])
    wait(900)


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
    "queue-elsewhere": _elsewhere,
    "queue-adopt": _adopt,
    "queue-embargo": _embargo,
    "queue-freeze": _freeze,
    "today-busy": _today,
    "queue-frozen": _frozen,
    "queue-holding": _holding,
    "queue-triage": _triage,
}

if __name__ == "__main__":
    run(make)
