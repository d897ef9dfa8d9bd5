"""Handing over by hand, as the person does it: take the kit, copy piece by piece, paste the address back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor_app.ui.dialogs import Dialog, Question, Tile
from editor_app.ui.file_field import FileField
from editor_app.ui.i18n import is_chinese, said, tr
from editor_app.ui.outside import open_page
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue.asking import AnswerLine, ExactText
from editor_app.ui.views.queue.kit_rows import PictureLine, text_lines
from editor_app.ui.views.queue.notice import Notice
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.scrolling import Unrolled

if TYPE_CHECKING:
    from editor_app.services.hands import Hand
    from editor_app.ui.views.queue.words import OfficeTime

TAKE: Final = "take"
POSTED: Final = "posted"
BACK: Final = "back"
NOT_POSTED: Final = "not-posted"
SAVE: Final = "save"
CONFIRM: Final = "confirm"
_WIDTH: Final = 820
_THEN: Final = 3
"""The last steps of a kit have no button: declare, look, publish and come back."""
_SHOT: Final = QSize(240, 320)
_SIGNED_LINES: Final = 9
_PICTURES: Final = "PNG, JPEG, WebP (*.png *.jpg *.jpeg *.webp)"


class HandDialog(Dialog):
    """One kit; `decided` tells the deed, with the address and what was noted."""

    decided = Signal(str, str, str)

    def __init__(self, over: QWidget, found: Hand, tile: str, office: OfficeTime, me: str) -> None:
        """Show it.

        Args:
            over: the window.
            found: the hand-over.
            tile: the platform's character.
            office: the office's clock.
            me: how the audit log knows who looks.
        """
        title = tr("Post by hand: {platform}", platform=said(found.kit.profile.title))
        super().__init__(over, title, width=_WIDTH)
        self.hand, self._office = found, office
        self.is_mine = found.taken is not None and found.taken.key == me
        self.lines = text_lines(found.kit)
        self.pictures = [
            PictureLine(place, one) for place, one in enumerate(found.kit.pictures, 0 if _has_cover(found) else 1)
        ]
        gap = "" if is_chinese() else " "
        then = Label(gap.join(said(step) for step in found.kit.steps[-_THEN:]), Role.NOTE, "ink2", wrap=True)
        self.add(self._place(tile), *self._notices(), Rule(), self._kit(), then, Rule())
        self.address = AnswerLine(tr("Address of the post"), tr("Address of the post, as readers open it"))
        self.note = AnswerLine(
            tr("Note or reason"), tr("A note; for giving it back or not posting, the reason. It stays on the record.")
        )
        self.screenshot = FileField(tr("Screenshot of the post (not required)"), _PICTURES)
        self._answer = boxed(down(self.address, self.note, self.screenshot, gap=6))
        self.add(self._answer)
        self._fill_foot()

    def show_error(self, deed: str, sentence: str) -> None:
        """Say in place why the deed was not done."""
        line = self.address if deed == POSTED else self.note
        if self._answer.isVisible():
            line.show_error(sentence)
        else:
            self.set_note(sentence, "circle-alert")
        self.place_panel()

    def _place(self, tile: str) -> QWidget:
        """Which account, by when, and the way to the page on which it is posted."""
        found, office = self.hand, self._office
        when = office.when(found.due)
        due = tr("should have been out by {time}", time=when) if found.is_late else tr("to be out by {time}", time=when)
        address = found.kit.profile.editor or found.account.options.get("home", "")
        self.open = Button(tr("Open the platform's page"), Kind.LINK, icon="external-link", small=True)
        self.open.clicked.connect(lambda: open_page(address))
        self.open.setVisible(address.startswith(("https://", "http://")))
        name = Label(found.row.account_name, Role.BODY_BOLD)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        late = Label(due, Role.DENSE, "carmine" if found.is_late else "ink2")
        line = across(Tile(tile), name, late, self.open, gap=8)
        line.setStretch(1, 1)
        return boxed(line)

    def _notices(self) -> list[QWidget]:
        """What must be known before anything is copied: not now, and who had it before."""
        found = self.hand
        notices: list[QWidget] = []
        if found.stop is not None:
            notices.append(Notice("carmine", tr("Do not post it now"), said(found.stop)))
        others = dict.fromkeys(one.by for one in found.earlier if found.taken is None or one.key != found.taken.key)
        if others and found.waits:
            names = tr(", ").join(others)
            sentence = tr("{names} had it before and gave it back. Look at the account first.", names=names)
            notices.append(Notice("ochre", tr("This kit was taken before"), sentence))
        return notices

    def _kit(self) -> QWidget:
        """Everything to copy; blocked for whoever hasn't taken it."""
        why = "" if self.is_mine and self.hand.stop is None else tr("Take the kit first, so that nobody else posts it.")
        if self.hand.stop is not None:
            why = said(self.hand.stop)
        for line in self.lines:
            line.button.block(why)
        for picture in self.pictures:
            picture.copy.block(why)
            if why:
                picture.alt.block(why)
        return Unrolled(boxed(down(*self.lines, *self.pictures, gap=2, margins=(0, 0, 12, 0))))

    def _fill_foot(self) -> None:
        found = self.hand
        self._answer.setVisible(found.taken is not None)
        self.address.setVisible(self.is_mine)
        self.screenshot.setVisible(self.is_mine)
        if found.taken is None:
            self.set_note(tr("Press Desk posts nothing here; a person does."), "user")
            self.add_button("", Button(tr("Close")))
            self.take = self._deed(TAKE, Button(tr("Take the kit"), Kind.PRIMARY, icon="clipboard-list"))
            self.take.block(said(found.stop) if found.stop is not None else "")
            return
        since = self._office.when(found.taken.at)
        self.set_note(tr("{name} has it since {time}.", name=found.taken.by, time=since), "user")
        self._deed(BACK, Button(tr("Give it back")))
        if self.is_mine:
            self._deed(NOT_POSTED, Button(tr("Not posted")))
            self._deed(SAVE, Button(tr("Save the kit…"), icon="download"))
            self._deed(POSTED, Button(tr("It is posted"), Kind.PRIMARY, icon="check"))
            self.begin_at(self.address.control)

    def _deed(self, key: str, button: Button) -> Button:
        self.add_button(key, button, closes=False)
        button.clicked.connect(lambda: self._decide(key))
        return button

    def _decide(self, deed: str) -> None:
        address, note = self.address.text(), self.note.text()
        if deed == POSTED and not address:
            self.show_error(POSTED, tr("Paste the address of the post as the browser shows it."))
        elif deed in {BACK, NOT_POSTED} and not note:
            self.show_error(deed, tr("Say in a few words why; it stays on the record."))
        else:
            self.decided.emit(deed, address, note)


class SecondLook(Question):
    """The page that no program could read, before the eyes of a second person."""

    decided = Signal(str, str, str)

    def __init__(self, over: QWidget, found: Hand) -> None:
        super().__init__(
            over,
            tr("Is it what was signed?"),
            tr("The page does not let itself be read by a program. Open it and compare title, text and pictures."),
        )
        posted = found.posted
        address = posted.url if posted else ""
        self.hand = found
        self.open = Button(address, Kind.LINK, icon="external-link", small=True, name=tr("Open the post"))
        self.open.clicked.connect(lambda: open_page(address))
        self.note = AnswerLine(tr("What you saw"), tr("What you saw; it stays on the record"))
        words = ExactText(f"{found.kit.title}\n{found.kit.text}", tr("What was signed"))
        words.setMinimumHeight(_SIGNED_LINES * words.fontMetrics().lineSpacing())  # compared word by word, not quoted
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.screenshot = QLabel()
        self.screenshot.setAccessibleName(tr("Screenshot of the post"))
        self.screenshot.hide()
        beside = across(words, self.screenshot, gap=16)
        beside.setStretch(0, 1)
        beside.setAlignment(self.screenshot, Qt.AlignmentFlag.AlignTop)
        self.add_detail(boxed(down(boxed(beside), self.open, gap=4)))
        self.add_detail(self.note)
        by = tr("Posted by {name}", name=posted.by) if posted else ""
        self.set_note(by, "user")
        self.add_button("", Button(tr("Close")))
        sign = Button(tr("It is as signed"), Kind.PRIMARY, icon="check")
        self.add_button(CONFIRM, sign, closes=False)
        sign.clicked.connect(self._decide)
        self.begin_at(self.note.control)

    def show_screenshot(self, content: bytes) -> None:
        """Show what the person who posted it kept of it."""
        found = QPixmap()
        if found.loadFromData(content):
            keep, fine = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.screenshot.setPixmap(found.scaled(_SHOT, keep, fine))
            self.screenshot.show()
            self.place_panel()

    def show_error(self, _deed: str, sentence: str) -> None:
        """Say in place why it was not taken."""
        self.note.show_error(sentence)
        self.place_panel()

    def _decide(self) -> None:
        if self.note.text():
            self.decided.emit(CONFIRM, "", self.note.text())
        else:
            self.show_error(CONFIRM, tr("Say in a few words what you saw."))


def _has_cover(found: Hand) -> bool:
    return bool(found.kit.pictures) and found.kit.pictures[0].is_cover
