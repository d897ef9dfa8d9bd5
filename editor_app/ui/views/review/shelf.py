"""The review's first page: what waits for you, and what passed through your hands; apart from reading one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from editor_app.domain.edition import EditionState
from editor_app.domain.identifiers import grouped
from editor_app.ui import moments
from editor_app.ui.i18n import N_, joined, tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.views.review.seals import seal_text
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Label, Surface, boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.approvals import Waiting
    from editor_app.ui.views.review.reading import Line, Shelf

_STATES: Final = {
    EditionState.IN_REVIEW: (N_("in review"), "icon:clock"),
    EditionState.APPROVED: (N_("every seal is set"), "icon:stamp"),
    EditionState.RETURNED: (N_("sent back"), "icon:undo-2"),
    EditionState.VOID: (N_("voided by a change"), "state:void"),
}


class ShelfPage(QScrollArea):
    """`chosen` tells the edition to open, `write_asked` that somebody wants to write instead."""

    chosen = Signal(str)
    write_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Editions"))
        self.rows: list[ListRow] = []

    def show_shelf(self, shelf: Shelf, now: datetime, zone: ZoneInfo) -> None:
        """Show the lists anew."""
        self.rows = []
        ground = Surface("panel")
        if not shelf.waiting and not shelf.passed:
            ground.setLayout(down(self._empty(), gap=0))
            self.setWidget(ground)
            return
        looks = [
            _waiting_look(each, now, zone, _comments(shelf, each.edition.document), first=not at)
            for at, each in enumerate(shelf.waiting)
        ]
        waiting = [self._row(look, each.edition.id) for look, each in zip(looks, shelf.waiting, strict=True)]
        mine = [
            self._row(_line_look(line, now, zone, _comments(shelf, line.record.edition.document)), line.edition)
            for line in shelf.passed
            if line.is_mine
        ]
        signed = [
            self._row(_line_look(line, now, zone, _comments(shelf, line.record.edition.document)), line.edition)
            for line in shelf.passed
            if not line.is_mine
        ]
        parts: list[QWidget | int | None] = [SectionHead(tr("Waiting for you"), str(len(waiting)))]
        nothing = Label(tr("Nothing waits for your seal."), Role.DENSE, "ink2")
        parts.append(ListCard(waiting) if waiting else nothing)
        for title, rows in ((tr("Signed by you"), signed), (tr("Submitted by you"), mine)):
            if rows:
                parts += [16, SectionHead(title, str(len(rows))), ListCard(rows)]
        column = boxed(down(*parts, None, gap=8, margins=(24, 20, 24, 24)))
        ground.setLayout(down(column, gap=0))
        self.setWidget(ground)

    def _row(self, look: RowLook, edition: str) -> ListRow:
        row = ListRow(look)
        row.activated.connect(lambda: self.chosen.emit(edition))
        self.rows.append(row)
        return row

    def _empty(self) -> QWidget:
        write = Button(tr("Write a document"), Kind.PRIMARY)
        write.clicked.connect(self.write_asked)
        return EmptyState(
            tr("Nothing to review"),
            tr(
                "An edition appears here when somebody hands in a document.\n"
                "You read what every account would receive, then set your seal."
            ),
            write,
        )


def _comments(shelf: Shelf, document: DocumentId) -> str:
    """How many comments are open, and how many of them should be settled before signing."""
    count = shelf.counts.get(document)
    if count is None:
        return ""
    musts = tr("{count} before signing", count=count.musts) if count.musts else ""
    return joined(tr_n("{count} comment", "{count} comments", count=count.threads), musts)


def _waiting_look(each: Waiting, now: datetime, zone: ZoneInfo, comments: str, *, first: bool) -> RowLook:
    manifest = each.edition.sealed()
    reason = joined(
        tr("{name} submitted {time}", name=each.submitter, time=moments.when(each.edition.submitted_at, now, zone)),
        each.stage.name,
        tr_n("{count} account", "{count} accounts", count=len(manifest.payloads)),
        comments,
        grouped(each.edition.digest),
    )
    due = tr("out from {time}", time=moments.when(manifest.not_before, now, zone)) if manifest.not_before else ""
    if manifest.not_after is not None:
        due = tr("by {time}", time=moments.when(manifest.not_after, now, zone))
    mark = f"seal:{seal_text(each.stage.name)[:1]}"
    return RowLook(mark, each.title, reason, due, tr("Read"), primary=first)


def _line_look(line: Line, now: datetime, zone: ZoneInfo, comments: str) -> RowLook:
    edition = line.record.edition
    word, mark = _STATES[edition.state]
    signed = sum(stage.is_complete for stage in line.record.stages)
    seals = tr_n("{done} of {count} seal", "{done} of {count} seals", done=signed, count=len(line.record.stages))
    out = tr("{done} of {count} sent", done=line.out, count=line.deliveries) if line.deliveries else ""
    facts = joined(line.number, tr("Edition {number}", number=edition.number), tr(word), seals, out, comments)
    return RowLook(mark, line.title, facts, moments.when(edition.submitted_at, now, zone), tr("Look"))
