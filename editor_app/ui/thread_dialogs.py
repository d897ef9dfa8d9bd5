"""The questions behind comments: what is said about which words, an answer, a reason, and two texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from editor_app.ui.dialogs import Question
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field
from editor_app.ui.widgets.labels import Label, boxed, down

if TYPE_CHECKING:
    from editor_app.domain.anchor import Anchor
    from editor_app.services.suggesting import TextChanged

_QUOTED: Final = 120


class CommentQuestion(Question):
    """What is said about an anchor, whether it must be settled first, and what should stand there instead."""

    def __init__(self, over: QWidget, anchor: Anchor, account: str, *, may_suggest: bool = True) -> None:
        place = (
            tr("In the version of {account}.", account=account) if account else tr("In the document, for all accounts.")
        )
        super().__init__(over, tr("Comment on these words"), place, mark="finding:note", tone="ochre")
        quoted = anchor.quote if len(anchor.quote) <= _QUOTED else anchor.quote[: _QUOTED - 1] + "…"
        self.add_detail(Label(tr("“{words}”", words=quoted), Role.ROW_SERIF, "ink2", wrap=True))
        self.words = Field(tr("Comment"), AreaInput(lines=3, hint=tr("@Name tells somebody")), note=tr("required"))
        self.add_detail(self.words)
        self.begin_at(self.words.control)
        self.suggests = QCheckBox(tr("Suggest other words"))
        self.instead = Field(tr("Instead"), AreaInput(anchor.quote, lines=3, serif=True))
        self.instead.hide()
        self.suggests.toggled.connect(self.instead.setVisible)
        self.suggests.setVisible(may_suggest)
        self.must = QCheckBox(tr("Should be settled before anybody signs"))
        self.add_detail(boxed(down(self.must, self.suggests, gap=8)))
        self.add_detail(self.instead)
        self.add_button("", Button(tr("Cancel")))
        self.add_button("try", Button(tr("Comment"), Kind.PRIMARY), closes=False)

    def replacement(self) -> str | None:
        """What should stand there instead; None = nothing was suggested."""
        return self.instead.text() if self.suggests.isChecked() else None

    def is_complete(self) -> bool:
        """Whether something was said; if not, the field asks for it."""
        if self.words.text().strip():
            return True
        self.words.show_error(tr("Write what you mean in a sentence."))
        return False


class SayQuestion(Question):
    """A sentence that is needed: an answer, or a reason."""

    def __init__(self, over: QWidget, title: str, quote: str, label: str, verb: str) -> None:
        super().__init__(over, title, tr("“{words}”", words=quote[:_QUOTED]), mark="finding:note", tone="ochre")
        self.words = Field(label, AreaInput(lines=3, hint=tr("@Name tells somebody")), note=tr("required"))
        self.add_detail(self.words)
        self.begin_at(self.words.control)
        self.add_button("", Button(tr("Cancel")))
        self.add_button("try", Button(verb, Kind.PRIMARY), closes=False)

    def is_complete(self) -> bool:
        """Whether something was said; if not, the field asks for it."""
        if self.words.text().strip():
            return True
        self.words.show_error(tr("Write what you mean in a sentence."))
        return False


def changed_question(over: QWidget, changed: TextChanged) -> Question:
    """Both texts when a suggestion meets other words than it was made for; nothing was changed."""
    question = Question(
        over,
        tr("The text has changed since"),
        tr("Nothing was changed. Read both; put it in by hand, or ask again."),
        mark="finding:warn",
    )
    for title, words in (
        (tr("It was made for"), changed.quote),
        (tr("There stands now"), changed.now or tr("nothing: the words are gone")),
        (tr("Suggested"), changed.replacement or tr("nothing")),
    ):
        question.add_detail(
            boxed(down(Label(title, Role.NOTE, "ink2"), Label(words, Role.ROW_SERIF, wrap=True), gap=2))
        )
    question.add_button("", Button(tr("Close")))
    return question
