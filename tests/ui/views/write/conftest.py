"""A real office with a document on the desk, in a window of the real shell."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.documents import Draft, Opened
from editor_app.ui import background, journals
from editor_app.ui.main_window import MainWindow
from editor_app.ui.view import Place
from editor_app.ui.views.write import PLACE
from editor_app.ui.views.write.editor import Editor
from editor_app.ui.views.write.view import WriteView
from editor_app.ui.views.write.working import Working
from tests.services.office import Office, full_office

BODY = "导语第一段，说明来由。\n\n## 要点\n\n第二段写“要点”。\n\n- 甲\n- 乙\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Six people at their desks."""
    made = full_office(tmp_path / "office")
    yield made
    background.shut_down()
    journals.close(made.desk)
    made.desk.close()


@pytest.fixture
def opened(office: Office) -> Opened:
    """A document by the editor."""
    content = Content(title="便民服务开通", body=BODY, source="区政府办", summary="一句话摘要")
    return documents.create(office.editor, "", draft=Draft(content))


@pytest.fixture
def working(opened: Opened) -> Working:
    """The same, taken up."""
    return Working.of(opened)


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    """The shell, the editor signed in."""
    review = Place("review", "Review", "stamp", 30, PLACE.create)
    made = MainWindow("编辑", seat=office.editor, places=[PLACE, review])
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    background.shut_down()  # nothing of one test answers in the next


@pytest.fixture
def library(window: MainWindow, qtbot: QtBot) -> WriteView:
    """The view before a document is chosen."""
    window.go("write")
    view = window.view("write")
    assert isinstance(view, WriteView)
    del qtbot
    return view


@pytest.fixture
def view(window: MainWindow, opened: Opened, qtbot: QtBot) -> WriteView:
    """The view with the document on the desk."""
    window.go("write", document=opened.document.id)
    view = window.view("write")
    assert isinstance(view, WriteView)
    qtbot.waitUntil(lambda: view.working is not None)
    return view


@pytest.fixture
def editor(qtbot: QtBot) -> Editor:
    """A sheet alone."""
    made = Editor()
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    return made


@pytest.fixture
def sheet(editor: Editor) -> Callable[[str], Editor]:
    """The sheet with a text, the caret at its end."""

    def show(text: str) -> Editor:
        editor.show_document(editor.new_document(text))
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        return editor

    return show


def typed(widget: QWidget, text: str) -> None:
    """Type as a keyboard or an input method does: Chinese is committed, Enter is a key."""
    for character in text:
        if character == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
        elif character.isascii():
            QTest.keyClicks(widget, character)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(character)
            QApplication.sendEvent(widget, event)
