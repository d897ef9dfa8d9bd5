"""From a key to the editor's frame and to the preview, in the real view on the document of the benchmarks.

The floor is a bare QPlainTextEdit on the same text in the same run; the peer is setting the whole preview anew.
"""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.rendering.markdown import page
from editor_app.services import documents
from editor_app.services.documents import Draft
from editor_app.ui import background, journals, theme
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE, pages
from editor_app.ui.views.write.view import WriteView
from tests.benchmarks.document import LENGTH, long_document
from tests.benchmarks.measured import record
from tests.services.office import full_office

KEYS = 60


class Paints(QObject):
    """When a widget was last painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)  # once the paint is done
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(paints: Paints, since: float) -> float:
    """Milliseconds from `since` to the next paint, at most 500."""
    until = time.perf_counter() + 0.5
    while paints.at <= since and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    return (paints.at - since) * 1000


def press(widget: QWidget, text: str) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text))


@pytest.fixture
def view(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WriteView]:
    theme.apply(qapp, theme.Theme("light", still=True))
    office = full_office(tmp_path / "office")
    source = long_document()
    assert len(source) == LENGTH
    opened = documents.create(office.editor, "", draft=Draft(Content(title="长稿", body=source)))
    window = MainWindow("编辑", seat=office.editor, places=[PLACE])
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.go("write", document=opened.document.id)
    found = window.view("write")
    assert isinstance(found, WriteView)
    qtbot.waitUntil(lambda: found.working is not None)
    wait(6000)  # checks, pictures and the full render are over
    yield found
    background.shut_down()
    journals.close(office.desk)
    office.desk.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_key_is_on_screen_and_in_the_preview_within_a_frame_or_two(view: WriteView) -> None:
    text = view.editor.text()
    at = text.index("。", 52_000)
    view.editor.go_to(at)
    wait(600)
    taken = _typed(view, _bare(text, at))
    frame, preview, cost, bare_frame, bare_cost = (statistics.median(times) for times in zip(*taken, strict=True))
    whole = _whole_preview(view)
    record("key to editor frame", frame, 8.0, "ms ")
    record("key to editor frame / bare QPlainTextEdit", frame / bare_frame, 4.0)
    record("key to preview", preview, 25.0, "ms ")
    record("key to preview / whole preview set anew", preview / whole, 0.25)
    record("CPU of a character", cost, 25.0, "ms ")
    record("CPU of a character / bare QPlainTextEdit", cost / bare_cost, 10.0)
    assert frame / bare_frame <= 6
    assert preview / whole <= 0.25


def _typed(view: WriteView, bare: QPlainTextEdit) -> list[tuple[float, ...]]:
    """(key to frame, key to preview, CPU; frame and CPU of the floor) in ms, key by key in turns, 12 keys a second."""
    editor, preview, plain = (Paints(w.viewport()) for w in (view.editor, view.panel.live, bare))
    taken = []
    for number in range(KEYS):
        cpu, start = time.process_time(), time.perf_counter()
        press(view.editor, "政务公开"[number % 4])
        frame, shown = wait_for(editor, start), wait_for(preview, start)
        cost = (time.process_time() - cpu) * 1000
        wait(40)
        cpu, again = time.process_time(), time.perf_counter()
        press(bare, "政务公开"[number % 4])
        taken.append((frame, shown, cost, wait_for(plain, again), (time.process_time() - cpu) * 1000))
        wait(max(0, 83 - int((time.perf_counter() - start) * 1000)))
    bare.close()
    return taken


def _bare(text: str, at: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    font = QFont("Noto Serif CJK SC")
    font.setPixelSize(17)
    made.setFont(font)
    made.resize(737, 700)
    made.setPlainText(text)
    made.show()
    cursor = made.textCursor()
    cursor.setPosition(at)
    made.setTextCursor(cursor)
    wait(300)
    return made


def _whole_preview(view: WriteView) -> float:
    """Milliseconds to render all of it and set it into a document of the preview's width."""
    assert view.working is not None
    body, times = view.working.content.body, []
    for _ in range(3):
        start = time.perf_counter()
        document = QTextDocument()
        document.setTextWidth(343)
        document.setHtml(page(body, pages.illustrated).html)
        document.documentLayout().documentSize()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
