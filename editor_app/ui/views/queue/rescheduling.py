"""Another time for a delivery, shown on two clocks; apart because the signed window may say no."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue.timing import TimeChoice, window_words
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime


class RescheduleDialog(Dialog):
    """Asks for the time and answers "move"; outside of the window it says what would have to be signed."""

    def __init__(self, over: QWidget, chosen: Chosen, office: OfficeTime) -> None:
        super().__init__(over, tr("Another time"), width=600)
        row, record = chosen.timeline.row, chosen.record
        window = (record.manifest.not_before, record.manifest.not_after) if record is not None else (None, None)
        self.timing = TimeChoice(str(office.zone), office.now, window, only_later=True)
        planned = tr("Planned now for {time}", time=office.when(row.planned_at))
        words = window_words(window, office.now, ZoneInfo(str(office.zone)))
        self.add(
            boxed(
                down(
                    Label(row.title, Role.ROW_TITLE, wrap=True),
                    Label(joined(row.account_name, planned), Role.NOTE, "ink2"),
                    gap=2,
                )
            ),
            Rule(),
            Label(words or tr("Approved for any time"), Role.DENSE, "ink2", wrap=True),
            self.timing,
        )
        self.problem = Label("", Role.DENSE, "carmine", wrap=True)
        self.problem.hide()
        self.add(self.problem)
        self.begin_at(self.timing.field.control)
        self.set_note(tr("Only the time changes; the signed window never does."), "user")
        self.add_button("", Button(tr("Cancel")))
        self.verb = self.add_button("move", Button(tr("Move it"), Kind.PRIMARY), closes=False)

    def show_problem(self, sentence: str) -> None:
        """Say why it was refused, in place."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.place_panel()
