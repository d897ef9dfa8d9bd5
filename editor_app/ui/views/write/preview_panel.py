"""The panel at the right: a tab for each account, a telephone around the preview; apart from how pages are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from editor_app.ui import icons
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.write.preview import LivePreview
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.labels import Label, Surface, across, boxed
from editor_app.ui.widgets.phone import PhoneFrame
from editor_app.ui.widgets.strips import Item, TabBar

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE: Final = 424
NARROW: Final = 408
_TABS: Final = 4  # more go behind the dots


@dataclass(frozen=True, slots=True)
class Tab:
    """One account's tab: "=" as the main text, "±n" differs in n fields, "!" breaks a rule of its platform."""

    key: str
    name: str
    tile: str
    platform: str
    differs: int = 0
    breaks: bool = False

    def item(self) -> Item:
        """As a tab of the strip."""
        if self.breaks:
            return Item(self.key, self.name, tile=self.tile, badge="!", tone="carmine")
        if self.differs:
            return Item(self.key, self.name, tile=self.tile, badge=f"±{self.differs}", tone="ochre")
        return Item(self.key, self.name, tile=self.tile, badge="=" if self.tile else "")


class PreviewPanel(Surface):
    """What an account's readers will see while one types."""

    chosen = Signal(str)
    exact_asked = Signal()
    variant_asked = Signal()

    def __init__(self) -> None:
        super().__init__("panel", "left")
        self.setAccessibleName(tr("Preview"))
        self._tabs: tuple[Tab, ...] = ()
        self.live = LivePreview()
        self.phone = PhoneFrame("", self.live)
        self.strip = TabBar(tr("Accounts"), [])
        self.strip.chosen.connect(self._choose)
        self.more = IconButton("ellipsis", tr("More accounts"))
        self.more.clicked.connect(self._open_more)
        self.facts = Label("", Role.NOTE, "ink2")
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.drift = Button("", Kind.LINK, small=True, name=tr("same as the main text"))
        self.shade = IconButton("contrast", tr("Dark preview"))
        self.exact = IconButton("scan-eye", tr("Exact preview"))
        self.device = IconButton("smartphone", tr("Telephone or page"))
        for button, deed in (
            (self.drift, self.variant_asked.emit),
            (self.shade, self._turn_shade),
            (self.exact, self.exact_asked.emit),
            (self.device, self.turn_device),
        ):
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
        self._frame = QVBoxLayout()
        self._lay_out()
        self.fit(narrow=False)

    def _lay_out(self) -> None:
        head = Surface("panel", "bottom")
        head.setFixedHeight(fonts.scaled(Size.TOOLBAR))
        head.setLayout(across(self.strip, None, self.more, gap=0, margins=(9, 0, 12, 1)))
        info = across(self.device, self.facts, None, self.drift, self.shade, self.exact, gap=4, margins=(16, 2, 12, 2))
        self._frame.addWidget(self.phone)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(boxed(info))
        column.addLayout(self._frame, 1)

    def show_tabs(self, tabs: Sequence[Tab], current: str) -> None:
        """One tab for each account; the chosen one is always among those in view."""
        shown = list(tabs[:_TABS])
        if current and current not in {tab.key for tab in shown}:
            shown[-1:] = [tab for tab in tabs if tab.key == current]
        items = [tab.item() for tab in shown]
        self._tabs = tuple(tabs)
        fitting = self._fitting(items)
        if current not in {item.key for item in fitting}:
            fitting[-1:] = [item for item in items if item.key == current] or fitting[-1:]
        self.strip.set_items(fitting, current)
        self.more.setVisible(len(tabs) > len(fitting))
        self._tell(next((tab for tab in tabs if tab.key == self.strip.current()), None))

    def _fitting(self, items: list[Item]) -> list[Item]:
        """As many tabs as the width takes, two at least; names are cut before tabs are hidden."""
        room = self.width() - 60
        widths = [24 + 28 + fonts.width(item.text, Role.DENSE_BOLD) + 30 for item in items]
        kept = len(items)
        while kept > 2 and sum(widths[:kept]) > room:
            kept -= 1
        return items[:kept]

    def _tell(self, tab: Tab | None) -> None:
        if tab is None:
            return
        self.phone.set_title(tab.name)
        self.facts.setText(tab.platform)
        words = (
            tr_n("differs in {count} place", "differs in {count} places", count=tab.differs)
            if tab.differs
            else tr("same as the main text")
        )
        self.drift.setText(words if tab.tile else "")
        self.drift.setAccessibleName(words)
        self.drift.setVisible(bool(tab.tile))
        self.drift.updateGeometry()

    def turn_device(self) -> None:
        """A telephone of 375 px, or the whole width."""
        is_phone = self.phone.maximumWidth() < 1000
        self.phone.setMaximumWidth(16777215 if is_phone else 375)
        self.device.set_icon_name("monitor" if is_phone else "smartphone")

    def show_exact(self, widget: QWidget | None) -> None:
        """Put the exact preview in place of the live one, or take it away."""
        self.phone.setVisible(widget is None)
        if widget is not None:
            self._frame.addWidget(widget)

    def fit(self, *, narrow: bool) -> None:
        """Be narrower in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        side = 16 if narrow else 24
        self._frame.setContentsMargins(side, 2, side, 16)

    def _choose(self, key: str) -> None:
        self._tell(next((tab for tab in self._tabs if tab.key == key), None))
        self.chosen.emit(key)

    def _turn_shade(self) -> None:
        self.live.set_dark(dark=not self.live.is_dark)

    def _open_more(self) -> None:
        menu = QMenu(self)
        for tab in self._tabs:
            entry = menu.addAction(tab.name)
            if tab.key == self.strip.current():
                entry.setIcon(icons.icon("check"))
            entry.triggered.connect(lambda _checked=False, key=tab.key: self._switch(key))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _switch(self, key: str) -> None:
        self.show_tabs(self._tabs, key)
        self.chosen.emit(key)
