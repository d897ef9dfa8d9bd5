"""The deeds of handing over by hand, from the kit to what is on record; apart from how they are asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.identifiers import Digest
from editor_app.ui import background, saying
from editor_app.ui.i18n import N_, tr
from editor_app.ui.view import Action
from editor_app.ui.views.queue import hand_dialog
from editor_app.ui.views.queue.hand_dialog import HandDialog, SecondLook
from editor_app.ui.views.queue.words import OfficeTime

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Seat
    from editor_app.services.hands import Hand
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel
    from editor_app.ui.views.queue.kit_rows import PictureLine
    from editor_app.ui.views.queue.loading import Chosen

_DONE = {
    hand_dialog.TAKE: N_("You have the kit; nobody else posts it now."),
    hand_dialog.POSTED: N_("Recorded. The page is read now, and again later."),
    hand_dialog.BACK: N_("Given back; another person may take it."),
    hand_dialog.NOT_POSTED: N_("Recorded: not posted. It is held."),
    hand_dialog.CONFIRM: N_("Signed off; it stays on the record."),
}


class Handing(QObject):
    """Shows the kit of the chosen delivery and does what the person wants; `told` says what was recorded."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel) -> None:
        super().__init__(over)
        self._over, self._shell, self._detail = over, shell, detail
        self.dialog: HandDialog | None = None
        self.second: SecondLook | None = None
        detail.hand_asked.connect(self.ask_chosen)

    def action(self) -> Action:
        """The deed for the palette and the keyboard."""
        return Action(tr("Post by hand…"), self.ask_chosen, "clipboard-list", "Ctrl+Shift+B", "", self._why_not)

    def ask_chosen(self) -> None:
        """Show the kit of the delivery that is looked at, or ask for the second look."""
        if self._detail.chosen is not None and not self._why_not():
            self.ask(self._detail.chosen)

    def ask(self, chosen: Chosen) -> None:
        """Show the kit of that delivery as it is now."""
        seat = self._shell.seat
        if seat is None:
            return

        def work() -> Hand:
            from editor_app.services import hands

            return hands.hand(seat.desk, chosen.timeline.row.id)

        background.run(self, work, lambda found: self._show(seat, found, chosen.tile), self.failed.emit)

    def _why_not(self) -> str:
        chosen = self._detail.chosen
        if chosen is None or chosen.hand is None or not (chosen.hand.waits or chosen.hand.owes_second_look):
            return tr("The chosen delivery is not posted by hand, or nothing is left to do.")
        return "" if self._shell.seat is not None else tr("Sign in first.")

    def _show(self, seat: Seat, found: Hand, tile: str) -> None:
        if not found.waits:
            self.second = SecondLook(self._over, found)
            second = self.second
            second.decided.connect(lambda deed, *said: self._do(seat, second, (deed, *said), tile))
            second.ask()
            if found.posted is not None and found.posted.screenshot:
                kept = Digest(found.posted.screenshot)
                background.run(
                    second, lambda: seat.desk.store.media.read(kept), second.show_screenshot, self.failed.emit
                )
            return
        office = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
        dialog = HandDialog(self._over, found, tile, office, seat.actor.key)
        dialog.decided.connect(lambda deed, *said: self._do(seat, dialog, (deed, *said), tile))
        for line in dialog.pictures:
            line.wanted.connect(lambda _one, line=line: self._read(found, line, line.put))
            self._read(found, line, line.show_picture)
        self.dialog = dialog
        dialog.ask()

    def _read(self, found: Hand, line: PictureLine, then: Callable[[bytes], None]) -> None:
        """Read the sealed bytes of a picture; it stays as it is when they can't be read."""
        background.run(line, lambda: found.order.media(line.picture.medium.digest), then, self.failed.emit)

    def _do(self, seat: Seat, dialog: HandDialog | SecondLook, asked: tuple[str, str, str], tile: str) -> None:
        deed = asked[0]
        folder = ""
        if deed == hand_dialog.SAVE:
            folder = QFileDialog.getExistingDirectory(self._over, tr("Save the kit…"))
            if not folder:
                return
        file = dialog.screenshot.path if isinstance(dialog, HandDialog) else None

        def done(found: Hand | Path) -> None:
            if isinstance(found, Path):
                dialog.set_note(tr("The kit lies in {folder}.", folder=str(found)), "check")
                return
            dialog.leave()
            self.told.emit(tr(_DONE[deed]))
            if deed == hand_dialog.TAKE:
                self._show(seat, found, tile)

        background.run(
            dialog,
            lambda: _done(seat, dialog.hand, asked, (folder, file)),
            done,
            lambda error: dialog.show_error(deed, saying.sentence(error)),
        )


def _done(seat: Seat, found: Hand, asked: tuple[str, str, str], files: tuple[str, Path | None]) -> Hand | Path:
    from editor_app.services import handing_off
    from editor_app.services import media as pictures

    deed, address, note = asked
    folder, screenshot = files
    match deed:
        case hand_dialog.TAKE:
            return handing_off.take(seat, found.row.id)
        case hand_dialog.BACK:
            return handing_off.give_back(seat, found.row.id, note)
        case hand_dialog.NOT_POSTED:
            return handing_off.not_posted(seat, found.row.id, note)
        case hand_dialog.SAVE:
            return handing_off.save_kit(seat, found.row.id, Path(folder))
        case hand_dialog.CONFIRM:
            return handing_off.confirm(seat, found.row.id, note)
    picture = pictures.read_file(screenshot) if screenshot is not None else b""
    return handing_off.post_back(seat, found.row.id, address, note, picture)
