"""The page of one case: what it is about, how far it is, its one next deed, and every copy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.edition import EditionState
from editor_app.domain.member import Deed
from editor_app.domain.recall import Measure
from editor_app.ui.dialogs import Tile
from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import when
from editor_app.ui.saying import refusal
from editor_app.ui.tokens import Role
from editor_app.ui.views.recall import words
from editor_app.ui.views.recall.rows import Copies, CopyRow
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead
from editor_app.ui.widgets.scrolling import emptied
from editor_app.ui.widgets.segments import SegmentBar

if TYPE_CHECKING:
    from editor_app.services.desk import Seat
    from editor_app.services.recalling import Case, Place


class CasePage(QWidget):
    """Tells what was asked for; does nothing itself."""

    asked = Signal(str)
    """`write`, `submit`, `review`, `run`, `close` or `add`."""
    measure_asked = Signal(int)
    proof_asked = Signal(int)
    document_asked = Signal(str)
    delivery_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.case: Case | None = None
        self.is_unchanged = False
        self.deed = Button("", Kind.PRIMARY)
        self.copies: Copies | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(12)

    def show_case(self, case: Case, seat: Seat, *, is_unchanged: bool = False) -> None:
        """Show it to the member at the desk; `is_unchanged` = nobody has corrected the text yet."""
        self.case, self.is_unchanged = case, is_unchanged
        emptied(self._column)
        self._column.addWidget(self._head(case, seat))
        self._column.addWidget(SegmentBar(words.segments(case), words.progress(case)))
        add = Button(tr("Add a link…"), Kind.QUIET, icon="link", small=True)
        add.clicked.connect(lambda: self.asked.emit("add"))
        if case.row.closed_at is not None:
            add.hide()
        self._column.addSpacing(4)
        self._column.addWidget(SectionHead(tr("Copies"), words.progress(case), add))
        self.copies = Copies([self._copy(place, case, seat) for place in case.places])
        self._column.addWidget(self.copies)
        if case.citing:
            self._column.addSpacing(8)
            self._column.addWidget(SectionHead(tr("Documents that lead to it"), str(len(case.citing))))
            self._column.addWidget(
                ListCard([self._citing(each.document, each.title, each.number) for each in case.citing])
            )
        self._column.addStretch(1)

    def _head(self, case: Case, seat: Seat) -> QWidget:
        row, zone = case.row, ZoneInfo(seat.desk.workspace.zone)
        now = seat.desk.clock.now()
        opened = tr("{name} opened it {time}", name=row.opened_by, time=when(row.opened_at, now, zone))
        lines: list[QWidget] = [
            Label(joined(words.kind_word(case), row.number), Role.DENSE, "ink2"),
            Label(row.title, Role.DOC_H2, wrap=True),
            Label(tr("Reason: {reason}", reason=row.reason), Role.BODY, wrap=True),
            Label(opened, Role.NOTE, "ink2"),
        ]
        if row.closed_at is not None:
            said = tr(
                "{name} closed it {time}: {note}",
                name=row.closed_by,
                time=when(row.closed_at, now, zone),
                note=row.note,
            )
            lines.append(Label(said, Role.NOTE, "ink2", wrap=True))
        key, text, blocked = next_deed(case, seat, is_unchanged=self.is_unchanged)
        self.deed = Button(text, Kind.PRIMARY)
        self.deed.block(blocked)
        self.deed.clicked.connect(lambda: self.asked.emit(key))
        if key == "write":
            lines.append(Label(tr("The text is still as it went out. Correct it first, then hand it in."),
                               Role.NOTE, "ochre", wrap=True))  # fmt: skip
        if blocked:
            lines.append(Label(blocked, Role.NOTE, "ochre", wrap=True))
        beside = boxed(across(None, self._beside(key, row.document)))
        deeds = boxed(down(boxed(across(None, self.deed)), beside, None, gap=8) if key else down(beside, None))
        line = across(boxed(down(*lines, gap=2)), deeds, gap=24)
        line.setAlignment(deeds, Qt.AlignmentFlag.AlignTop)
        line.setStretch(0, 1)
        return boxed(line)

    def _beside(self, key: str, document: str) -> Button:
        """The quiet deed below the first: to the document, or handing in although nobody has corrected the text."""
        if key == "write":
            made = Button(tr("Hand it in as it is…"), Kind.QUIET, small=True)
            made.clicked.connect(lambda: self.asked.emit("submit"))
        else:
            made = Button(tr("Open the document"), Kind.QUIET, icon="file-text", small=True)
            made.clicked.connect(lambda: self.document_asked.emit(document))
        return made

    def _copy(self, place: Place, case: Case, seat: Seat) -> CopyRow:
        is_submitted = any(state in {EditionState.IN_REVIEW, EditionState.APPROVED} for _, state in case.editions)
        fixed = tr("It was handed in; the measure stands.") if is_submitted else ""
        may_choose = _closed(case) or fixed or _may_choose(seat)
        may_prove = _closed(case) or refusal(seat, Deed.CONTROL_DELIVERY)
        platform = place.row.platform
        tile = Tile(seat.desk.platforms.of(platform).tile if platform else "外")
        row = CopyRow(place, tile, may_choose=may_choose, may_prove=may_prove)
        row.measure_asked.connect(self.measure_asked)
        row.proof_asked.connect(self.proof_asked)
        row.delivery_asked.connect(self.delivery_asked)
        row.fill(seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone))
        return row

    def _citing(self, document: str, title: str, number: str) -> ListRow:
        row = ListRow(RowLook("icon:file-text", title, number, verb=tr("Open")))
        row.activated.connect(lambda: self.document_asked.emit(document))
        return row


def next_deed(case: Case, seat: Seat, *, is_unchanged: bool = False) -> tuple[str, str, str]:
    """The one deed that brings the case on: its key, its words, and why it can't be done now."""
    if case.row.closed_at is not None:
        return "", "", ""
    if not case.left:
        return "close", tr("Close the case…"), refusal(seat, Deed.CONTROL_DELIVERY)
    states = [state for _, state in case.editions]
    if EditionState.IN_REVIEW in states:
        return "review", tr("See the review"), ""
    if EditionState.APPROVED in states and all(place.serving is None for place in case.places):
        return "run", tr("Run it now"), refusal(seat, Deed.QUEUE)
    if EditionState.APPROVED in states or all(place.row.measure is Measure.BY_HAND for place in case.places):
        return "", "", ""
    if is_unchanged and seat.member.may(Deed.SUBMIT):
        key, text = "write", tr("Correct the text…")
    else:
        key, text = "submit", tr("Hand it in…")
    return key, text, refusal(seat, Deed.SUBMIT)


def _closed(case: Case) -> str:
    return tr("The case is closed.") if case.row.closed_at is not None else ""


def _may_choose(seat: Seat) -> str:
    return "" if seat.member.may(Deed.CONTROL_DELIVERY) else refusal(seat, Deed.SUBMIT)
