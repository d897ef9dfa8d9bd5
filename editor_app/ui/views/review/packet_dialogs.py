"""The dialogs of reviewers without a seat: a packet goes out, and a decision comes in, signed or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.domain.approval import Decision
from editor_app.domain.identifiers import grouped
from editor_app.services.packets import Paper
from editor_app.ui.dialogs import Dialog
from editor_app.ui.file_field import FileField
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Choice, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.services.outsiders import Reviewer
    from editor_app.ui.views.review.reading import Case

FILE, PAPER = "file", "paper"


class HandOutDialog(Dialog):
    """For whom the packet is made; `asked` carries the name."""

    asked = Signal(str)

    def __init__(self, over: QWidget, case: Case, reviewers: Sequence[Reviewer]) -> None:
        super().__init__(over, tr("Hand out a review packet"), width=560)
        edition = case.record.edition
        options = [(one.name, one.name if one.is_outside else tr("{name} (has a seat)", name=one.name))
                   for one in reviewers]  # fmt: skip
        self.who = Field(tr("For"), Choice(tr("For"), options))
        self._problem = Label("", Role.NOTE, "carmine", wrap=True)
        explained = tr("The packet holds every page, the digest, a form for paper and a script that signs.")
        self.add(
            Label(case.title, Role.ROW_TITLE, wrap=True),
            Label(explained, Role.BODY, "ink2", wrap=True),
            self.who,
            boxed(
                down(
                    Label(tr("Read this digest to the reviewer by telephone"), Role.NOTE, "ink2"),
                    Label(grouped(edition.digest), Role.DIGEST),
                    gap=4,
                )
            ),
            self._problem,
        )
        self._problem.hide()
        self.set_note(joined(case.number, tr("Edition {number}", number=edition.number)))
        self.add_button("", Button(tr("Cancel")))
        self.go = self.add_button("go", Button(tr("Choose where…"), Kind.PRIMARY, icon="file-up"), closes=False)
        if not reviewers:
            self.who.hide()
            self.go.block(tr("Nobody has a confirmed key."))
            self.refuse(
                tr("Nobody outside has a confirmed key yet. An admin invites the reviewer and takes the key in first.")
            )
        self.begin_at(self.who.control)
        self.answered.connect(lambda key: self.asked.emit(self.who.text()) if key == "go" else self.deleteLater())

    def refuse(self, sentence: str) -> None:
        """Say why there is no packet; the dialog stays."""
        self._problem.setText(sentence)
        self._problem.show()
        self.place_panel()


class TakeInDialog(Dialog):
    """`signed` carries the bytes of a decision, `on_paper` what an admin countersigns."""

    signed = Signal(bytes)
    on_paper = Signal(object)  # a Paper

    def __init__(self, over: QWidget, case: Case | None, why_no_paper: str) -> None:
        super().__init__(over, tr("Take a decision in"), width=600)
        self._why_no_paper = why_no_paper
        kinds = [Item(FILE, tr("Signed file")), Item(PAPER, tr("On paper"))]
        self.kind = Segments(tr("How it was signed"), kinds, FILE)
        self.kind.chosen.connect(lambda _key: self._tell())
        self.file = FileField(tr("The decision that the reviewer sent back"), tr("Decisions (*.json)"))
        self.scan = FileField(tr("The scanned form"), tr("Scans (*.pdf *.png *.jpg *.jpeg)"))
        self.name = Field(tr("Who signed it"), LineInput())
        verdicts = [(Decision.APPROVE.value, tr("signed")), (Decision.RETURN.value, tr("sent back"))]
        self.decision = Field(tr("Decision"), Choice(tr("Decision"), verdicts))
        self.digest = Field(
            tr("Digest as it was copied on the form"), LineInput(hint="7F3A 91C2 04DE"), note=tr("12 digits or more")
        )
        self.reason = Field(tr("What has to change"), AreaInput(lines=2), note=tr("needed when it is sent back"))
        self.decision.changed.connect(lambda _key: self._tell())
        self._problem = Label("", Role.NOTE, "carmine", wrap=True)
        self._build(case)

    def _build(self, case: Case | None) -> None:
        facts = ""
        if case is not None:
            facts = joined(case.title, case.number, tr("Edition {number}", number=case.record.edition.number))
        pair = across(self.name, self.decision, gap=16)
        pair.setStretch(0, 2)
        pair.setStretch(1, 1)
        about = Label(facts, Role.DENSE, "ink2", wrap=True)
        if not facts:
            about.hide()
        parts = (about, boxed(pair), self.digest, self.scan, self.reason)
        self._paper = boxed(down(*parts, gap=12))
        self.add(boxed(across(self.kind, None)), self.file, self._paper, self._problem)
        self.add_button("", Button(tr("Cancel")))
        self.take = self.add_button("take", Button(tr("Take it in"), Kind.PRIMARY), closes=False)
        self.seal = self.add_button("take", Button(tr("Countersign"), Kind.SEAL, icon="stamp"), closes=False)
        self.begin_at(self.kind)
        self.answered.connect(self._answered)
        self._tell()

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken; the dialog stays."""
        self.take.block("")
        self.seal.block(self._why_no_paper)
        self._problem.setText(sentence)
        self._problem.show()
        self.place_panel()

    def busy(self) -> None:
        """It is being verified."""
        self._problem.hide()
        for button in (self.take, self.seal):
            button.block(tr("Being verified…"))

    def _tell(self) -> None:
        is_paper = self.kind.current() == PAPER
        self._problem.hide()
        self.file.setVisible(not is_paper)
        self._paper.setVisible(is_paper)
        self.reason.setVisible(self.decision.text() == Decision.RETURN.value)
        self.take.setVisible(not is_paper)
        self.seal.setVisible(is_paper)
        self.seal.block(self._why_no_paper)
        answered_for = tr("You sign in your own name for what is on paper; the scan's digest is recorded.")
        words = self._why_no_paper or answered_for
        self.set_note(words if is_paper else tr("The reviewer's own signature counts; you only carry it in."))
        self.place_panel()

    def _answered(self, key: str) -> None:
        if not key:
            self.deleteLater()
            return
        try:
            self._send(is_paper=self.kind.current() == PAPER)
        except OSError:
            self.refuse(tr("The file can't be read."))

    def _send(self, *, is_paper: bool) -> None:
        content = (self.scan if is_paper else self.file).content()
        if not content:
            self.refuse(tr("Choose the file first."))
        elif is_paper:
            decision = Decision(self.decision.text())
            self.on_paper.emit(Paper(self.name.text(), decision, self.digest.text(), content, self.reason.text()))
        else:
            self.signed.emit(content)
