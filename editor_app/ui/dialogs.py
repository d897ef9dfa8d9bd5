"""Dialogs and questions over the window; apart because what they record stands in their foot, left of the buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import badges, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.overlay import Overlay
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Card, KeyCap, Label, across, boxed, down
from editor_app.ui.widgets.rows import paint_mark

_BAR = 48
_FOOT = 56
_AROUND = 32 + 2 * 20 + 2
"""The scrim above and below, the body's margins, the edge."""


class _Foot(QWidget):
    """A hairline, what will be recorded at the left, buttons at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = ""
        self.note = Label("", Role.NOTE, "ink2", wrap=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 1, 20, 0)
        self.row.setSpacing(8)
        said = QVBoxLayout()  # one line or two, always at the height of the buttons
        said.addStretch()
        said.addWidget(self.note)
        said.addStretch()
        self.row.addLayout(said, 1)
        self.setMinimumHeight(fonts.scaled(40))

    def set_note(self, text: str, icon: str = "") -> None:
        """Say what will be recorded."""
        self._icon = icon
        self.note.setText(text)
        self.row.setContentsMargins(44 if icon else 20, 1, 20, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.horizontal(painter, 1, self.width() - 1, 0, colours.line)
            if self._icon:
                corner = QPointF(20, round(self.height() / 2 - 7))
                icons.paint(painter, self._icon, corner, icons.INLINE, colours.ink2)


class Dialog(Overlay):
    """A panel with a bar, a body to fill and a foot; `answered` tells the key of the button, "" for leaving."""

    answered = Signal(str)

    def __init__(self, over: QWidget, title: str = "", *, width: int = 560) -> None:
        super().__init__(over)
        self._width = width
        self._first: QWidget | None = None
        self.panel.setAccessibleName(title)
        self._column = QVBoxLayout(self.panel)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.bar_row: QHBoxLayout | None = None
        if title:
            self._column.addWidget(self._bar(title))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self._column.addLayout(self.body, 1)
        self.foot = _Foot()
        self.foot.hide()
        self._column.addWidget(self.foot)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other into the body."""
        for widget in widgets:
            self.body.addWidget(widget)

    def roomy(self, pixels: int) -> int:
        """So many pixels, growing with the text, but never more than the window has beside bar, foot and margins."""
        room = self.window().height() - fonts.scaled(_BAR + _FOOT) - _AROUND
        return max(0, min(fonts.scaled(pixels), room))

    def begin_at(self, widget: QWidget) -> None:
        """Give `widget` (a field, never a button) the focus when the dialog opens."""
        self._first = widget

    def add_button(self, key: str, button: Button, *, closes: bool = True) -> Button:
        """Put a button into the foot; pressing it answers `key`."""
        self.foot.show()
        self.foot.setMinimumHeight(fonts.scaled(_FOOT))
        self.foot.row.addWidget(button)
        button.clicked.connect(lambda: self.answer(key, closes=closes))
        return button

    def set_note(self, text: str, icon: str = "") -> None:
        """Say at the left of the foot what will be recorded, or what is wrong."""
        self.foot.show()
        self.foot.set_note(text, icon)

    def answer(self, key: str, *, closes: bool = True) -> None:
        """Give the answer `key` and, as a rule, leave."""
        if closes:
            self.leave()
        self.answered.emit(key)

    def ask(self) -> None:
        """Show the dialog; the answer comes by signal."""
        self.open_over(self._first)

    @override
    def dismiss(self) -> None:
        self.answer("")

    @override
    def place_panel(self) -> None:
        width = min(fonts.scaled(self._width), self.width() - 48)
        self.panel.setFixedWidth(width)
        layout = self.panel.layout()
        wanted = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        height = min(max(wanted, self.panel.sizeHint().height() if not wanted else 0), self.height() - 32)
        self.panel.resize(width, height)
        top = (self.height() - height) * (2 if self._is_tall(height) else 1) // (4 if self._is_tall(height) else 3)
        self.panel.move((self.width() - width) // 2, max(16, top))

    def _is_tall(self, height: int) -> bool:
        """A low dialog sits a little above the middle, a tall one in the middle."""
        return height > self.height() * 0.7

    def _bar(self, title: str) -> QWidget:
        close = IconButton("x", tr("Close"))
        close.clicked.connect(self.dismiss)
        bar = _DialogBar()
        bar.setFixedHeight(fonts.scaled(_BAR))
        self.bar_row = across(Label(title, Role.HEAD), None, close, margins=(20, 0, 12, 1))
        bar.setLayout(self.bar_row)
        return bar


class _DialogBar(QWidget):
    """The title line of a dialog, with a hairline below."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.horizontal(painter, 1, self.width() - 1, self.height() - 1, theme.colours().line)


class _Mark(QWidget):
    """The 32 px mark of a question."""

    def __init__(self, mark: str, tone: str) -> None:
        super().__init__()
        self._mark = mark
        self._tone = tone
        self.setFixedSize(32, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_mark(painter, self._mark, QRectF(0, 0, 32, 32), self._tone)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question that weighs as much as the others."""

    key: str
    title: str
    explanation: str
    verb: str
    hint: str = ""  # a field for a link or a reason, when not empty


class Quote(QWidget):
    """The document's own words, set off by an upright line, with the account below."""

    def __init__(self, text: str, tile: str = "", account: str = "", facts: str = "", *links: Button) -> None:
        super().__init__()
        parts: list[QWidget | int | None] = []
        if tile:
            parts.append(Tile(tile))
        parts += [Label(account, Role.NOTE), Label(facts, Role.NOTE, "ink2"), None, *links]
        self.setLayout(
            down(Label(text, Role.QUOTE, wrap=True), boxed(across(*parts, gap=8)), gap=4, margins=(18, 2, 0, 2))
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, 0, 2, self.height()), theme.colours().edge)


class Tile(QWidget):
    """A platform's tile as a widget."""

    def __init__(self, character: str) -> None:
        super().__init__()
        self._character = character
        self.setFixedSize(20, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            badges.paint_tile(painter, 0, 0, self._character)


class Question(Dialog):
    """A question with its mark; answers are cards of equal weight or buttons in the foot. Enter does nothing."""

    def __init__(
        self, over: QWidget, title: str, explanation: str, *, mark: str = "state:ask", tone: str = "ochre"
    ) -> None:
        super().__init__(over, width=688)
        self.panel.setAccessibleName(title)
        self.panel.setAccessibleDescription(explanation)
        self.fields: dict[str, LineInput] = {}
        self._answers = QVBoxLayout()
        self._answers.setSpacing(8)
        heading = down(Label(title, Role.TITLE, wrap=True), Label(explanation, Role.BODY, wrap=True), gap=2)
        sign = _Mark(mark, tone)
        side = across(sign, boxed(heading), gap=16)
        side.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(side)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(48, 0, 0, 0)
        self._inner.setSpacing(20)
        self.body.addLayout(self._inner)

    def add_detail(self, widget: QWidget) -> None:
        """Put something below the explanation, such as a Quote or a field."""
        self._inner.addWidget(widget)

    def add_option(self, option: Option) -> None:
        """Offer an answer as a card with its own button."""
        if self._answers.parent() is None:
            self._inner.addLayout(self._answers)
        button = Button(option.verb, Kind.SECONDARY, name=f"{option.verb} {option.title} {option.explanation}")
        button.widen(104)
        button.clicked.connect(lambda: self.answer(option.key))
        words = down(Label(option.title, Role.BODY_BOLD), Label(option.explanation, Role.DENSE, wrap=True), gap=0)
        if option.hint:
            self.fields[option.key] = LineInput(name=option.title, hint=option.hint)
            words.addSpacing(6)
            words.addWidget(self.fields[option.key])
            if self._first is None:
                self.begin_at(self.fields[option.key])
        card = Card()
        text = boxed(words)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        card.setLayout(across(text, button, gap=16, margins=(16, 13, 16, 13)))
        self._answers.addWidget(card)

    def say_escape(self, word: str) -> None:
        """Say at the right of the foot what Esc does."""
        self.foot.show()
        self.foot.row.addWidget(KeyCap("Esc"))
        self.foot.row.addWidget(Label(word, Role.NOTE, "ink2"))

    def field_text(self, key: str) -> str:
        """What was typed in the field of option `key`."""
        return self.fields[key].text()


def confirm(over: QWidget, title: str, explanation: str, verb: str, *, danger: bool = False) -> Question:
    """A question with one deed and Cancel; connect `answered` ("yes") and call `ask`."""
    question = Question(over, title, explanation, mark="finding:warn")
    question.add_button("", Button(tr("Cancel")))
    question.add_button("yes", Button(verb, Kind.DANGER if danger else Kind.PRIMARY))
    return question
