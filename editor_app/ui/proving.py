"""The evidence package in the window: written, checked, and what the check says; apart because it leaves the house."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from editor_app.domain.evidence import HOLDS, Check
from editor_app.domain.identifiers import grouped
from editor_app.domain.member import Deed
from editor_app.ui import paint, saying
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import N_, said, tr
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.rows import paint_mark
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QScrollArea

    from editor_app.domain.identifiers import EditionId
    from editor_app.services.evidence_check import Verified
    from editor_app.ui.view import Shell

_TALL: Final = 520
_FILTER: Final = "ZIP (*.zip)"
_DEEDS: Final = {"approve": N_("approved"), "return": N_("returned"), "made": N_("made the package")}


class Proving(QObject):
    """Writes the package of the chosen edition, or checks somebody's, and shows what holds."""

    def __init__(self, over: QWidget, shell: Shell, chosen: Callable[[], EditionId | None]) -> None:
        super().__init__(over)
        self._over, self._shell, self._chosen = over, shell, chosen
        self.long: LongDeed | None = None
        self.dialog: ProofDialog | None = None

    def actions(self) -> list[Action]:
        """The deeds for the palette and the keyboard."""
        return [
            Action(tr("Evidence package…"), self.ask_save, "file-check", "Ctrl+Shift+P", "", self._why_not),
            Action(tr("Check an evidence package…"), self.ask_check, "shield-check", "Ctrl+Shift+Y"),
        ]

    def ask_save(self) -> None:
        """Ask where the package goes."""
        edition = self._chosen()
        if edition is None or self._why_not():
            return
        title, proposed = tr("Evidence package"), f"{tr('evidence')}-{edition[:8]}.zip"
        name, _kind = QFileDialog.getSaveFileName(self._over, title, proposed, _FILTER)
        if name:
            self.save_to(edition, Path(name))

    def save_to(self, edition: EditionId, path: Path) -> None:
        """Write the package and show what its check says; the file dialog has asked about a file of that name."""
        seat = self._shell.seat
        if seat is None:
            return

        def work() -> Verified:
            from editor_app.services import evidence, evidence_check

            path.unlink(missing_ok=True)
            made = evidence.save(seat, evidence.chosen(seat.desk, edition), path)
            return evidence_check.verified(made.content)

        self._run(tr("Evidence package"), tr("The package is written…"), work, path)

    def ask_check(self) -> None:
        """Ask which package is checked."""
        name, _kind = QFileDialog.getOpenFileName(self._over, tr("Check an evidence package"), "", _FILTER)
        if name:
            self.check(Path(name))

    def check(self, path: Path) -> None:
        """Show what somebody's package proves."""

        def work() -> Verified:
            from editor_app.services import evidence_check

            return evidence_check.verified_file(path)

        self._run(tr("Check an evidence package"), tr("The package is checked…"), work, path)

    def _run(self, title: str, first: str, work: Callable[[], Verified], path: Path) -> None:
        self.long = LongDeed(self._over, title)
        self.long.begin(first, lambda _tell: work(), lambda found: self._show(found, path))

    def _show(self, found: Verified, path: Path) -> None:
        self.dialog = ProofDialog(self._over, found, path)
        self.dialog.ask()

    def _why_not(self) -> str:
        if self._chosen() is None:
            return tr("Choose an edition or a delivery first.")
        return saying.refusal(self._shell.seat, Deed.READ)


class ProofDialog(Dialog):
    """What a package proves, check by check, and whose signatures are in it."""

    def __init__(self, over: QWidget, found: Verified, path: Path) -> None:
        super().__init__(over, tr("Evidence package"), width=640)
        self.found = found
        self.add(_verdict(found, path))
        column: list[QWidget | int | None] = [*(_check_row(found, check) for check in Check)]
        if found.signers:
            column += [8, Rule(), 8, Label(tr("Signatures in it, with the six words of their keys"), Role.DENSE_BOLD)]
            column += [_signer_row(*one) for one in _signers(found)]
            note = tr("Compare the six words with the people themselves: nothing else proves whose.")
            column += [4, Label(note, Role.NOTE, "ink2", wrap=True)]
        self.add(_scrolling(column, self))
        self.set_note(tr("Digest of the file: {digest}", digest=grouped(found.digest, 4)), "hash")
        self.copy = self.add_button("copy", Button(tr("Copy the digest"), icon="copy"), closes=False)
        self.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.answered.connect(self._copied)

    def _copied(self, key: str) -> None:
        if key == "copy":
            QGuiApplication.clipboard().setText(self.found.digest)
            self.set_note(tr("The digest is on the clipboard"), "check")


class _Glyph(QWidget):
    """A mark of 16 px beside a line."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(16, fonts.line(Role.DENSE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_mark(painter, self._mark, QRectF(0, (self.height() - 16) / 2, 16, 16))


def _verdict(found: Verified, path: Path) -> QWidget:
    sentence = tr("Everything holds.") if found.holds else tr("It does NOT hold.")
    words = Label(sentence, Role.TITLE, "green" if found.holds else "carmine")
    about = tr("Document {number}", number=found.about) if found.about else ""
    return boxed(down(words, Label("  ·  ".join(filter(None, (about, path.name))), Role.DENSE, "ink2"), gap=2))


def _check_row(found: Verified, check: Check) -> QWidget:
    """What a check proves, or every place where it doesn't hold."""
    faults = found.of(check)
    if check not in found.looked_at:
        lines, mark, colour = [tr("Not looked at: the file can not be read to its end.")], "finding:note", "ink3"
    elif faults:
        lines, mark, colour = [said(fault.words) for fault in faults], "finding:block", "carmine"
    else:
        lines, mark, colour = [said(HOLDS[check])], "state:verified", "ink"
    text = boxed(down(*(Label(line, Role.DENSE, colour, wrap=True) for line in lines), gap=0))
    glyph = _Glyph(mark)
    row = across(glyph, text, gap=10, margins=(0, 3, 0, 3))
    row.setStretch(1, 1)
    row.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
    made = boxed(row)
    made.setAccessibleName(" ".join(lines))
    return made


def _signers(found: Verified) -> list[tuple[str, str, str]]:
    return [(one.name, " ".join(one.words), tr(_DEEDS[one.decision])) for one in found.signers]


def _signer_row(name: str, words: str, deed: str) -> QWidget:
    title = Label(name, Role.DENSE_BOLD)
    title.setFixedWidth(fonts.scaled(116))
    done = Label(deed, Role.NOTE, "ink3")
    return boxed(across(title, Label(words, Role.DIGEST), None, done, gap=10, margins=(0, 2, 0, 2)))


def _scrolling(column: list[QWidget | int | None], dialog: Dialog) -> QScrollArea:
    inside = boxed(down(*column, None, gap=0, margins=(0, 0, 8, 0)))
    area = scrolled(inside)
    area.setAccessibleName(tr("What holds, and what does not"))
    area.setFixedHeight(min(dialog.roomy(_TALL), inside.sizeHint().height() + 4))
    return area
