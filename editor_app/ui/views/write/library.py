"""The documents to go on with, a new one, import; apart because it is what stands before writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.edition import EditionState
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.layouts import emptied, scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import Label, Surface, across, boxed, down
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from editor_app.storage.queries.lists import DocumentRow

PAGE: Final = 40
_PATIENCE_MS: Final = 150


class Library(Surface):
    """A list of documents, the latest first."""

    opened = Signal(str)  # a document's id
    begun = Signal()
    imported = Signal()
    searched = Signal(str)
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__("panel")
        self.search = LineInput(name=tr("Find a document"), hint=tr("Title or number"))
        self.search.setFixedWidth(fonts.scaled(320))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self._head = self._made_head()
        self._more = Button(tr("Show more"), Kind.LINK)
        self._more.clicked.connect(self.more_asked)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self._area = scrolled(boxed(self._list))
        self._empty = self._made_empty()
        self._none = Label(tr("No document fits."), Role.BODY, "ink2")
        column = down(self._head, self._none, self._area, self._empty, gap=16, margins=(24, 16, 24, 0))
        column.setStretch(2, 1)
        self.setLayout(column)
        self.rows: list[ListRow] = []

    def _made_head(self) -> QWidget:
        begin = Button(tr("New document"), Kind.PRIMARY, icon="file-plus")
        take = Button(tr("Import…"), icon="file-input")
        begin.clicked.connect(self.begun)
        take.clicked.connect(self.imported)
        return boxed(across(self.search, None, take, begin, gap=8))

    def _made_empty(self) -> EmptyState:
        begin = Button(tr("Begin a document"), Kind.PRIMARY, icon="file-plus")
        take = Button(tr("Import a file…"), icon="file-input")
        begin.clicked.connect(self.begun)
        take.clicked.connect(self.imported)
        return EmptyState(
            tr("Nothing is written yet"),
            tr("Begin with an empty sheet, or bring in Word, Markdown, a web page or plain text."),
            begin,
            take,
        )

    def show_rows(self, found: Sequence[DocumentRow], zone: tzinfo, *, more: bool) -> None:
        """List `found`; times are shown in `zone`, `more` offers the next page."""
        searching = bool(self.search.text().strip())
        self._head.setVisible(bool(found) or searching)
        self._area.setVisible(bool(found))
        self._empty.setVisible(not found and not searching)
        self._none.setVisible(not found and searching)
        emptied(self._list, self._more)
        self.rows = [self._row(row, zone) for row in found]
        if self.rows:
            self._list.addWidget(ListCard(self.rows))
        self._list.addWidget(self._more)
        self._more.setVisible(more)
        self._list.addStretch(1)

    def _row(self, row: DocumentRow, zone: tzinfo) -> ListRow:
        saved = row.saved_at.astimezone(zone)
        facts = joined(row.number, row.author, tr("revision {number}", number=row.head_number), stage_words(row))
        when = saved.strftime("%m-%d %H:%M")
        made = ListRow(RowLook("icon:file-text", row.title or tr("Untitled"), facts, when, tr("Open")))
        made.activated.connect(lambda: self.opened.emit(row.id))
        return made


def stage_words(row: DocumentRow) -> str:
    """Where the document's latest edition stands, in words."""
    if row.deliveries:
        return tr("{done} of {count} sent", done=row.out, count=row.deliveries)
    words = {
        EditionState.IN_REVIEW: tr("in review"),
        EditionState.APPROVED: tr("approved"),
        EditionState.RETURNED: tr("sent back"),
        EditionState.VOID: tr("approval void"),
    }
    return words.get(row.edition_state, "") if row.edition_state is not None else tr("draft")
