"""Comments in the review: from a selection on the page to a thread, and the deeds on each; apart from signing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.member import Deed
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.subjecting import Asked, Subjecting
from editor_app.ui.talking import Talking
from editor_app.ui.view import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.anchor import Anchor
    from editor_app.domain.comment import Thread
    from editor_app.services.desk import Desk
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.case_page import CasePage
    from editor_app.ui.views.review.reading import Case

_POINTED = frozenset({"picture", "chart"})


class Commenting(QObject):
    """Asks for comments on what is selected; `said` tells that the threads have changed."""

    said = Signal()

    def __init__(self, over: QWidget, shell: Shell, page: CasePage) -> None:
        super().__init__(over)
        self._shell = shell
        self._page = page
        self._at = -1
        self.talking = Talking(over, shell)
        self.talking.said.connect(self.said)
        self.subjecting = Subjecting(over, shell, self.talking)
        page.side.comment.clicked.connect(self.ask)
        page.side.threads.sought.connect(self._seek)
        page.page.picture_pressed.connect(self.ask_subject)
        page.side.threads.acted.connect(self._act)
        page.page.selectionChanged.connect(self._have_selected)

    def actions(self, reads: Callable[[], str]) -> list[Action]:
        """What the palette offers."""
        return [
            Action(tr("Comment on the selection…"), self.ask, "message-square-text", "Ctrl+Shift+K", "", self._why_not),
            Action(tr("Comment on a picture or chart…"), self.point, "image", "Ctrl+Alt+K", "", reads),
            Action(tr("Next comment"), partial(self.step, 1), "arrow-right", "F8", "", reads),
            Action(tr("Previous comment"), partial(self.step, -1), "chevron-left", "Shift+F8", "", reads),
        ]

    def ask(self) -> None:
        """Find out what the selection means, then ask what is said about it."""
        case, seat, span = self._page.case, self._shell.seat, self._page.page.selection()
        payload = self._page.payload()
        if case is None or seat is None or payload is None:
            return
        if span is None:
            self._shell.toast(
                tr("Mark the words on the page that you mean, with the mouse or with Shift and the arrows")
            )
            self._page.page.setFocus()
            return
        page, account = self._page.page.bare, payload.account_name
        found = partial(self._found, case)
        background.run(self, lambda: meant(seat.desk, case, (page, span), account), found, self._failed)

    def point(self) -> None:
        """Show the pictures and charts of the page, to be commented on."""
        self.ask_subject(0)

    def ask_subject(self, ordinal: int, thread: str = "") -> None:
        """Show them beginning with the one at the place `ordinal`, or with what a thread is about."""
        case, payload, sitting = self._page.case, self._page.payload(), self._page.side.sitting
        if case is None or payload is None or sitting is None:
            return
        edition = case.record.edition
        named = next((one.origin for one in payload.media if one.ordinal == ordinal), "").partition(":")[2]
        asked = Asked(edition.document, edition.revision, payload.account_name, named, thread)
        self.subjecting.ask(asked, sitting)

    def _seek(self, thread: str) -> None:
        """A comment on a picture or chart is shown in it."""
        found = self._thread(thread)
        if found is not None and found.anchor.field in _POINTED:
            self.ask_subject(0, thread)

    def step(self, step: int) -> None:
        """Go to the next comment, or the one before."""
        cards = self._page.side.threads.cards
        if cards:
            self._at = (self._at + step) % len(cards) if self._at >= 0 else (0 if step > 0 else len(cards) - 1)
            thread = cards[self._at % len(cards)].placed.thread.id
            self._page.scroll_to_thread(thread)
            self._page.side.threads.enter(thread)

    def _why_not(self) -> str:
        seat = self._shell.seat
        if self._page.case is None:
            return tr("No edition is open.")
        return "" if seat is not None and seat.member.may(Deed.COMMENT) else tr("You may not comment.")

    def _have_selected(self) -> None:
        self._page.side.say_selected(is_selected=self._page.page.textCursor().hasSelection())

    def _found(self, case: Case, anchor: Anchor | None) -> None:
        if anchor is None:
            self._shell.toast(tr("This stands in no field of the document; comment on words of the text."))
            return
        edition = case.record.edition
        account = self._page.shown if anchor.account is not None else ""
        self.talking.ask_comment(edition.document, edition.revision, anchor, account)

    def _act(self, thread: str, deed: str) -> None:
        found = self._thread(thread)
        if found is not None:
            self.talking.act(found, deed)

    def _thread(self, wanted: str) -> Thread | None:
        case = self._page.case
        threads = (one.thread for one in case.threads) if case is not None else ()
        return next((one for one in threads if one.id == wanted), None)

    def _failed(self, error: Exception) -> None:
        self._shell.toast(saying.sentence(error))


def meant(desk: Desk, case: Case, selected: tuple[str, tuple[int, int]], account: str) -> Anchor | None:
    """What a selection on the page of an account means in the sealed revision; runs on threads."""
    from editor_app.services import accounts, documents
    from editor_app.ui.views.review.placing import anchor_for

    revision = documents.revision(desk, case.record.edition.revision)
    return anchor_for(*selected, revision, accounts.by_name(desk, account))
