"""Types through this display's real input method into Write while drafts are saved; started by packaging/typing-proof.

xdotool sends the keys to the window that has the focus; what the sheet shows between and after them is printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.documents import Draft
from editor_app.ui import background, i18n, inputmethod, journals, theme
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office, full_office

AUTOSAVE_PASSES_MS = 1300
WORDS = (
    (("z", "h", "e", "n", "g"), ("c", "e"), "政策"),
    (("f", "u"), ("w", "u"), "服务"),
    (("b", "e", "i"), ("j", "i", "n", "g"), "北京"),
    (("g", "o", "n", "g"), ("k", "a", "i"), "公开"),
)


def main() -> int:
    """Type every word in two halves with a save between them; exit code 0 = all of it stands where it must."""
    inputmethod.choose(os.environ, inputmethod.fcitx_loads)
    app = QApplication([])
    theme.apply(app, theme.Theme("light", still=True))
    i18n.use_language("zh_CN")
    with tempfile.TemporaryDirectory() as folder:
        office = full_office(Path(folder) / "office")
        try:
            return typed_into(app, office)
        finally:
            journals.close(office.desk)
            office.desk.close()


def typed_into(app: QApplication, office: Office) -> int:
    """The same in an office."""
    begun = documents.create(office.editor, "", draft=Draft(Content(title="题", body="")))
    window = MainWindow("编辑", seat=office.editor, places=[PLACE])
    window.resize(1200, 800)
    window.show()
    window.go("write", document=begun.document.id)
    view = window.view("write")
    if not isinstance(view, WriteView):
        raise TypeError(view)
    wait(2500)
    window.activateWindow()
    view.editor.setFocus()
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    key("Return")
    wait(500)
    print(f"input method: {os.environ.get('QT_IM_MODULE')}, {app.platformName()}, focus: {view.editor.hasFocus()}")
    wanted = ""
    for first, second, word in WORDS:
        wanted += word
        type_word(view, first, second)
        print(f"after the space: sheet ends with {view.editor.toPlainText()[-12:]!r}")
    key("a", "b")  # letters while Chinese is on: a preedit that Escape takes back
    wait(AUTOSAVE_PASSES_MS)
    key("Escape")
    wait(AUTOSAVE_PASSES_MS)
    return judged(office, view, wanted)


def type_word(view: WriteView, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Half a word, an autosave, the other half, another one, and the space that commits it."""
    for half in (first, second):
        key(*half)
        wait(AUTOSAVE_PASSES_MS)
        shown = view.editor.textCursor().block().layout().preeditAreaText()
        print(f"keys {''.join(half)}: preedit {shown!r}")
    key("space")
    wait(AUTOSAVE_PASSES_MS)


def judged(office: Office, view: WriteView, wanted: str) -> int:
    """Compare sheet and journal with what was meant."""
    sheet = view.editor.toPlainText()
    background.shut_down()
    journals.close(office.desk)  # the next window finds what this one kept
    kept = "".join(typed.content.title + typed.content.body for typed in journals.of(office.desk).pending())
    print(f"sheet: {sheet!r}\njournal: {kept!r}")
    is_there = sheet.count(wanted) == 1 and sheet.rstrip().endswith(wanted) and wanted in kept
    print("every text stands on the sheet and in the journal, once" if is_there else "NOT what was typed")
    return 0 if is_there else 1


def key(*names: str) -> None:
    """Press keys in the window that has the focus."""
    subprocess.run(["xdotool", "key", "--delay", "60", *names], check=True)  # noqa: S607 - wherever it lies


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
