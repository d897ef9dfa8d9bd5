"""The review's view: lists and one edition, read and signed through services; apart from how each of them looks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout
from typing_extensions import override

from editor_app.domain.identifiers import DocumentId
from editor_app.domain.member import Deed
from editor_app.domain.presence import Doing
from editor_app.ui import background, saying
from editor_app.ui.embargoing import Embargoing
from editor_app.ui.i18n import joined, tr
from editor_app.ui.presence import Presence
from editor_app.ui.proving import Proving
from editor_app.ui.threads import Sitting
from editor_app.ui.view import Action, View
from editor_app.ui.views.review import printing, reading
from editor_app.ui.views.review.again import LookingAgain
from editor_app.ui.views.review.aloud import ReadingAloud
from editor_app.ui.views.review.case_page import CasePage
from editor_app.ui.views.review.commenting import Commenting
from editor_app.ui.views.review.packeting import Packeting
from editor_app.ui.views.review.shelf import ShelfPage
from editor_app.ui.views.review.signing import Signing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage

    from editor_app.domain.identifiers import EditionId
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.reading import Case, Shelf

_KINDS: Final = frozenset({"edition", "document", "delivery", "member", "key", "comment"})
_CALM_MS: Final = 150


class ReviewView(View):
    """What waits for the member's seal; one edition at a time is read."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._opened: dict[EditionId, set[str]] = {}
        self._wanted = ""
        self._waiting = 0
        self._was_left = True

    @override
    def title(self) -> str:
        return tr("Review")

    @override
    def facts(self) -> str:
        waiting = tr("{count} wait for you", count=self._waiting) if self._waiting else ""
        return joined(waiting, self.presence.words()) if self.is_built else waiting

    @override
    def build(self) -> None:
        self.presence = Presence(self, lambda: self.shell.seat)
        self.presence.changed.connect(self.titled)
        self.shelf = ShelfPage()
        self.shelf.chosen.connect(self.open_edition)
        self.shelf.write_asked.connect(lambda: self.shell.go("write"))
        self.page = CasePage()
        self.proving = Proving(self, self.shell, self._read_edition)
        self.page.opened.connect(self._note_opened)
        self.page.left.connect(self.show_shelf)
        self.page.side.ticked.connect(self._show_standing)
        self.page.bar.queue_asked.connect(self._go_queue)
        self.page.printer.clicked.connect(self.print_sheet)
        self.page.save.clicked.connect(self.save_sheet)
        self.page.exact.clicked.connect(self.show_exact)
        self.page.side.pictured.connect(self.compare_picture)
        self.signing = Signing(self, self.shell, self.page, self.opened)
        self.signing.signed.connect(self._have_signed)
        self.commenting = Commenting(self, self.shell, self.page)
        self.commenting.said.connect(self._read)
        self._begin_deeds()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.shelf)
        self._stack.addWidget(self.page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read)

    def _begin_deeds(self) -> None:
        """What is done around the decision: packets, the embargo, reading aloud."""
        self.packeting = Packeting(self, self.shell, self.page)
        self.packeting.taken.connect(self.open_edition)
        self.embargoing = Embargoing(self, self.shell)
        self.embargoing.changed.connect(self._read)
        self.page.side.embargo_asked.connect(self.ask_embargo)
        self.aloud = ReadingAloud(self.page, self.shell)
        self.aloud.kept.connect(self._read)
        self.again = LookingAgain(self, self.shell, self.page)
        self.again.signed.connect(self._read_case)

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        if wanted := arguments.get("edition"):
            self.open_edition(wanted)
        elif not self._was_left:
            self.show_shelf()
        if document := arguments.get("embargo"):
            self.embargoing.ask(DocumentId(document))
        self._was_left = False
        self._read()

    @override
    def leave(self) -> None:
        self._was_left = True
        self.presence.attend(None)
        self.aloud.leave()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if self.is_built and kinds & _KINDS:
            self._calm.start()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self.page.side.set_narrow(narrow=narrow)

    @override
    def actions_offered(self) -> Sequence[Action]:
        reads, page = self._reads, self.page
        return [
            Action(tr("Set seal…"), self.signing.ask_seal, "stamp", "Ctrl+Return", "", self.signing.why_no_seal),
            Action(
                tr("Return…"), self.signing.ask_return, "undo-2", "Ctrl+Shift+Return", "", self.signing.why_no_return
            ),
            Action(tr("Next account"), partial(page.step_variant, 1), "arrow-right", "Ctrl+PgDown", "", reads),
            Action(tr("Previous account"), partial(page.step_variant, -1), "chevron-left", "Ctrl+PgUp", "", reads),
            Action(tr("Compare with the edition before"), page.compare.click, "git-compare", "Ctrl+D", "", reads),
            Action(tr("Exact preview"), self.show_exact, "scan-eye", "Ctrl+Shift+E", "", reads),
            Action(tr("Print the approval sheet…"), self.print_sheet, "printer", "Ctrl+P", "", reads),
            Action(tr("Save the approval sheet…"), self.save_sheet, "file-down", "Ctrl+Shift+S", "", reads),
            *self.commenting.actions(reads),
            *self.aloud.actions(reads),
            *self.proving.actions(),
            *self.packeting.actions(),
            self.again.action(),
            Action(tr("Embargo: until when, and who may see it…"), self.ask_embargo, "lock", "Ctrl+Alt+E", "", reads),
            Action(tr("Copy the digest"), page.copy_digest, "copy", "Ctrl+Shift+C", "", reads),
            Action(tr("All editions"), self.show_shelf, "list", "Alt+Left", "", reads),
        ]

    # Reading

    def _read_edition(self) -> EditionId | None:
        return self.page.case.record.edition.id if self.page.case is not None else None

    def opened(self) -> frozenset[str]:
        """Names of the accounts whose variant of the shown edition was opened here."""
        case = self.page.case
        return frozenset(self._opened.get(case.record.edition.id, ())) if case is not None else frozenset()

    def open_edition(self, edition: str) -> None:
        """Read an edition."""
        self._wanted = edition
        self._read_case()

    def show_shelf(self) -> None:
        """Back to the lists."""
        self._wanted = ""
        self.presence.attend(None)
        self.aloud.leave()
        self._stack.setCurrentWidget(self.shelf)

    def _reads(self) -> str:
        is_reading = self.is_built and bool(self._wanted) and self.page.case is not None
        return "" if is_reading else tr("No edition is open.")

    def _read(self) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        background.run(self, lambda: reading.shelf(seat), self._show_lists, self._fail)
        if self._wanted:
            self._read_case()

    def _read_case(self) -> None:
        seat, wanted = self.shell.seat, self._wanted
        if seat is not None and wanted:
            background.run(self, lambda: reading.case(seat, wanted), self._show_case, self._fail)

    def _show_lists(self, shelf: Shelf) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        self._waiting = len(shelf.waiting)
        self.counted.emit(self._waiting)
        self.titled.emit()
        self.shelf.show_shelf(shelf, seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone))

    def _show_case(self, case: Case) -> None:
        seat, shown = self.shell.seat, self.page.case
        if seat is None or not case.record.edition.id.startswith(self._wanted or "-"):
            return
        is_same = shown is not None and _facts(shown) == _facts(case)
        self.page.show_problem("")
        if not is_same or self._stack.currentWidget() is not self.page:
            self.page.show_case(case, Sitting(seat.member, seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone)))
            self._show_standing()
        self._stack.setCurrentWidget(self.page)
        self.presence.attend(case.record.edition.document, Doing.REVIEWING)

    def _fail(self, error: Exception) -> None:
        if self._stack.currentWidget() is self.page:
            self.page.show_problem(saying.sentence(error))
        else:
            self.shell.toast(saying.sentence(error))

    def _note_opened(self, account: str) -> None:
        """A variant was really shown to the person, not only loaded."""
        case = self.page.case
        if case is not None:
            self._opened.setdefault(case.record.edition.id, set()).add(account)
            self._show_standing()

    def _show_standing(self) -> None:
        seat = self.shell.seat
        self.page.show_standing(self.opened(), may_queue=seat is not None and seat.member.may(Deed.QUEUE))
        self.again.show_for(self.page.case)

    # After the decision

    def _have_signed(self, place: int) -> None:
        """Read the record anew; the seal lands where it was set."""
        seat, wanted = self.shell.seat, self._wanted

        def landed(case: Case) -> None:
            self._show_case(case)
            if place >= 0:
                self.page.stages.land(place)

        if seat is not None:
            background.run(self, lambda: reading.case(seat, wanted), landed, self._fail)
            background.run(self, lambda: reading.shelf(seat), self._show_lists, self._fail)

    def _go_queue(self) -> None:
        if self.page.case is not None:
            self.shell.go("queue", edition=self.page.case.record.edition.id)

    def compare_picture(self, ordinal: int) -> None:
        """A picture beside the one that stood there before."""
        from editor_app.ui.views.review.picture_pair import PicturePair, pair_of

        case, payload = self.page.case, self.page.payload()
        if case is not None and payload is not None:
            self.pair = PicturePair(self, pair_of(case, payload, ordinal))
            self.pair.ask()

    def ask_embargo(self) -> None:
        """The embargo of the document whose edition is read."""
        if self.page.case is not None:
            self.embargoing.ask(self.page.case.record.edition.document)

    # Paper

    def show_exact(self) -> None:
        """The variant as a browser would set it, in a window of its own."""
        from editor_app.ui.views.review.exact_page import show_exact

        case, payload, seat = self.page.case, self.page.payload(), self.shell.seat
        if case is not None and payload is not None and seat is not None:
            self.page.show_problem(show_exact(self, payload, seat.desk.store.media.read))

    def save_sheet(self) -> None:
        """Ask where, then write the approval sheet as PDF."""
        seat, case = self.shell.seat, self.page.case
        if seat is None or case is None:
            return
        proposed = f"{case.number}-{case.record.edition.number}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Save the approval sheet…"), proposed, "PDF (*.pdf)")
        if chosen:
            self.save_sheet_to(Path(chosen))

    def save_sheet_to(self, path: Path) -> None:
        """Write the approval sheet to `path`."""
        seat, case = self.shell.seat, self.page.case
        if seat is not None and case is not None:
            background.run(
                self,
                lambda: printing.save(seat.desk, case.record.edition, path),
                lambda _none: self.shell.toast(tr("The approval sheet lies in {name}", name=path.name)),
                self._fail,
            )

    def print_sheet(self) -> None:
        """Set the approval sheet, then ask for the printer."""
        seat, case = self.shell.seat, self.page.case
        if seat is not None and case is not None:
            background.run(self, lambda: printing.pages(seat.desk, case.record.edition), self._ask_printer, self._fail)

    def _ask_printer(self, pages: tuple[QImage, ...]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printing.new_printer()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: printing.print_pages(printer, pages))
        dialog.setModal(True)
        dialog.show()


def _facts(case: Case) -> tuple[object, ...]:
    """What the page shows of a case and may change while it is read."""
    return case.record, case.refusal, case.threads, case.readings, case.embargo, case.may_allow, case.live
