"""The questions of a case: opening one, the measure of a copy, a proof; apart from what is done with the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget
from typing_extensions import override

from editor_app.domain.edition import EditionKind
from editor_app.domain.text import T
from editor_app.ui import background
from editor_app.ui.dialogs import Dialog, Option, Question
from editor_app.ui.file_field import FileField
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.views.recall import words
from editor_app.ui.views.recall.finding import Finding
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.fields import AreaInput, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.services.desk import Seat
    from editor_app.services.recalling import Place
    from editor_app.storage.queries.recall import CaseRow


class FormDialog(Dialog):
    """Fields and one deed on a thread; `done` brings what it gave."""

    done = Signal(object)

    def __init__(self, over: QWidget, title: str, verb: str, kind: Kind = Kind.PRIMARY) -> None:
        super().__init__(over, title, width=560)
        self._error = Label("", Role.DENSE, "carmine", wrap=True)
        self._error.hide()
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(verb, kind), closes=False)
        self.answered.connect(lambda key: self.act() if key == "keep" else None)
        self.set_note(tr("It is recorded with your name and the time."), "user")

    def fill(self, *widgets: QWidget) -> None:
        """The fields, the error below them."""
        self.add(*widgets, self._error)

    def act(self) -> None:
        """Do it."""

    def run(self, work: Callable[[], object]) -> None:
        """Do `work` on a thread."""
        self._error.hide()
        self.keep.block(tr("Being written…"))
        background.run(self, work, self._end, self.fail)

    def fail(self, error: Exception) -> None:
        """Say what is wrong and let it be tried again."""
        self.keep.block("")
        self._error.setText(sentence(error))
        self._error.show()
        self.place_panel()

    def _end(self, found: object) -> None:
        self.leave()
        self.done.emit(found)


class OpenDialog(FormDialog):
    """Which document, correct or withdraw, and why."""

    def __init__(self, over: QWidget, seat: Seat, document: str = "", kind: str = "") -> None:
        super().__init__(over, tr("Open a case"), tr("Open the case"))
        self._seat = seat
        number = LineInput(document, name=tr("Document"), hint=tr("words of its title, or its number"))
        self.document = Field(tr("Document"), number)
        self.finding = Finding(self.document, seat)
        self.finding.told.connect(self.place_panel)
        self.kinds = _OneOf(
            tr("What is to be done"),
            [(each.value, tr(word)) for each, word in words.KINDS.items()],
            kind or EditionKind.CORRECTION.value,
        )
        self.reason = Field(tr("Reason"), AreaInput(name=tr("Reason"), lines=2), note=tr("required"))
        explanation = tr(
            "Every account that has it is listed. What still waits in the queue is held until somebody decides."
        )
        self.fill(
            boxed(down(self.document, self.finding, gap=4)), self.kinds, self.reason,
            Label(explanation, Role.NOTE, "ink2", wrap=True),
        )  # fmt: skip
        self.begin_at(self.reason.control if document else self.document.control)

    @override
    def act(self) -> None:
        """Open the case; gives its id."""
        from editor_app.services import documents, recalling

        seat, reference = self._seat, self.finding.reference()
        kind, reason = EditionKind(self.kinds.chosen()), self.reason.text()

        def opened() -> str:
            document = documents.opened(seat.desk, reference).document.id
            return recalling.open_case(seat, document, kind, reason).id

        self.run(opened)


class ProofDialog(FormDialog):
    """What was seen of a copy: gone, corrected or kept; a link, a screenshot's digest, and words."""

    def __init__(self, over: QWidget, seat: Seat, case: CaseRow, place: Place) -> None:
        super().__init__(over, tr("Proof for {name}", name=words.copy_name(place)), tr("Sign it off"))
        self._seat, self._case, self._item = seat, case.id, place.row.ordinal
        # What is signed off as gone counts as withdrawn: only a case that takes posts away begins with it.
        first = ("corrected", "gone") if case.kind is EditionKind.CORRECTION else ("gone", "corrected")
        outcomes = [(key, words.outcome_word(key)) for key in (*first, "kept")]
        self.outcome = _OneOf(tr("What you saw"), outcomes, first[0])
        self.link = Field(
            tr("Address that was looked at"), LineInput(place.row.url, name=tr("Address that was looked at"))
        )
        self.screenshot = FileField(tr("Screenshot"), tr("Pictures (*.png *.jpg *.jpeg *.webp)"))
        kept = Label(tr("Optional. Its SHA-256 is kept; the picture itself stays with you."), Role.NOTE, "ink2")
        self.note = Field(tr("What was done"), AreaInput(name=tr("What was done"), lines=2), note=tr("required"))
        self.fill(self.outcome, self.link, boxed(down(self.screenshot, kept, gap=4)), self.note)
        self.begin_at(self.note.control)

    @override
    def act(self) -> None:
        """Keep the proof."""
        from editor_app.services import recalling

        seat, case, item, file = self._seat, self._case, self._item, self.screenshot
        outcome, note, link = self.outcome.chosen(), self.note.text(), self.link.text()
        self.run(lambda: recalling.prove(seat, case, item, recalling.Seen(outcome, note, link, _digest_of(file))))


class NoteDialog(FormDialog):
    """The public note of a correction or of a notice, before the edition is handed in."""

    def __init__(self, over: QWidget, title: str, explanation: str, submit: Callable[[str], object]) -> None:
        super().__init__(over, title, tr("Hand in"))
        self._submit = submit
        self.note = Field(tr("Public note"), AreaInput(name=tr("Public note"), lines=3, serif=True))
        self.fill(Label(explanation, Role.BODY, wrap=True), self.note)
        self.begin_at(self.note.control)

    @override
    def act(self) -> None:
        """Hand the edition in."""
        note, submit = self.note.text(), self._submit
        self.run(lambda: submit(note))


def measure_question(over: QWidget, place: Place) -> Question:
    """What can be done about a copy, each with what it means; the answer is the measure."""
    title = tr("What is done about {name}?", name=words.copy_name(place))
    question = Question(over, title, place.row.url, mark="icon:rotate-ccw")
    for measure in place.offered:
        verb = tr("Chosen") if measure is place.row.measure else tr("Choose")
        option = Option(measure.value, words.measure_word(measure), tr(words.EXPLAINED[measure]), verb)
        question.add_option(option)
    question.add_button("", Button(tr("Cancel")))
    return question


def _digest_of(file: FileField) -> str:
    """The digest of the picture that was chosen; empty = none.

    Raises:
        Unavailable: it can't be read, or it is no picture of a screen.
    """
    from editor_app.domain.errors import Unavailable
    from editor_app.domain.identifiers import sha256

    if file.path is None:
        return ""
    again = T("Choose another picture, or give the address that was looked at.")
    try:
        content = file.content()
    except OSError as error:
        raise Unavailable(T("The screenshot can't be read."), again) from error
    if not content:
        raise Unavailable(T("The screenshot is empty or too large."), again)
    return sha256(content)


class _OneOf(QWidget):
    """One of several words under a label."""

    def __init__(self, label: str, items: Sequence[tuple[str, str]], on: str) -> None:
        super().__init__()
        self.toggles = {key: Toggle(word, on=key == on) for key, word in items}
        group = QButtonGroup(self)
        for toggle in self.toggles.values():
            toggle.setAccessibleDescription(label)
            group.addButton(toggle)
        self.setLayout(down(Label(label, Role.NOTE, "ink2"), boxed(across(*self.toggles.values(), None)), gap=4))

    def chosen(self) -> str:
        """The key of the one that is on."""
        return next(key for key, toggle in self.toggles.items() if toggle.isChecked())
