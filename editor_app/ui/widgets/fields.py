"""Fields: a label, a box and a sentence when something is wrong; apart so that every form reads alike."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.labels import Label, across, boxed, down

_PADDING: Final = 8


class LineInput(QLineEdit):
    """One line of text in a box of 32 px."""

    def __init__(self, text: str = "", *, name: str = "", hint: str = "", secret: bool = False) -> None:
        super().__init__(text)
        self.has_error = False
        self.setAccessibleName(name or hint)
        self.setPlaceholderText(hint)
        self.setProperty("plain", True)  # noqa: FBT003 - Qt's own signature
        self.setFrame(False)
        self.setFont(fonts.font(Role.BODY))
        self.setTextMargins(_PADDING - 2, 0, _PADDING - 2, 0)
        self.setFixedHeight(fonts.scaled(Size.CONTROL))
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_box(painter, QRectF(self.rect()), error=self.has_error, enabled=self.isEnabled())
        super().paintEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.show(self)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class _AreaEdit(QPlainTextEdit):
    """The text inside an AreaInput, which carries the ring."""

    def __init__(self, text: str, frame: QWidget) -> None:
        super().__init__(text)
        self._frame = frame

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.show(self._frame)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self._frame)


class AreaInput(QWidget):
    """Several lines of text in a box; Tab leaves it."""

    def __init__(self, text: str = "", *, name: str = "", hint: str = "", lines: int = 2, serif: bool = False) -> None:
        super().__init__()
        self.has_error = False
        self.edit = _AreaEdit(text, self)
        self.edit.setAccessibleName(name or hint)
        self.edit.setPlaceholderText(hint)
        self.edit.setTabChangesFocus(True)
        self.edit.setProperty("plain", True)  # noqa: FBT003 - Qt's own signature
        role = Role.ROW_SERIF if serif else Role.BODY
        self.edit.setFont(fonts.font(role))
        self.edit.document().setDocumentMargin(2)
        self.setFocusProxy(self.edit)
        self.setLayout(down(self.edit, margins=(6, 5, 4, 5)))
        self.setMinimumHeight(max(fonts.scaled(56), lines * fonts.scaled(21) + 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What was typed."""
        return self.edit.toPlainText()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_box(painter, QRectF(self.rect()), error=self.has_error, enabled=self.isEnabled())


class Choice(QComboBox):
    """One of several, in a box of 32 px."""

    def __init__(self, name: str, options: list[tuple[str, str]] | None = None, current: str = "") -> None:
        super().__init__()
        self.has_error = False
        self.setAccessibleName(name)
        self.setView(QListView())
        self.setFont(fonts.font(Role.BODY))
        self.setFixedHeight(fonts.scaled(Size.CONTROL))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for key, text in options or []:
            self.addItem(text, key)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Select the option called `key`, if there is one."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def key(self) -> str:
        """The key of the selected option."""
        return str(self.currentData() or "")

    @override
    def sizeHint(self) -> QSize:
        widest = max((fonts.width(self.itemText(row), Role.BODY) for row in range(self.count())), default=80)
        return QSize(widest + 2 * _PADDING + 32, fonts.scaled(Size.CONTROL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        ink = colours.ink if self.isEnabled() else colours.ink3
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            paint_box(painter, box, error=self.has_error, enabled=self.isEnabled())
            words = box.adjusted(_PADDING, 0, -_PADDING - 24, 0)
            paint.text(painter, words, self.currentText(), Role.BODY, ink)
            corner = QPointF(box.right() - _PADDING - 16, round(box.center().y() - 8))
            icons.paint(painter, "chevron-down", corner, icons.INLINE, ink)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


def paint_box(painter: QPainter, box: QRectF, *, error: bool, enabled: bool) -> None:
    """The box of a field: an edge one can act on, carmine when its content is refused."""
    colours = theme.colours()
    border = colours.carmine if error else colours.edge if enabled else colours.line
    paint.box(painter, box, Radius.BUTTON, colours.paper if enabled else colours.panel, border)


class _ErrorLine(Label):
    """The octagon and the sentence below a refused field."""

    def __init__(self) -> None:
        super().__init__("", Role.NOTE, "carmine")
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            badges.paint_finding_glyph(painter, QRectF(0, (self.height() - 14) / 2, 14, 14), "block")
            box = QRectF(20, 0, self.width() - 20, self.height())
            paint.text(painter, box, self.text(), self.role, theme.colours().carmine)


Control = LineInput | AreaInput | Choice


class Field(QWidget):
    """A control under its label, with a counter or note at the right and the error below."""

    changed = Signal(str)

    def __init__(self, label: str, control: Control, *, note: str = "", limit: int | None = None) -> None:
        super().__init__()
        self.control = control
        self._limit = limit
        self._label = Label(label, Role.NOTE, "ink2")
        self._note = Label(note, Role.NOTE, "ink3", align=paint.RIGHT)
        self._error = _ErrorLine()
        self._label.setBuddy(control.edit if isinstance(control, AreaInput) else control)
        named = control.edit if isinstance(control, AreaInput) else control
        if not named.accessibleName():
            named.setAccessibleName(label)
        column = down(boxed(across(self._label, None, self._note)), control, self._error, gap=4)
        if isinstance(control, AreaInput):
            column.setStretch(1, 1)
        else:
            column.addStretch(1)  # beside a field with an error this one stays at the top
        self.setLayout(column)
        self._listen()

    def text(self) -> str:
        """The value: the text, or the key of the choice."""
        if isinstance(self.control, Choice):
            return self.control.key()
        return self.control.text()

    def set_text(self, text: str) -> None:
        """Set the value as if it had been typed."""
        if isinstance(self.control, Choice):
            self.control.choose(text)
        elif isinstance(self.control, AreaInput):
            self.control.edit.setPlainText(text)
        else:
            self.control.setText(text)

    def show_error(self, sentence: str) -> None:
        """Say below the box what is wrong; an empty sentence takes it away."""
        self.control.has_error = bool(sentence)
        self.control.update()
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        named = self.control.edit if isinstance(self.control, AreaInput) else self.control
        named.setAccessibleDescription(sentence)

    def set_note(self, note: str) -> None:
        """Show another note at the right of the label."""
        self._note.setText(note)

    def _listen(self) -> None:
        if isinstance(self.control, Choice):
            self.control.currentIndexChanged.connect(self._tell)
        elif isinstance(self.control, AreaInput):
            self.control.edit.textChanged.connect(self._tell)
        else:
            self.control.textChanged.connect(self._tell)
        if self._limit is not None:
            self._count()

    def _tell(self) -> None:
        self.show_error("")
        if self._limit is not None:
            self._count()
        self.changed.emit(self.text())

    def _count(self) -> None:
        length = len(self.text())
        self._note.setText(f"{length} / {self._limit}")
        self._note.set_colour("carmine" if self._limit is not None and length > self._limit else "ink3")
