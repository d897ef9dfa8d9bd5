"""The panel of the delivery looked at: story, verdict, receipt, what waits behind, evidence; apart from the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.ui.dialogs import Tile
from editor_app.ui.i18n import tr
from editor_app.ui.outside import open_page
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue import coming, deeds, story, words
from editor_app.ui.views.queue.evidence import evidence, evidence_text
from editor_app.ui.views.queue.hand_notices import hand_notice, second_look_notice
from editor_app.ui.views.queue.notice import (
    alarm_notice,
    elsewhere_notice,
    embargo_notice,
    notice_of,
    passing_notice,
    recall_notice,
)
from editor_app.ui.views.queue.state_badge import StateBadge
from editor_app.ui.widgets.buttons import Button, IconButton, Kind
from editor_app.ui.widgets.labels import Label, Rule, Surface, across, boxed, down
from editor_app.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.storage.queries.recall import CaseRow
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime

_WIDE: Final = 440
_NARROW: Final = 368
_BEHIND_AT_MOST: Final = 5


class DetailPanel(Surface):
    """One delivery. `asked` tells the event that the person wants, `looked` a delivery that waits behind."""

    asked = Signal(str)
    looked = Signal(str)
    proof_asked = Signal()  # the person wants the evidence package
    acknowledged = Signal()  # the person has seen the alarm
    past_asked = Signal()  # the person wants the emergency to go first
    adopt_asked = Signal()  # the person wants to keep as sent what another copy sent
    hand_asked = Signal()  # the person posts it by hand, or looks at what another one posted
    recall_asked = Signal()  # the person wants to see its case, or to open one

    def __init__(self) -> None:
        super().__init__("paper", "left")
        self.chosen: Chosen | None = None
        self.buttons: dict[str, Button] = {}
        self._narrow = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        self._column.setSpacing(0)
        self._error = Label("", Role.DENSE, "carmine", wrap=True)
        self.set_narrow(narrow=False)
        self._say(tr("Choose a delivery to see what happened to it."))

    def set_narrow(self, *, narrow: bool) -> None:
        """Give room to the table; the evidence block goes."""
        self._narrow = narrow
        self.setFixedWidth(_NARROW if narrow else _WIDE)

    def clear(self) -> None:
        """Nothing is chosen."""
        self.chosen = None
        self._say(tr("Choose a delivery to see what happened to it."))

    def show_error(self, sentence: str) -> None:
        """Say in place what went wrong with a deed."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def show_chosen(self, chosen: Chosen, office: OfficeTime, seat: Seat | None) -> None:
        """Show the delivery."""
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), "")
        at = self._scrolled()
        other = self.chosen is None or self.chosen.timeline.row.id != chosen.timeline.row.id
        self.chosen = chosen
        self._empty()
        if other:
            self.show_error("")
        self._column.addWidget(self._head(chosen))
        self._column.addWidget(_scrolling(self._body(chosen, office)), 1)
        self._column.addWidget(self._foot(chosen, seat))
        if focused in self.buttons:
            self.buttons[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        if not other:
            self._scroll_to(at)

    def copy_evidence(self) -> None:
        """Put the evidence on the clipboard."""
        if self.chosen is not None:
            QGuiApplication.clipboard().setText(evidence_text(self.chosen))

    # Parts

    def _head(self, chosen: Chosen) -> QWidget:
        row = chosen.timeline.row
        name = Label(row.account_name, Role.HEAD)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = across(Tile(chosen.tile), name, StateBadge(row.state.value), gap=8)
        line.setStretch(1, 1)
        head = Surface("paper", "bottom")
        head.setLayout(
            down(boxed(line), Label(row.title, Role.ROW_SERIF, "ink2", wrap=True), gap=4, margins=(20, 14, 20, 12))
        )
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return head

    def _body(self, chosen: Chosen, office: OfficeTime) -> QWidget:
        parts: list[QWidget | int | None] = []
        notice = self._alarm(chosen) or self._passing(chosen) or self._elsewhere(chosen)
        notice = notice or self._by_hand(chosen) or notice_of(chosen)
        if notice is not None:
            parts += [notice, 12]
        if (hidden := embargo_notice(chosen, office)) is not None:
            parts += [hidden, 12]
        if chosen.recall is not None:
            parts += [self._recall(chosen.recall), 12]
        parts.append(Timeline(story.told(chosen, office)))
        parts += _coming(chosen, office)
        parts += _verdict(chosen)
        parts += self._behind(chosen, office)
        if not self._narrow:
            parts += [14, Rule(), 12, Label(tr("Evidence"), Role.DENSE_BOLD), 4, *evidence(chosen, office)]
        body = Surface("paper")
        body.setLayout(down(*parts, None, gap=0, margins=(20, 16, 20, 16)))
        return body

    def _alarm(self, chosen: Chosen) -> QWidget | None:
        """The alarm with its deed, when there is one."""
        if chosen.alarm is None:
            return None
        seen = self._keep("acknowledge", Button(tr("I have seen it…"), icon="check"))
        seen.clicked.connect(self.acknowledged)
        return alarm_notice(chosen.alarm, seen)

    def _by_hand(self, chosen: Chosen) -> QWidget | None:
        """That a person posts it or has to look at it, with the deed."""
        found = chosen.hand
        if found is None or not (found.waits or found.owes_second_look):
            return None
        verb = tr("Open the kit…") if found.waits else tr("Look at it…")
        deed = self._keep("hand", Button(verb, icon="clipboard-list" if found.waits else "scan-eye"))
        deed.clicked.connect(self.hand_asked)
        return hand_notice(found, deed) if found.waits else second_look_notice(found, deed)

    def _recall(self, case: CaseRow) -> QWidget:
        """That its document is being set right."""
        see = self._keep("recall", Button(tr("See the case"), icon="rotate-ccw"))
        see.clicked.connect(self.recall_asked)
        return recall_notice(case, see)

    def _passing(self, chosen: Chosen) -> QWidget | None:
        """What an emergency waits for, with the deed that lets it past."""
        if not chosen.passable:
            return None
        deed = self._keep("past", Button(tr("Let it pass…"), Kind.PRIMARY, icon="zap"))
        deed.clicked.connect(self.past_asked)
        return passing_notice(chosen.passable, deed)

    def _elsewhere(self, chosen: Chosen) -> QWidget | None:
        """That another copy of the workspace sent it, with the deed that keeps it as sent."""
        if chosen.elsewhere is None:
            return None
        keep = self._keep("adopt", Button(tr("It is ours: keep it as sent…"), Kind.PRIMARY, icon="check"))
        keep.clicked.connect(self.adopt_asked)
        return elsewhere_notice(chosen.elsewhere, keep)

    def _behind(self, chosen: Chosen, office: OfficeTime) -> list[QWidget | int | None]:
        waiting = chosen.timeline.waiting_behind
        if not waiting or chosen.timeline.row.state not in (
            DeliveryState.ASK,
            DeliveryState.UNKNOWN,
            DeliveryState.WORKING,
        ):
            return []
        head = across(
            Label(tr("Waiting behind it"), Role.DENSE_BOLD), Label(str(len(waiting)), Role.DENSE, "ink3"), None
        )
        rows: list[QWidget | int | None] = [14, Rule(), 12, boxed(head), 4]
        return rows + [self._waiting(row, office) for row in waiting[:_BEHIND_AT_MOST]]

    def _waiting(self, row: DeliveryRow, office: OfficeTime) -> QWidget:
        go = Button(tr("Look"), Kind.LINK, small=True, name=tr("Look at {title}", title=row.title))
        go.clicked.connect(lambda: self.looked.emit(row.id))
        title = Label(row.title, Role.ROW_SERIF)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = across(title, Label(words.time(row, office), Role.NOTE, "ink3"), go, gap=8)
        line.setStretch(0, 1)
        return boxed(line)

    def _foot(self, chosen: Chosen, seat: Seat | None) -> QWidget:
        row = chosen.timeline.row
        refusal = deeds.refusal(seat)
        for key in ("acknowledge", "past", "adopt"):
            if key in self.buttons:
                self.buttons[key].block(refusal)
        line: list[QWidget | int | None] = []
        if address := _address(chosen):
            text = tr("Open the post") if row.url else tr("Open the account")
            crowded = len(deeds.offered(row.state)) > 1
            link = IconButton("external-link", text, framed=True) if crowded else Button(text, icon="external-link")
            link.setShortcut("Ctrl+O")
            line.append(self._keep("open", link))
            self.buttons["open"].clicked.connect(lambda: open_page(address))
        for place, deed in enumerate(deeds.offered(row.state)):
            if deed.event is Event.ANSWER_THERE and chosen.hand is not None:
                continue  # its notice has the deed
            button = self._keep(deed.event.value, _deed_button(deed, first=not place and chosen.elsewhere is None))
            button.block(refusal)
            button.clicked.connect(lambda _checked=False, event=deed.event: self.asked.emit(event.value))
            line.insert(place, button)
        copy = self._keep("copy", IconButton("copy", tr("Copy the evidence"), framed=True))
        copy.clicked.connect(self.copy_evidence)
        line += [None, copy] if self._narrow else [None, self._proof(), copy]
        parts: list[QWidget | int | None] = [self._error]
        if refusal and deeds.offered(row.state):
            parts.append(Label(refusal, Role.NOTE, "ink2", wrap=True))
        foot = Surface("paper", "top")
        foot.setLayout(
            down(*parts, boxed(across(*line, gap=6 if self._narrow else 8)), gap=6, margins=(20, 12, 20, 12))
        )
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return foot

    def _proof(self) -> Button:
        """The deed of the evidence package; where there is no room for it, the palette has it."""
        proof = self._keep("proof", IconButton("file-check", tr("Evidence package…"), framed=True))
        proof.clicked.connect(self.proof_asked)
        return proof

    def _keep(self, key: str, button: Button) -> Button:
        self.buttons[key] = button
        return button

    # Holding

    def _say(self, sentence: str) -> None:
        self._empty()
        words_ = Label(sentence, Role.DENSE, "ink3", wrap=True)
        self._column.addWidget(boxed(down(words_, None, margins=(20, 20, 20, 20))))

    def _empty(self) -> None:
        self._error.setParent(None)
        self.buttons = {}
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _scrolled(self) -> int:
        area = self.findChild(QScrollArea)
        return area.verticalScrollBar().value() if area is not None else 0

    def _scroll_to(self, at: int) -> None:
        item = self._column.itemAt(1)
        area = item.widget() if item is not None else None
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(at)


def _deed_button(deed: deeds.DeedLook, *, first: bool) -> Button:
    """The first deed weighs most, unless it stops something; what is rarer is an icon with its name."""
    if deed.event is Event.RESCHEDULE:
        return IconButton(deed.icon, tr(deed.verb).rstrip("…"), framed=True)
    kind = Kind.DANGER if deed.danger else Kind.PRIMARY if first and deed.event is not Event.HOLD else Kind.SECONDARY
    return Button(tr(deed.verb), kind, icon=deed.icon)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(tr("What happened"))
    area.setWidget(content)
    return area


def _coming(chosen: Chosen, office: OfficeTime) -> list[QWidget | int | None]:
    """What the program does next by itself."""
    lines = coming.coming(chosen, office)
    if not lines:
        return []
    parts: list[QWidget | int | None] = [14, Rule(), 12, Label(tr("What comes next"), Role.DENSE_BOLD), 4]
    for sentence, time in lines:
        at = Label(time, Role.NOTE, "ink3")
        row = across(Label(sentence, Role.DENSE, wrap=True), at, gap=12)
        row.setStretch(0, 1)
        row.setAlignment(at, Qt.AlignmentFlag.AlignTop)
        parts.append(boxed(row))
    return parts


def _verdict(chosen: Chosen) -> list[QWidget | int | None]:
    """The last read-back; every difference stands there."""
    reads = chosen.timeline.read_backs
    if not reads:
        return []
    last = reads[-1]
    parts: list[QWidget | int | None] = [14, Rule(), 12, Label(tr("Read-back"), Role.DENSE_BOLD), 4]
    proven = last.verdict in words.PROVEN
    parts.append(Label(words.verdict(last), Role.DENSE, "green" if proven else "carmine", wrap=True))
    parts += [Label(words.difference(one), Role.NOTE, "ink2", wrap=True) for one in last.differences]
    if last.normalisations:
        parts.append(
            Label(
                tr("Rewritten by the platform: {names}", names=", ".join(last.normalisations)),
                Role.NOTE,
                "ink2",
                wrap=True,
            )
        )
    return parts


def _address(chosen: Chosen) -> str:
    """Where a person can look: the post, else the account."""
    found = chosen.timeline.row.url or chosen.account.url
    return found if found.startswith(("https://", "http://")) else ""
