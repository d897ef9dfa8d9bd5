"""The lines of a kit with their copy buttons: what is on the clipboard is exactly what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.platforms.hand_off.kit import Kit, KitPicture

_SHOWN: Final = 160
_THUMB: Final = QSize(72, 54)
_VERB: Final = 132


class CopyLine(QWidget):
    """One thing to copy: its name, the first words of it, and the button that puts it on the clipboard."""

    copied = Signal()

    def __init__(self, name: str, words: str, copy: Callable[[], None], verb: str, *, serif: bool = True) -> None:
        super().__init__()
        self._copy = copy
        self.button = Button(verb, Kind.SECONDARY, icon="clipboard-copy", name=joined(verb, name))
        self.button.widen(_VERB)
        self.button.clicked.connect(self._press)
        said = Label(_short(words), Role.ROW_SERIF if serif else Role.DENSE)
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said.setToolTip(tip(words[:1_000]))
        text = boxed(down(Label(name, Role.NOTE, "ink2"), said, gap=0))
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(across(text, self.button, gap=12, margins=(0, 4, 0, 4)))

    def _press(self) -> None:
        self._copy()
        self.button.set_icon_name("check")
        self.copied.emit()


class PictureLine(QWidget):
    """One picture: small, where it belongs, and two buttons, for itself and for its alternative text."""

    wanted = Signal(object)  # the KitPicture whose bytes go to the clipboard

    def __init__(self, number: int, picture: KitPicture) -> None:
        super().__init__()
        self.picture = picture
        name = tr("Cover") if picture.is_cover else tr("Picture {number}", number=number)
        where = tr("after “…{words}”", words=picture.after) if picture.after and not picture.is_cover else ""
        self.copy = Button(tr("Copy the picture"), icon="image", name=joined(tr("Copy the picture"), name))
        self.alt = Button(tr("Copy its text"), Kind.LINK, small=True, name=joined(tr("Copy its text"), name))
        self.copy.widen(_VERB)
        self.copy.clicked.connect(lambda: self.wanted.emit(picture))
        self.alt.clicked.connect(lambda: put_text(picture.medium.alt))
        self.alt.block("" if picture.medium.alt else tr("It has no alternative text."))
        self._thumb = QLabel()
        self._thumb.setFixedSize(_THUMB)
        self._thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumb.setAccessibleName(picture.medium.alt or name)
        alt = Label(picture.medium.alt, Role.DENSE)
        alt.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        alt.setToolTip(tip(picture.medium.alt))
        size = tr("{width} × {height}", width=picture.medium.width, height=picture.medium.height)
        text = boxed(down(Label(joined(name, size, where), Role.NOTE, "ink2"), alt, gap=0))
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(across(self._thumb, text, self.alt, self.copy, gap=12, margins=(0, 4, 0, 4)))

    def show_picture(self, content: bytes) -> None:
        """Show it small."""
        found = QPixmap()
        if found.loadFromData(content):
            keep, fine = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._thumb.setPixmap(found.scaled(_THUMB, keep, fine))

    def put(self, content: bytes) -> None:
        """Put it on the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(content))
        self.copy.set_icon_name("check")


def text_lines(kit: Kit) -> list[CopyLine]:
    """Title, text and topics, in the order in which they are pasted."""
    count = tr_n("{count} character", "{count} characters", count=len(kit.text))
    lines = [
        CopyLine(tr("Title"), kit.title, lambda: put_text(kit.title), tr("Copy the title")),
        CopyLine(joined(tr("Text"), count), kit.text, lambda: put_article(kit), tr("Copy the text")),
    ]
    if kit.topics:
        words = " ".join(kit.topics)
        lines.append(CopyLine(tr("Topics"), words, lambda: put_text(words), tr("Copy the topics"), serif=False))
    return lines


def put_text(words: str) -> None:
    """Put plain words on the clipboard."""
    QGuiApplication.clipboard().setText(words)


def put_article(kit: Kit) -> None:
    """Put the text on the clipboard, formatted beside plain where the platform takes it so."""
    both = QMimeData()
    both.setText(kit.text)
    if kit.html:
        both.setHtml(kit.html)
    QGuiApplication.clipboard().setMimeData(both)


def _short(words: str) -> str:
    return " ".join(words.split())[:_SHOWN]
