"""The bar below the page and the two questions behind it: seal or way back; apart because only here is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.domain.identifiers import grouped
from editor_app.ui import glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Question
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.views.review.seals import seal_text
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field
from editor_app.ui.widgets.labels import Label, Surface, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.approval import Stage
    from editor_app.domain.comment import Thread
    from editor_app.ui.views.review.reading import Case
    from editor_app.ui.views.review.standing import Standing

_HEIGHT: Final = 60
_NAMED: Final = 3
_SAID: Final = 80
_TONES: Final = {"done": "green", "advised": "ochre", "must_fix": "carmine"}


class _Glyph(QWidget):
    """The mark before the bar's sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "note"
        self.setFixedSize(16, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.smooth(painter)
            tone = colours[_TONES.get(self.name, "ink2")]
            glyphs.paint(painter, self.name, QRectF(0, 0, 16, 16), tone, colours.on_state)


class DecisionBar(Surface):
    """What is missing before the seal, in words; the way back and the seal."""

    seal_asked = Signal()
    return_asked = Signal()
    unseen_asked = Signal(str)
    queue_asked = Signal()

    def __init__(self) -> None:
        super().__init__("panel", "top")
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self._glyph = _Glyph()
        self.sentence = Label("", Role.DENSE)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._unseen = ""
        self.look = Button(tr("Look at it"), Kind.LINK)
        self.back = Button(tr("Return…"), icon="undo-2")
        self.seal = Button("", Kind.SEAL, icon="stamp")
        self.queue = Button(tr("Queue…"), Kind.PRIMARY, icon="send")
        self.look.clicked.connect(lambda: self.unseen_asked.emit(self._unseen))
        self.back.clicked.connect(self.return_asked)
        self.seal.clicked.connect(self.seal_asked)
        self.queue.clicked.connect(self.queue_asked)
        buttons = (self.back, self.seal, self.queue)
        self.setLayout(across(self._glyph, self.sentence, self.look, None, *buttons, gap=12, margins=(24, 1, 24, 0)))

    def show_standing(self, standing: Standing, stage: Stage | None, *, may_queue: bool) -> None:
        """Say where it stands, and let press what may be pressed."""
        self._glyph.name = standing.glyph
        self._glyph.update()
        self.sentence.setText(standing.sentence)
        self.sentence.setToolTip(tip(standing.sentence))
        self._unseen = standing.unseen
        self.look.setVisible(bool(standing.unseen))
        self.seal.setText(tr("Set seal · {stage} passed", stage=stage.name) if stage else tr("Set seal"))
        self.seal.setAccessibleName(self.seal.text())
        self.seal.updateGeometry()
        self.seal.block(standing.why_no_seal)
        self.back.block(standing.why_no_return)
        self.seal.setVisible(standing.is_open)
        self.back.setVisible(standing.is_open)
        self.queue.setVisible(not standing.is_open and may_queue)


def seal_question(over: QWidget, case: Case, stage: Stage, person: str) -> Question:
    """The last question before the signature: what exactly is sealed, by its digest; answers "seal"."""
    edition = case.record.edition
    covers = tr_n(
        "Your signature covers every byte for {count} account.",
        "Your signature covers every byte for {count} accounts.",
        count=len(case.manifest.payloads),
    )
    question = Question(
        over,
        tr("Set your seal for {stage}?", stage=stage.name),
        tr("{what} {then}", what=covers, then=stage.duty) if stage.duty else covers,
        mark=f"seal:{seal_text(stage.name)}",
    )
    digest = grouped(edition.digest, 16)
    half = len(digest) // 2
    facts = joined(case.number, tr("Edition {number}", number=edition.number))
    lines = down(
        Label(case.title, Role.ROW_TITLE, wrap=True),
        Label(facts, Role.NOTE, "ink2"),
        6,
        Label(digest[:half].strip(), Role.DIGEST),
        Label(digest[half:].strip(), Role.DIGEST),
        gap=2,
    )
    question.add_detail(boxed(lines))
    if musts := case.open_musts():
        question.add_detail(_unsettled(musts))
    question.set_note(tr("Recorded as {name}, with the time and the words of the key.", name=person), "user")
    question.add_button("", Button(tr("Cancel")))
    question.add_button("seal", Button(tr("Set seal"), Kind.SEAL, icon="stamp"))
    return question


def _unsettled(musts: Sequence[Thread]) -> QWidget:
    """What somebody wanted to be settled first; it hinders nobody."""
    words = tr_n(
        "{count} comment should be settled before anybody signs.",
        "{count} comments should be settled before anybody signs.",
        count=len(musts),
    )
    rows = [Label(words, Role.BODY_BOLD, "ochre", wrap=True)]
    for thread in musts[:_NAMED]:
        said = thread.remarks[0].words.replace("\n", " ")
        rows.append(Label(tr("{name}: {reason}", name=thread.name, reason=said[:_SAID]), Role.DENSE, "ink2", wrap=True))
    if len(musts) > _NAMED:
        rows.append(Label(tr("and {count} more", count=len(musts) - _NAMED), Role.NOTE, "ink2"))
    return boxed(down(*rows, gap=2))


class ReturnQuestion(Question):
    """Why it goes back; the earlier seals of this edition end with it."""

    def __init__(self, over: QWidget, case: Case, person: str) -> None:
        signed = sum(stage.is_complete for stage in case.record.stages)
        explanation = tr("{submitter} gets it back with your words.", submitter=case.record.submitter)
        if signed:
            ended = tr_n(
                "The {count} seal set so far ends with this edition.",
                "The {count} seals set so far end with this edition.",
                count=signed,
            )
            explanation = tr("{what} {then}", what=explanation, then=ended)
        super().__init__(over, tr("Send it back?"), explanation, mark="finding:warn")
        self.reason = Field(tr("What has to change"), AreaInput(lines=4), note=tr("required"))
        self.add_detail(self.reason)
        self.begin_at(self.reason.control)
        self.set_note(tr("Recorded as {name}, with the time and the words of the key.", name=person), "user")
        self.add_button("", Button(tr("Cancel")))
        self.verb = self.add_button("try", Button(tr("Return"), Kind.PRIMARY), closes=False)

    def is_complete(self) -> bool:
        """Whether a reason was given; if not, the field asks for it."""
        if self.reason.text().strip():
            return True
        self.reason.show_error(tr("Say in a sentence what has to change."))
        return False
