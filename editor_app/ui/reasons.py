"""A question whose answer needs a reason or a note; apart because queue, freeze and alarms all ask it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from editor_app.ui.dialogs import Question
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

LIMIT: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the window's language."""

    title: str
    explanation: str
    verb: str
    danger: bool = False
    mark: str = "finding:warn"
    label: str = ""
    """What is asked for; empty = the reason."""


class ReasonQuestion(Question):
    """Asks why; the deed's own button answers "try", and only a complete answer is taken."""

    def __init__(self, over: QWidget, asked: Asked) -> None:
        super().__init__(over, asked.title, asked.explanation, mark=asked.mark)
        label = asked.label or tr("Reason")
        self.reason = Field(label, AreaInput(name=label, lines=2), note=tr("required"))
        self.begin_at(self.reason.control)
        self.add_button("", Button(tr("Cancel")))
        self.verb = Button(asked.verb, Kind.DANGER if asked.danger else Kind.PRIMARY)
        self.add_button("try", self.verb, closes=False)
        self.set_note(tr("It is recorded with your name and the time."), "user")

    def finish(self) -> None:
        """Put the reason below what stands there so far."""
        self.add_detail(self.reason)

    def is_complete(self) -> bool:
        """Whether everything needed was said; if not, the field says what is missing."""
        if not self.reason.text().strip():
            self.reason.show_error(tr("Say in a few words why; it stays on the record."))
            return False
        return True

    def said(self) -> str:
        """The reason as it is kept."""
        return self.reason.text().strip()[:LIMIT]

    def ask_for(self, then: Callable[[str], None]) -> None:
        """Show the question; `then` is called with the reason when the deed's button was pressed."""

        def answered(key: str) -> None:
            if key == "try" and self.is_complete():
                self.leave()
                then(self.said())

        self.finish()
        self.answered.connect(answered)
        self.ask()
