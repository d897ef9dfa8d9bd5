"""The first start: sample, new or existing workspace, language and looks; apart because there is no workspace yet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import language, tr
from editor_app.ui.seal import Seal, paint_seal
from editor_app.ui.theme import CHOICES
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice as ChoiceBox
from editor_app.ui.widgets.labels import Card, KeyCap, Label, Surface, across, boxed, down
from editor_app.ui.widgets.stages import SealMark
from editor_app.ui.widgets.strips import Item, Segments

_ROOMY = 840
"""From this height on the ways have air above them."""
_AROUND, _AROUND_LOW = (96, 96, 96, 32), (96, 20, 96, 14)


class _BrandMark(QWidget):
    """The program's name as a seal in ink."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(64, 64)
        self.setAccessibleName(tr("Press Desk"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_seal(painter, QRectF(0, 0, 64, 64), Seal.BRAND, "政务编辑")


class _Icon(QWidget):
    """A large icon beside a choice."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(icons.LARGE, icons.LARGE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            icons.paint(painter, self._name, QPointF(0, 0), icons.LARGE, theme.colours().ink2)


class _Way(Card):
    """One way to begin: icon, title, explanation, button; the suggested one has an ink border."""

    def __init__(self, icon: str, title: str, explanation: str, button: Button, *, suggested: bool = False) -> None:
        super().__init__(border="ink" if suggested else "line")
        words = boxed(down(Label(title, Role.HEAD), Label(explanation, Role.DENSE, "ink2", wrap=True), gap=0))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button.widen(88)
        self.setLayout(across(_Icon(icon), words, button, gap=16, margins=(20, 15, 20, 15)))


class FirstStart(QWidget):
    """The promise at the left, the ways to begin at the right."""

    sample_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    team_asked = Signal()
    backup_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    help_asked = Signal()

    def __init__(self, version: str) -> None:
        super().__init__()
        row = across(self._promise(), self._ways(version), gap=0)
        row.setStretch(0, 1)
        row.setStretch(1, 2)
        self.setLayout(row)

    def _promise(self) -> Surface:
        side = Surface("paper", "right")
        words: tuple[QWidget | int | None, ...] = (
            _BrandMark(), 32, Label(tr("Press Desk"), Role.BRAND), 12,
            Label(tr("What goes out is what was approved;"), Role.DOC_BODY, "ink2"),
            Label(tr("once;"), Role.DOC_BODY, "ink2"),
            Label(tr("and it can be proved."), Role.DOC_BODY, "ink2"), None,
        )  # fmt: skip
        tongue = ChoiceBox(tr("Language"), [("zh_CN", "简体中文"), ("en", "English")], language())
        tongue.setMinimumWidth(fonts.scaled(200))
        tongue.currentIndexChanged.connect(lambda: self.language_chosen.emit(tongue.key()))
        looks = Segments(tr("Looks"), [Item(key, _LOOKS[key]()) for key in CHOICES], theme.active().choice)
        looks.chosen.connect(self.theme_chosen)
        side.setLayout(
            down(
                *words,
                _labelled(tr("Language"), tongue),
                10,
                _labelled(tr("Looks"), looks),
                gap=2,
                margins=(56, 96, 40, 40),
            )
        )
        return side

    def _ways(self, version: str) -> Surface:
        ground = Surface("panel")
        column = boxed(
            down(
                Label(tr("Where to begin"), Role.TITLE),
                Label(tr("All of it works offline. You can change your mind later."), Role.BODY, "ink2"),
                14,
                *_spaced(self._cards()),
                20,
                _seal_card(),
                None,
                _foot(version),
            )
        )
        column.setMaximumWidth(fonts.scaled(760))
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._row = across(column, margins=_AROUND)
        self._row.setAlignment(column, Qt.AlignmentFlag(0))
        ground.setLayout(self._row)
        return ground

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.setContentsMargins(*(_AROUND if self.height() >= fonts.scaled(_ROOMY) else _AROUND_LOW))

    def _cards(self) -> tuple[_Way, ...]:
        sample = Button(tr("Open the sample"), Kind.PRIMARY)
        new = Button(tr("Create…"))
        existing = Button(tr("Choose…"))
        team = Button(tr("Connect…"), name=tr("Join a team"))
        backup = Button(tr("Restore…"), name=tr("Open a backup"))
        asked = (self.sample_asked, self.new_asked, self.open_asked, self.team_asked, self.backup_asked)
        for button, signal in zip((sample, new, existing, team, backup), asked, strict=True):
            button.clicked.connect(signal)
        look = tr("A real policy explainer, practice accounts, all six members. Nothing leaves this computer.")
        make = tr("Office, members, approval route. One folder on this computer.")
        take = tr("A workspace folder that is on this computer already.")
        join = tr("A database on a server; your admin gives you the login.")
        back = tr("A backup or an export becomes a workspace in a new folder.")
        return (
            _Way("book-open", tr("Look at a sample workspace"), look, sample, suggested=True),
            _Way("file-plus", tr("New workspace"), make, new),
            _Way("folder-open", tr("Open a workspace"), take, existing),
            _Way("users", tr("Join a team"), join, team),
            _Way("history", tr("Open a backup"), back, backup),
        )


def _spaced(ways: tuple[_Way, ...]) -> list[QWidget | int]:
    """Cards with 12 px between them."""
    parts: list[QWidget | int] = []
    for way in ways:
        parts += [way, 4]
    return parts


def _labelled(text: str, control: QWidget) -> QWidget:
    label = Label(text, Role.DENSE, "ink2")
    label.setFixedWidth(fonts.scaled(76))
    return boxed(across(label, control, None))


def _seal_card() -> Card:
    """What a seal of one's own is, before it is needed."""
    promise = tr(
        "The key you sign with is made on this computer and kept under your passphrase; only you can set your seal."
    )
    card = Card("panel")
    words = down(
        Label(tr("Your seal"), Role.BODY_BOLD),
        Label(promise, Role.DENSE, "ink2", wrap=True),
        gap=0,
    )  # fmt: skip
    text = boxed(words)
    text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    card.setLayout(across(SealMark(Seal.MINE, "印", 32), text, gap=16, margins=(20, 15, 20, 15)))
    return card


def _foot(version: str) -> QWidget:
    return boxed(
        across(
            Label(tr("Version {version}", version=version), Role.NOTE, "ink2"), 8,
            Label(tr("Official accounts on published interfaces only"), Role.NOTE, "ink2"), None,
            KeyCap("F1"), Label(tr("Help"), Role.NOTE, "ink2"),
        )
    )  # fmt: skip


_LOOKS = {
    "system": lambda: tr("As the system"),
    "light": lambda: tr("Light"),
    "dark": lambda: tr("Dark"),
    "contrast": lambda: tr("High contrast"),
}
