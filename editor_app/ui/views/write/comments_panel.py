"""Comments and suggestions of the document on the desk, above the preview; apart because they are others' words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.anchor import anchor_at, place_of
from editor_app.domain.edition import EditionState
from editor_app.ui import background, saying
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.subjecting import Asked, Subjecting
from editor_app.ui.talking import Talking
from editor_app.ui.threads import Sitting, ThreadList
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.write.layouts import scrolled
from editor_app.ui.views.write.room import Room
from editor_app.ui.widgets.buttons import IconButton
from editor_app.ui.widgets.labels import Label, Surface, across, boxed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.anchor import Found
    from editor_app.domain.comment import Thread
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.anchoring import Placed
    from editor_app.ui.views.write.saving import Saving
    from editor_app.ui.views.write.shelf import Shelf

_POINTED: Final = frozenset({"picture", "chart"})
_SHARE: Final = 0.45
"""Of the column's height, at most."""


class _Desk(Room, Protocol):
    """What the comments ask of the view besides."""

    saving: Saving
    shelf: Shelf

    def ask_details(self) -> None:
        """The fields around the text."""
        ...

    def submit(self) -> None:
        """Hand the document in."""
        ...


class CommentsPanel(Surface):
    """Open threads first counted, then listed; a suggestion is taken over with one click."""

    def __init__(self, room: _Desk, below: QWidget) -> None:
        super().__init__("panel", "left", "bottom")
        self.setAccessibleName(tr("Comments"))
        self._room = room
        self._below = below
        self._placed: tuple[Placed, ...] = ()
        self._is_open = True
        self.talking = Talking(room.owner, room.shell)
        self.talking.said.connect(self.read)
        self.talking.applied.connect(self._have_applied)
        self.subjecting = Subjecting(room.owner, room.shell, self.talking)
        self.threads = ThreadList()
        self.threads.sought.connect(self.go_to)
        self.threads.acted.connect(self._act)
        self._count = Label("", Role.DENSE, "ink3")
        self.fold = IconButton("chevron-down", tr("Fold the comments"))
        self.fold.clicked.connect(self.toggle)
        self._lay_out()
        self.column = self._above(below)
        """This panel above the one below it, for the desk."""
        self.hide()

    def _lay_out(self) -> None:
        head = boxed(across(Label(tr("Comments"), Role.DENSE_BOLD), self._count, None, self.fold, gap=8))
        head.setFixedHeight(fonts.scaled(Size.ROW))
        head.setContentsMargins(16, 0, 12, 0)
        self._page = QWidget()
        self._inner = inner = QVBoxLayout(self._page)
        inner.setContentsMargins(16, 2, 16, 12)
        inner.addWidget(self.threads)
        inner.addStretch(1)
        self._area = scrolled(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._area)

    def _above(self, below: QWidget) -> QWidget:
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self)
        whole.addWidget(below, 1)
        below.installEventFilter(self)
        return holder

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._fit()
        return False

    def read(self) -> None:
        """Read the comments anew, on a thread."""
        from editor_app.services import commenting

        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        document = working.document.id
        done = partial(self._show, document)
        background.run(self, lambda: commenting.threads(seat.desk, document), done, self._failed)

    def toggle(self) -> None:
        """Fold to the head, or open again."""
        self._is_open = not self._is_open
        self.fold.set_icon_name("chevron-down" if self._is_open else "chevron-up")
        self._fit()

    def enter(self) -> None:
        """Put the focus on the first open comment."""
        if not self._is_open:
            self.toggle()
        if first := next((each.thread.id for each in self._placed if each.thread.is_open), ""):
            self.threads.enter(first)

    def go_to(self, thread: str) -> None:
        """Choose the words of a comment on the sheet; what is not in the text is in the details."""
        placed = next((each for each in self._placed if each.thread.id == thread), None)
        if placed is not None and placed.thread.anchor.field in _POINTED:
            self._point_at(thread)
            return
        if placed is None or placed.found is None or placed.thread.anchor.field != "body":
            self._room.ask_details()
            return
        found = self._on_sheet(placed.text, placed.found)
        if found is None:
            self._room.shell.toast(tr("These words are not on the sheet any more."))
            return
        before = self._room.editor.text()[: found.start]
        start = len(before.encode("utf-16-le")) // 2
        words = self._room.editor.text()[found.start : found.end]
        self._room.editor.go_to(start, len(words.encode("utf-16-le")) // 2)

    def point(self) -> None:
        """Show the pictures and charts of the saved text, to be commented on."""
        self._point_at("")

    def _point_at(self, thread: str) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        account = self._room.account.name if self._room.account is not None else ""
        asked = Asked(working.document.id, working.based_on.id, account, "", thread)
        self.subjecting.ask(asked, Sitting(seat.member, seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone)))

    def _on_sheet(self, text: str, found: Found) -> Found | None:
        """Where the words stand in what is being typed just now."""
        from editor_app.rendering.diff import kept_stretches

        now = self._room.editor.text()
        return place_of(anchor_at(text, found.start, found.end), text, now, kept_stretches(text, now))

    def _show(self, document: DocumentId, placed: Sequence[Placed]) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None or working.document.id != document:
            return
        self._placed = tuple(placed)
        numbered = [(number, each) for number, each in enumerate(placed, 1) if each.thread.is_open]
        self._count.setText(str(len(numbered)))
        self.threads.show_threads(
            numbered, Sitting(seat.member, seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone))
        )
        self._fit()

    def _fit(self) -> None:
        """As high as its cards, and gone when there are none or only the sheet is wanted."""
        self.setVisible(bool(self.threads.cards) and not self._below.isHidden())
        self.setFixedWidth(self._below.maximumWidth())
        wanted = max(self._inner.totalHeightForWidth(self._below.maximumWidth() - 1), self._page.sizeHint().height())
        self._area.setFixedHeight(min(wanted, round(self._room.owner.height() * _SHARE)) if self._is_open else 0)

    def _act(self, thread: str, deed: str) -> None:
        found = self._thread(thread)
        if found is not None and (deed != "apply" or self._room.saving.save_now()):
            self.talking.act(found, deed)

    def _have_applied(self) -> None:
        """The text is another one now, and what was in review is void: it takes another submission."""
        working = self._room.working
        edition = working.edition if working is not None else None
        if edition is not None and edition.state is EditionState.IN_REVIEW:
            words = tr("Taken over as a new revision; the edition in review is void.")
            self._room.shell.toast(words, tr("Submit again…"), self._room.submit)
        self._room.shelf.read_newer()

    def _thread(self, wanted: str) -> Thread | None:
        return next((each.thread for each in self._placed if each.thread.id == wanted), None)

    def _failed(self, error: Exception) -> None:
        self._room.shell.toast(saying.sentence(error))
