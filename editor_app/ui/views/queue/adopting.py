"""Keeping as sent what another copy of the workspace sent: what was found, a link, one deed; nothing is sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from editor_app.domain.errors import Invalid
from editor_app.domain.member import Deed
from editor_app.ui import background, saying
from editor_app.ui.dialogs import Question, Tile
from editor_app.ui.i18n import tr
from editor_app.ui.outside import open_page
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action
from editor_app.ui.views.queue.asking import AnswerLine
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.adopting import Elsewhere
    from editor_app.services.desk import Seat
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel

KEYS: Final = "Ctrl+Alt+A"
_SHOWN: Final = 3


class AdoptDialog(Question):
    """Shows where the post was found, takes its link, and answers "keep"."""

    def __init__(self, over: QWidget, held: Elsewhere, tile: str) -> None:
        found = held.came.is_there
        super().__init__(
            over,
            tr("Keep it as sent?") if found else tr("Did another copy send it?"),
            tr(
                "This workspace is a copy of another one, which may have sent this delivery. The post is read once "
                "more, what readers get is put on record, and it is read back as always. Nothing is sent."
            ),
        )
        self.held = held
        host = held.public_address.rstrip("/")
        self.link = AnswerLine(tr("Link of the post"), f"{host}/…")
        self.link.control.setText(held.came.seen[0] if held.came.seen else "")
        self.number = AnswerLine(tr("Its number there"), tr("Its number there"))
        self.number.hide()
        self.begin_at(self.link.control)
        title = across(Tile(tile), Label(held.row.title, Role.ROW_SERIF, wrap=True), gap=8)
        title.setStretch(1, 1)
        account = Label(held.row.account_name, Role.NOTE, "ink2")
        seen = [self._seen(address) for address in held.came.seen[:_SHOWN]]
        self.add_detail(boxed(down(boxed(title), account, *seen, gap=4)))
        label = Label(tr("Link of the post"), Role.DENSE_BOLD)
        self.add_detail(boxed(down(label, self.link, self.number, gap=2)))
        self.set_note(tr("It is recorded with your name and the time."), "user")
        self.add_button("", Button(tr("Cancel")))
        self.verb = self.add_button("keep", Button(tr("Keep as sent"), Kind.PRIMARY, icon="check"), closes=False)

    def show_error(self, sentence: str, *, needs_number: bool = False) -> None:
        """Say in place why it is not kept."""
        if needs_number:
            self.number.show()
        self.link.show_error(sentence)
        self.verb.setEnabled(True)
        self.place_panel()

    def _seen(self, address: str) -> QWidget:
        link = Button(address, Kind.LINK, icon="external-link", small=True, name=tr("Seen there: {link}", link=address))
        link.clicked.connect(lambda: open_page(address))
        return link


class Adopting(QObject):
    """Asks, keeps the chosen delivery as sent, and tells; `told` says that it was done."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel) -> None:
        super().__init__(over)
        self._over, self._shell, self._detail = over, shell, detail
        self.dialog: AdoptDialog | None = None
        detail.adopt_asked.connect(self.ask)

    def action(self) -> Action:
        """The deed for the palette and the keyboard."""
        return Action(tr("Keep as sent what went out elsewhere…"), self.ask, "check", KEYS, "", self.why_not)

    def why_not(self) -> str:
        """Why the chosen delivery can't be kept as sent; empty = it can."""
        chosen = self._detail.chosen
        if chosen is None or chosen.elsewhere is None:
            return tr("Only what came along with a copy and is held can be kept as sent.")
        return saying.refusal(self._shell.seat, Deed.CONTROL_DELIVERY)

    def ask(self) -> None:
        """Show what was found, then keep it."""
        seat, chosen = self._shell.seat, self._detail.chosen
        if seat is None or chosen is None or chosen.elsewhere is None or self.why_not():
            return
        dialog = AdoptDialog(self._over, chosen.elsewhere, chosen.tile)
        dialog.answered.connect(partial(self._answered, seat, dialog))
        self.dialog = dialog
        dialog.ask()

    def _answered(self, seat: Seat, dialog: AdoptDialog, key: str) -> None:
        if key != "keep":
            return
        delivery, link, number = dialog.held.row.id, dialog.link.text(), dialog.number.text()
        dialog.verb.setEnabled(False)

        def work() -> None:
            from editor_app.services import adopting

            adopting.adopt(seat, delivery, link, number)

        def done(_none: object) -> None:
            dialog.leave()
            self.told.emit(tr("Recorded: it is kept as sent. It is read back now."))

        def failed(error: Exception) -> None:
            dialog.show_error(saying.sentence(error), needs_number=isinstance(error, Invalid) and bool(link))

        background.run(dialog, work, done, failed)
