"""Two real windows on one workspace, and a second process: what both type is there, whatever happens between."""

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.approval import Decision
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionState
from editor_app.domain.secrets import Secret
from editor_app.services import approvals, documents, members, publishing, workspaces
from editor_app.services.approvals import Word
from editor_app.services.documents import Opened
from editor_app.services.freezing import Submission
from editor_app.services.publishing import Slot
from editor_app.services.workspaces import Means
from editor_app.storage.queries import deliveries
from editor_app.ui.main_window import MainWindow
from editor_app.ui.notices import ChangeNotices
from editor_app.ui.views.write import PLACE
from editor_app.ui.views.write.merge_dialog import MergeDialog
from editor_app.ui.views.write.view import WriteView
from tests.services.office import CHEAP, PASSPHRASE, Office
from tests.ui.views.write.conftest import typed

ROOT = Path(__file__).parents[4]


@dataclass
class Pair:
    """Both windows, each hearing of the other's commits."""

    mine: WriteView
    other: WriteView
    asked: list[object]


@pytest.fixture
def pair(office: Office, opened: Opened, window: MainWindow, qtbot: QtBot) -> Iterator[Pair]:
    desk = workspaces.open_desk(office.desk.store.folder, Means(office.clock, CHEAP))
    second = MainWindow("编辑二", seat=members.sign_in(desk, "editor2", Secret(PASSPHRASE)), places=[PLACE])
    qtbot.addWidget(second)
    second.resize(1280, 720)
    second.show()
    notices = [ChangeNotices(office.desk, window), ChangeNotices(desk, second)]
    views: list[WriteView] = []
    asked: list[object] = []
    for each, notice in zip((window, second), notices, strict=True):
        notice.changed.connect(each.refresh)
        each.go("write", document=opened.document.id)
        view = each.view("write")
        assert isinstance(view, WriteView)
        qtbot.waitUntil(lambda view=view: view.working is not None)  # type: ignore[misc]
        view.saving.asked.connect(lambda view=view: asked.append(view.saving.question))  # type: ignore[misc]
        views.append(view)
    yield Pair(views[0], views[1], asked)
    for notice in notices:
        notice.stop()
    from editor_app.ui import background

    background.shut_down()
    desk.close()


def write(view: WriteView, after: str, word: str) -> None:
    """Type a word behind the words `after`."""
    text = view.editor.text()
    view.editor.go_to(text.index(after) + len(after))
    typed(view.editor, word)


def save(view: WriteView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.saving.saved, timeout=10_000):
        view.save()


def head(office: Office, opened: Opened) -> Opened:
    return documents.opened(office.desk, opened.document.id)


def test_what_both_type_in_turns_is_there_and_nobody_is_asked(
    pair: Pair, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    chance = random.Random(26)
    places = {id(pair.mine): "第一段，说明来由", id(pair.other): "第二段写"}
    words: list[str] = []
    for number in range(14):
        view = chance.choice((pair.mine, pair.other))
        words.append(f"x{number}x")
        write(view, places[id(view)], words[-1])
        if chance.random() < 0.6:
            save(view, qtbot)
    for view in (pair.mine, pair.other, pair.mine):
        if view.working is not None and view.working.is_changed:
            save(view, qtbot)
    body = head(office, opened).revision.content.body
    assert [word for word in words if word not in body] == []
    assert pair.asked == []
    newest = head(office, opened).revision
    for view in (pair.mine, pair.other):
        qtbot.waitUntil(
            lambda view=view: view.working is not None and view.working.based_on == newest,  # type: ignore[misc]
            timeout=10_000,
        )
        assert all(word in view.editor.text() for word in words)


def test_the_same_words_by_both_are_asked_once_and_both_stay(
    pair: Pair, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    write(pair.mine, "第一段，说明来由", "甲")
    write(pair.other, "第一段，说明来由", "乙")
    save(pair.other, qtbot)
    with qtbot.waitSignal(pair.mine.saving.asked):
        pair.mine.save()
    question = pair.mine.saving.question
    assert isinstance(question, MergeDialog)
    question.cards[0].choose(next(keep for keep in question.cards[0].toggles if keep == "both"))
    with qtbot.waitSignal(pair.mine.saving.saved):
        question.answer("merge")
    body = head(office, opened).revision.content.body
    assert "说明来由甲" in body
    assert "说明来由乙" in body


def test_a_save_beside_a_review_and_a_change_of_schedule_loses_nothing_and_lets_nothing_unsigned_out(
    pair: Pair, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    account = office.connect("滨江", channel="binjiang")
    edition = approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    write(pair.mine, "第一段，说明来由", "甲")
    write(pair.other, "第二段写", "乙")
    save(pair.other, qtbot)  # in review: void at once
    found = head(office, opened).edition
    assert found is not None
    assert found.state is EditionState.VOID
    again = approvals.submit(office.editor2, opened.document.id, Submission((account.id,)))
    office.approve(again)
    (delivery,) = publishing.queue(office.publisher, again.id, Slot(office.clock.now() + timedelta(hours=2)))
    publishing.reschedule(office.publisher, delivery.id, Slot(office.clock.now() + timedelta(hours=5)))
    with qtbot.waitSignal(pair.mine.saving.asked):
        pair.mine.save()
    assert head(office, opened).revision.number == 2  # signed and scheduled: nothing before somebody says so
    with qtbot.waitSignal(pair.mine.saving.saved):
        pair.mine.saving.question.answer("yes")
    body = head(office, opened).revision.content.body
    assert "说明来由甲" in body
    assert "第二段写乙" in body
    with office.desk.database.read() as snapshot:
        states = [each.state for each in deliveries.of_edition(snapshot, again.id)]
    assert states == [DeliveryState.VOID]


ELSEWHERE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from editor_app.domain.secrets import Secret
from editor_app.services import members, workspaces
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE
from tests.services.office import PASSPHRASE
from tests.ui.views.write.test_two_windows import write
app = QApplication([])
desk = workspaces.open_desk(Path(sys.argv[1]))
window = MainWindow("x", seat=members.sign_in(desk, "editor2", Secret(PASSPHRASE)), places=[PLACE])
window.show()
window.go("write", document=sys.argv[2])
view = window.view("write")
count = 0
def save():
    global count
    count += 1
    print("saved", count, flush=True)
    if count == 6:
        app.quit()
    else:
        write(view, "第二段写", f"y{count}y")
        view.save()
def asked():
    print("asked", flush=True)
    app.exit(3)
def begin():
    if view.working is None:
        return
    timer.stop()
    view.saving.saved.connect(save)
    view.saving.asked.connect(asked)
    write(view, "第二段写", "y0y")
    view.save()
from PySide6.QtCore import QTimer
timer = QTimer()
timer.timeout.connect(begin)
timer.start(20)
code = app.exec()
sys.stdout.flush()
import os
os._exit(code)
"""


def test_a_second_process_and_this_window_save_beside_each_other(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    view.saving.asked.connect(lambda: asked.append(True))
    process = subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE, str(office.desk.store.folder), opened.document.id],
        stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for number, line in enumerate(process.stdout):
        assert line.startswith("saved"), line
        write(view, "第一段，说明来由", f"x{number}x")
        save(view, qtbot)
    assert process.wait() == 0
    process.stdout.close()
    body = head(office, opened).revision.content.body
    words = [f"x{n}x" for n in range(6)] + [f"y{n}y" for n in range(6)]
    assert [word for word in words if word not in body] == []
    assert asked == []
