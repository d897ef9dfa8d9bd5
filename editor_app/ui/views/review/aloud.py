"""Proof reading sentence by sentence, by the system's voice or by keys; apart because it keeps its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor_app.domain.sentences import sentences
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.speech import Speech
from editor_app.ui.view import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import AccountId
    from editor_app.storage.queries.comments import Reading
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.case_page import CasePage


class ReadingAloud(QObject):
    """Reads the variant shown; how far is kept for each reader, and the end is on record."""

    kept = Signal()

    def __init__(self, page: CasePage, shell: Shell, engine: str = "") -> None:
        super().__init__(page)
        self._page = page
        self._bar = page.reading_bar
        self._shell = shell
        self._engine = engine
        self._speech: Speech | None = None
        self._spans: tuple[tuple[int, int], ...] = ()
        self._account: AccountId | None = None
        self.at = 0
        """The sentence that is read, counted from 0."""
        self.is_playing = False
        page.aloud.clicked.connect(self.turn)
        self._bar.play.clicked.connect(self.turn_voice)
        self._bar.after.clicked.connect(self.next)
        self._bar.before.clicked.connect(self.previous)
        self._bar.end.clicked.connect(self.leave)
        page.opened.connect(lambda _account: self._have_opened())

    @property
    def is_reading(self) -> bool:
        """Whether somebody proof-reads just now."""
        return self._account is not None

    @property
    def total(self) -> int:
        """Sentences of the variant."""
        return len(self._spans)

    def actions(self, reads: Callable[[], str]) -> list[Action]:
        """What the palette offers."""
        return [
            Action(tr("Proof-read sentence by sentence"), self.turn, "book-open-check", "F7", "", reads),
            Action(tr("Next sentence"), self.next, "chevron-right", "Alt+Down", "", self._why_not),
            Action(tr("Sentence before"), self.previous, "chevron-left", "Alt+Up", "", self._why_not),
            Action(tr("Read aloud, or pause"), self.turn_voice, "play", "Alt+P", "", self._why_not),
        ]

    def turn(self) -> None:
        """Begin where this reader left off, or end."""
        if self.is_reading:
            self.leave()
        else:
            self._begin()

    def next(self) -> None:
        """This sentence is read; at the last one the whole variant is."""
        if not self.is_reading:
            return
        if self.at + 1 < self.total:
            self._go(self.at + 1)
            return
        self.is_playing = False
        self.at = self.total
        self._keep()
        self._page.page.highlight(None)
        self._tell()

    def previous(self) -> None:
        """The sentence before once more."""
        if self.is_reading:
            self._go(max(0, min(self.at, self.total) - 1))

    def turn_voice(self) -> None:
        """Let the voice read on, or be silent."""
        if not self.is_reading or not self._voice().is_there:
            return
        self.is_playing = not self.is_playing
        if self.is_playing:
            self._go(self.at if self.at < self.total else 0)
        else:
            self._voice().stop()
            self._keep()
            self._tell()

    def leave(self) -> None:
        """End; the place is kept."""
        if not self.is_reading:
            return
        self._voice().stop()
        if self.at < self.total:
            self._keep()
        self._account, self.is_playing = None, False
        self._page.page.highlight(None)
        self._bar.hide()
        self._page.aloud.setChecked(False)

    def _begin(self) -> None:
        from editor_app.services import proof_reading

        case, payload, seat = self._page.case, self._page.payload(), self._shell.seat
        if case is None or payload is None or seat is None:
            return
        edition = case.record.edition.id

        def begin(own: dict[AccountId, Reading]) -> None:
            if self._page.payload() is payload:
                self._read(payload, own.get(payload.account))

        background.run(self, lambda: proof_reading.own(seat, edition), begin, self._failed)

    def _read(self, payload: Payload, before: Reading | None) -> None:
        self._spans = sentences(self._page.page.bare)
        if not self._spans:
            return
        self._account = payload.account
        is_same = before is not None and before.total == self.total and not before.is_to_the_end
        self._bar.show()
        self._page.aloud.setChecked(True)
        self._go(before.reached if before is not None and is_same else 0)

    def _go(self, sentence: int) -> None:
        self.at = sentence
        start, end = self._spans[sentence]
        self._page.page.highlight((start, end))
        self._page.scroll_to_highlight()
        if self.is_playing:
            words = self._page.page.bare[start:end]
            chinese = any(ord(character) > 0x2E80 for character in words)
            self._voice().say(words, float(self._bar.speed.key()), chinese=chinese)
        self._tell()

    def _have_said(self) -> None:
        if self.is_playing:
            self.next()

    def _have_opened(self) -> None:
        """Another variant is on the page: its reading is another one."""
        payload = self._page.payload()
        if self.is_reading and (payload is None or payload.account != self._account):
            self.leave()
        else:
            QTimer.singleShot(0, self, self._shade_again)

    def _shade_again(self) -> None:
        """The page was set anew."""
        if self.is_reading and self.at < self.total:
            self._page.page.highlight(self._spans[self.at])

    def _keep(self) -> None:
        from editor_app.services import proof_reading

        case, seat, account = self._page.case, self._shell.seat, self._account
        if case is None or seat is None or account is None:
            return
        edition, reached, total = case.record.edition.id, self.at, self.total

        def keep() -> Reading:
            return proof_reading.note(seat, edition, account, reached, total)

        background.run(self, keep, lambda _read: self.kept.emit(), self._failed)

    def _tell(self) -> None:
        bar, voice = self._bar, self._voice()
        if self.at >= self.total:
            bar.words.setText(tr("Read to the end; it is on record."))
        else:
            bar.words.setText(tr("Sentence {number} of {count}", number=self.at + 1, count=self.total))
        silent = tr("No voice on this computer: Alt+Down goes on")
        bar.how.setText("" if voice.is_there else silent)
        bar.play.setVisible(voice.is_there)
        bar.speed.setVisible(voice.is_there)
        bar.play.set_icon_name("pause" if self.is_playing else "play")
        bar.after.setEnabled(self.at < self.total)
        bar.before.setEnabled(self.at > 0)

    def _voice(self) -> Speech:
        """Asked for when somebody reads and not before: looking for an engine takes a moment."""
        if self._speech is None:
            self._speech = Speech(self, self._engine)
            self._speech.finished.connect(self._have_said, Qt.ConnectionType.QueuedConnection)
        return self._speech

    def _why_not(self) -> str:
        return "" if self.is_reading else tr("Nobody proof-reads just now.")

    def _failed(self, error: Exception) -> None:
        self._shell.toast(saying.sentence(error))
