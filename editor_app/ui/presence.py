"""Who else is at the document shown, as one calm line; apart because writing, review and queue show it alike."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import new_id
from editor_app.domain.presence import BEAT, Doing, SeatId
from editor_app.ui import background
from editor_app.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from editor_app.domain.identifiers import DocumentId
    from editor_app.domain.presence import Present
    from editor_app.services.desk import Seat

log = logging.getLogger(__name__)
_LOOK_MS: Final = 5_000
_LOOKS_A_BEAT: Final = int(BEAT.total_seconds() * 1000) // _LOOK_MS
_AT_REST: Final = timedelta(seconds=60)


class Presence(QObject):
    """Says that this window is at a document, and who else is; trouble with it is never anybody's trouble."""

    changed = Signal()

    def __init__(self, owner: QObject, seat: Callable[[], Seat | None]) -> None:
        super().__init__(owner)
        self._seat = seat
        self.window = SeatId(new_id())
        self.document: DocumentId | None = None
        self.others: tuple[Present, ...] = ()
        self._doing = Doing.OPEN
        self._typed_at: datetime | None = None
        self._looks = 0
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look_again)

    def attend(self, document: DocumentId | None, doing: Doing = Doing.OPEN) -> None:
        """Be at that document from now on; None = at none."""
        if (document, doing) == (self.document, self._doing) and self._timer.isActive():
            return
        if document is None and self.document is None:
            return
        before, self.document, self._doing, self._typed_at = self.document, document, doing, None
        if document != before:
            self._show(())
        if document is None:
            self._timer.stop()
            self._leave()
            return
        self._timer.start()
        self._looks = 0
        self.look()

    def typed(self) -> None:
        """A key was pressed: the others hear of the first one at once."""
        seat = self._seat()
        if seat is None or self.document is None:
            return
        was_writing = self._now_doing(seat) is Doing.WRITING
        self._typed_at = seat.desk.clock.now()
        if not was_writing:
            self._looks = 0
            self.look()

    def look(self) -> None:
        """Read who is here; every third time say that this window is too."""
        seat, document = self._seat(), self.document
        if seat is None or document is None or self._is_busy:
            return
        signs, self._looks = self._looks % _LOOKS_A_BEAT == 0, self._looks + 1
        doing, window = self._now_doing(seat), self.window
        self._is_busy = True

        def work() -> tuple[Present, ...]:
            from editor_app.services import presence

            if signs:
                try:
                    presence.sign(seat, window, document, doing)
                except DeskError as error:  # a full or read-only disk: the others can be seen all the same
                    log.info("nobody can be told who is here: %s", error.code)
            return presence.others(seat.desk, document, window)

        background.run(self, work, lambda found: self._looked(document, found), self._not_looked)

    def sign_off(self) -> None:
        """The window closes, perhaps: be forgotten at once; if it stays after all, the next look says so."""
        from editor_app.services import presence

        seat, self._looks = self._seat(), 0
        if seat is None or self.document is None:
            return
        try:
            presence.leave(seat.desk, self.window)
        except DeskError as error:
            log.info("nobody can be told who is gone: %s", error.code)

    def words(self) -> str:
        """One line about the others; empty = nobody else is here."""
        seat = self._seat()
        mine = seat.member.id if seat is not None else None
        names = {doing: _names(self.others, doing, mine) for doing in Doing}
        lines = [_line(doing, found) for doing, found in names.items() if found]
        if any(each.member == mine for each in self.others):
            lines.append(tr("You have it open in another window"))
        return " · ".join(lines)

    @property
    def is_written(self) -> bool:
        """Whether somebody else types just now."""
        return any(each.doing is Doing.WRITING for each in self.others)

    def _look_again(self) -> None:
        if self._seat() is None:
            self.attend(None)
        else:
            self.look()

    def _now_doing(self, seat: Seat) -> Doing:
        lately = self._typed_at is not None and seat.desk.clock.now() - self._typed_at < _AT_REST
        return Doing.WRITING if lately else self._doing

    def _looked(self, document: DocumentId, found: tuple[Present, ...]) -> None:
        self._is_busy = False
        if document == self.document:
            self._show(found)

    def _not_looked(self, error: Exception) -> None:
        self._is_busy = False
        log.info("who is here can't be told just now: %s", type(error).__name__)

    def _show(self, found: tuple[Present, ...]) -> None:
        if found != self.others:
            self.others = found
            self.changed.emit()

    def _leave(self) -> None:
        seat, window = self._seat(), self.window
        if seat is None:
            return

        def work() -> None:
            from editor_app.services import presence

            presence.leave(seat.desk, window)

        background.run(self, work, lambda _none: None, self._not_looked)


def _names(others: Sequence[Present], doing: Doing, mine: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in others if each.doing is doing and each.member != mine))


def _line(doing: Doing, names: tuple[str, ...]) -> str:
    who = tr(", ").join(names)
    if len(names) == 1:
        return {
            Doing.WRITING: tr("{who} is writing this now", who=who),
            Doing.OPEN: tr("{who} has this open", who=who),
            Doing.REVIEWING: tr("{who} is reviewing this", who=who),
            Doing.QUEUE: tr("{who} looks at its deliveries", who=who),
        }[doing]
    return {
        Doing.WRITING: tr("{who} are writing this now", who=who),
        Doing.OPEN: tr("{who} have this open", who=who),
        Doing.REVIEWING: tr("{who} are reviewing this", who=who),
        Doing.QUEUE: tr("{who} look at its deliveries", who=who),
    }[doing]
