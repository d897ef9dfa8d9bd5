"""The Recalls view: cases at the left, the chosen one with its copies beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from editor_app.domain.edition import EditionKind
from editor_app.domain.recall import Measure
from editor_app.ui import background
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action, View
from editor_app.ui.views.recall.asking import FormDialog, NoteDialog, OpenDialog, ProofDialog, measure_question
from editor_app.ui.views.recall.page import CasePage
from editor_app.ui.views.recall.rows import CaseList
from editor_app.ui.widgets.buttons import Button, Kind, ReasonedButton
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from editor_app.services.desk import Desk
    from editor_app.services.recalling import Case
    from editor_app.ui.dialogs import Dialog

_LIST = 320
_LIST_NARROW = 264
_KINDS = frozenset({"recall", "delivery", "edition", "document"})


class _Found(NamedTuple):
    """What the view shows, read in one go."""

    known: tuple[Case, ...]
    chosen: Case | None
    is_unchanged: bool
    """Whether the text of the chosen case's document is still what went out."""


class RecallView(View):
    """Setting right what is out."""

    @override
    def title(self) -> str:
        return tr("Recalls")

    @override
    def build(self) -> None:
        self.known: tuple[Case, ...] = ()
        self._current = ""
        self.dialog: Dialog | None = None
        self._count = Label("", Role.DENSE, "ink2")
        self._open = ReasonedButton(Button(tr("Open a case…"), icon="plus"))
        self._open.button.clicked.connect(self._begin)
        self.list = CaseList()
        self.list.chosen.connect(self.choose)
        self.page = CasePage()
        self.page.asked.connect(self.do)
        self.page.measure_asked.connect(self.ask_measure)
        self.page.proof_asked.connect(self.ask_proof)
        self.page.document_asked.connect(lambda key: self.shell.go("write", document=key))
        self.page.delivery_asked.connect(lambda key: self.shell.go("queue", delivery=key))
        self._lay_out()

    def _lay_out(self) -> None:
        begin = boxed(across(self._open, None))
        left = down(self._count, self.list, begin, None, gap=12, margins=(20, 20, 20, 20))
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = scrolled(boxed(left))
        row.addWidget(self._side)
        row.addWidget(scrolled(self.page), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty())
        self.setLayout(across(self._stack))

    def _empty(self) -> QWidget:
        first = Button(tr("Open a case…"), Kind.PRIMARY, icon="plus")
        first.clicked.connect(self._begin)
        self._first = first
        return EmptyState(
            tr("Nothing has to be set right"),
            tr("A case lists every copy of a wrong post and stays open until each is corrected, gone or signed off."),
            first,
        )

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        self._current = arguments.get("case", self._current)
        self._look()
        if arguments.get("document"):
            self._open_about(arguments["document"], arguments.get("kind", ""))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & _KINDS:
            self._look()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self._side.setFixedWidth(fonts.scaled(_LIST_NARROW if narrow else _LIST))

    @override
    def actions_offered(self) -> Sequence[Action]:
        return (
            Action(tr("Open a case…"), self._begin, "plus", "Ctrl+N", blocked=self._why_not),
            Action(tr("Bring the case on"), self.do_next, "rotate-ccw", "Ctrl+Return", blocked=self._why_nothing),
        )

    def open_case(self, document: str = "", kind: str = "") -> None:
        """Ask which document, what and why."""
        seat = self.shell.seat
        if seat is not None and not self._why_not():
            dialog = OpenDialog(self, seat, document, kind)
            dialog.done.connect(self._opened)
            self._ask(dialog)

    def _open_about(self, document: str, kind: str) -> None:
        """Ask with the document's number, which people know, in the field."""
        from editor_app.services import documents

        seat = self.shell.seat
        if seat is None:
            return
        desk = seat.desk

        def number() -> str:
            return documents.opened(desk, document).document.number

        background.run(self, number, lambda found: self.open_case(found, kind), self._fail)

    def _begin(self) -> None:
        self.open_case()

    def choose(self, case: str) -> None:
        """Show another case."""
        self._current = case
        self._look()

    def do_next(self) -> None:
        """The page's one deed."""
        if self.page.deed.isEnabled():
            self.page.deed.click()

    def do(self, key: str) -> None:
        """What the page asked for."""
        case = self.page.case
        if case is not None:
            {
                "write": self._write, "submit": self._submit, "run": self._run, "review": self._review,
                "close": self._close, "add": self._add,
            }[key](case)  # fmt: skip

    def ask_measure(self, item: int) -> None:
        """Ask what is done about a copy."""
        from editor_app.services import recalling

        case, seat = self.page.case, self.shell.seat
        if case is None or seat is None:
            return
        question = measure_question(self, recalling.place_of(case, item))

        def answered(key: str) -> None:
            if key:
                self._work(
                    lambda: recalling.choose(seat, case.row.id, item, Measure(key)), tr("The measure is chosen.")
                )

        question.answered.connect(answered)
        self._ask(question)

    def ask_proof(self, item: int) -> None:
        """Ask what was seen of a copy."""
        from editor_app.services import recalling

        case, seat = self.page.case, self.shell.seat
        if case is not None and seat is not None:
            dialog = ProofDialog(self, seat, case.row, recalling.place_of(case, item))
            dialog.done.connect(lambda _found: self._done(tr("The copy is signed off.")))
            self._ask(dialog)

    def _write(self, case: Case) -> None:
        self.shell.go("write", document=case.row.document)

    def _submit(self, case: Case) -> None:
        from editor_app.services import corrections, withdrawing

        seat, identity = self.shell.seat, case.row.id
        if seat is None:
            return
        if case.row.kind is EditionKind.CORRECTION:
            title = tr("Hand in the correction")
            words = tr(
                "The newest text of the document is sealed for every account. Say what was wrong; readers see it."
            )
            dialog: FormDialog = NoteDialog(self, title, words, lambda note: corrections.submit(seat, identity, note))
        else:
            title = tr("Hand in the withdrawal")
            words = tr("Reviewers sign which posts go. Where only a notice is possible, readers see your words.")
            dialog = NoteDialog(self, title, words, lambda note: withdrawing.submit(seat, identity, note))
        dialog.done.connect(lambda _edition: self._done(tr("It waits for a reviewer's seal.")))
        self._ask(dialog)

    def _run(self, case: Case) -> None:
        from editor_app.services import recalling

        seat = self.shell.seat
        if seat is not None:
            self._work(lambda: recalling.run(seat, case.row.id), tr("It is on its way to every account."))

    def _review(self, case: Case) -> None:
        self.shell.go("review", edition=case.editions[-1][0])

    def _close(self, case: Case) -> None:
        from editor_app.services import recalling

        seat = self.shell.seat
        if seat is None:
            return
        words = tr("Every copy is proven or signed off. The case stays on record.")
        asked = Asked(tr("Close this case?"), words, tr("Close the case"), label=tr("What was learnt"))
        question = ReasonQuestion(self, asked)
        self.dialog = question
        question.ask_for(
            lambda said: self._work(lambda: recalling.close(seat, case.row.id, said), tr("The case is closed."))
        )

    def _add(self, case: Case) -> None:
        from editor_app.services import recalling

        seat = self.shell.seat
        if seat is None:
            return
        words = tr(
            "A repost is taken down by whoever posted it. The case stays open until somebody proves what became of it."
        )
        asked = Asked(tr("Add a copy by its link"), words, tr("Add it"), mark="icon:link", label=tr("Link"))
        question = ReasonQuestion(self, asked)
        self.dialog = question
        question.ask_for(
            lambda url: self._work(lambda: recalling.add_link(seat, case.row.id, url), tr("The copy is added."))
        )

    def _opened(self, case: object) -> None:
        self._current = str(case)
        self._done(tr("The case is open."))

    def _ask(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.ask()

    def _work(self, work: Callable[[], object], done: str) -> None:
        background.run(self, work, lambda _found: self._done(done), lambda error: self.shell.toast(sentence(error)))

    def _done(self, words: str) -> None:
        self.shell.toast(words)
        self._look()

    def _look(self) -> None:
        seat = self.shell.seat
        if seat is not None:
            desk, wanted = seat.desk, self._current
            background.run(self, lambda: _read(desk, wanted), self._show, self._fail)

    def _show(self, found: _Found) -> None:
        seat = self.shell.seat
        if seat is None:
            return
        known, chosen = found.known, found.chosen
        self.known = known
        blocked = self._why_not()
        self._open.block(blocked)
        self._first.block(blocked)
        self._stack.setCurrentIndex(0 if known else 1)
        still_open = sum(case.row.closed_at is None for case in known)
        self._count.setText(tr_n("{count} open case", "{count} open cases", count=still_open))
        self.counted.emit(still_open)
        if chosen is not None:
            self._current = chosen.row.id
            self.list.show_all(self.known, chosen.row.id)
            self.page.show_case(chosen, seat, is_unchanged=found.is_unchanged)

    def _why_not(self) -> str:
        from editor_app.domain.member import Deed

        seat = self.shell.seat
        may = seat is not None and (seat.member.may(Deed.SUBMIT) or seat.member.may(Deed.CONTROL_DELIVERY))
        return "" if may else tr("Only editors and publishers open cases.")

    def _why_nothing(self) -> str:
        deed = self.page.deed
        return "" if self.page.case is not None and deed.text() and deed.isEnabled() else tr("Nothing to do here now.")

    def _fail(self, error: Exception) -> None:
        self._count.setText(sentence(error))


def _read(desk: Desk, wanted: str) -> _Found:
    """Every case, the open ones first, and the wanted one or the first with all that its page shows."""
    from editor_app.services import corrections, recalling

    found = recalling.cases(desk, open_only=False)
    known = tuple(sorted(found, key=lambda case: case.row.closed_at is not None))
    chosen = next((case for case in known if case.row.id == wanted), known[0] if known else None)
    if chosen is None:
        return _Found(known, None, is_unchanged=False)
    opened = recalling.opened(desk, chosen.row.id)
    return _Found(known, opened, corrections.is_unchanged(desk, opened))
