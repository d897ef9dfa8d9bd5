"""Find and replace in the sheet; apart because it is a bar of its own that comes and goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from typing_extensions import override

from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.formatting import utf16
from editor_app.ui.widgets.buttons import Button, IconButton
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Label, Surface, across, boxed, down

if TYPE_CHECKING:
    from editor_app.ui.views.write.editor import Editor


class FindBar(Surface):
    """What to find, what to put instead; Enter goes on, Shift+Enter back, Esc closes."""

    closed = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__("panel", "bottom")
        self._editor = editor
        self.wanted = LineInput(name=tr("Find"), hint=tr("Find"))
        self.instead = LineInput(name=tr("Replace with"), hint=tr("Replace with"))
        self.count = Label("", Role.NOTE, "ink3")
        self.case = IconButton("case-sensitive", tr("Match case"), checkable=True)
        self.pattern = IconButton("regex", tr("Regular expression"), checkable=True)
        back = IconButton("arrow-up", tr("Previous hit"))
        ahead = IconButton("arrow-down", tr("Next hit"))
        close = IconButton("x", tr("Close"))
        one = Button(tr("Replace"), small=True)
        every = Button(tr("Replace all"), small=True)
        first = boxed(across(self.wanted, self.case, self.pattern, back, ahead, self.count, None, close, gap=4))
        second = boxed(across(self.instead, one, every, None, gap=8))
        for line in (self.wanted, self.instead):
            line.setFixedWidth(fonts.scaled(260))
        self.setLayout(down(first, second, gap=6, margins=(16, 8, 12, 9)))
        self.wanted.textChanged.connect(lambda _text: self.search(from_here=True))
        self.case.toggled.connect(lambda _on: self.search(from_here=True))
        self.pattern.toggled.connect(lambda _on: self.search(from_here=True))
        back.clicked.connect(self.go_back)
        ahead.clicked.connect(self.go_on)
        close.clicked.connect(self._close)
        one.clicked.connect(self.replace_one)
        every.clicked.connect(self.replace_all)

    def begin(self) -> None:
        """Show the bar with the chosen words as what to find."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.wanted.setText(chosen)
        self.show()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def go_on(self) -> None:
        """Choose the next hit, from the top again after the last."""
        self._go(ahead=True)

    def go_back(self) -> None:
        """Choose the hit before."""
        self._go(ahead=False)

    def search(self, *, from_here: bool = False) -> list[tuple[int, int]]:
        """All hits as (start, end) in the text; `from_here` chooses the first one after the caret."""
        found = self._hits(self._editor.text())
        if not self.wanted.text():
            self.count.setText("")
        elif self._pattern() is not None:
            self.count.setText(tr_n("{count} hit", "{count} hits", count=len(found)))
        if from_here and found:
            at = self._editor.textCursor().selectionStart()
            self._choose(next((hit for hit in found if self._position(hit[0]) >= at), found[0]))
        return found

    def replace_one(self) -> None:
        """Replace the chosen hit and go on to the next."""
        text = self._editor.text()
        cursor = self._editor.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        for start, end in self._hits(text):
            if (self._position(start), self._position(end)) == here:
                cursor.insertText(self._replacement(text[start:end]))
                break
        self.go_on()

    def replace_all(self) -> int:
        """Replace every hit in one undo step; how many there were."""
        text = self._editor.text()
        found = self._hits(text)
        edit = QTextCursor(self._editor.document())
        edit.beginEditBlock()
        for start, end in reversed(found):
            edit.setPosition(utf16(text[:start]))
            edit.setPosition(utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            edit.insertText(self._replacement(text[start:end]))
        edit.endEditBlock()
        self.count.setText(tr("{count} replaced", count=len(found)))
        return len(found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.instead.hasFocus():
                self.replace_one()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.go_back()
            else:
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self._editor.setFocus()
        self.closed.emit()

    def _pattern(self) -> re.Pattern[str] | None:
        wanted = self.wanted.text()
        if not wanted:
            return None
        flags = re.MULTILINE if self.case.isChecked() else re.MULTILINE | re.IGNORECASE
        try:
            return re.compile(wanted if self.pattern.isChecked() else re.escape(wanted), flags)
        except re.error:
            self.count.setText(tr("Not a regular expression"))
            return None

    def _hits(self, text: str) -> list[tuple[int, int]]:
        pattern = self._pattern()
        return [found.span() for found in pattern.finditer(text) if found[0]] if pattern else []

    def _replacement(self, hit: str) -> str:
        pattern = self._pattern()
        if not self.pattern.isChecked() or pattern is None:
            return self.instead.text()
        try:
            return pattern.sub(self.instead.text(), hit, count=1)
        except (re.error, IndexError):
            return self.instead.text()

    def _go(self, *, ahead: bool) -> None:
        found = self.search()
        if not found:
            return
        cursor = self._editor.textCursor()
        if ahead:
            at = cursor.selectionEnd()
            hit = next((h for h in found if self._position(h[0]) >= at), found[0])
        else:
            at = cursor.selectionStart()
            hit = next((h for h in reversed(found) if self._position(h[1]) <= at), found[-1])
        self._choose(hit)

    def _choose(self, hit: tuple[int, int]) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(self._position(hit[0]))
        cursor.setPosition(self._position(hit[1]), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def _position(self, offset: int) -> int:
        """An offset of the text as a position of Qt, which counts in UTF-16."""
        text = self._editor.text()
        return offset if text.isascii() else utf16(text[:offset])
