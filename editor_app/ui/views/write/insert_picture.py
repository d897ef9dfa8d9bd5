"""The dialog that takes a picture in: what it shows, who made it; apart because no picture enters without words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from editor_app.services.media import Words

ALT_LIMIT: Final = 120
KINDS: Final = ("png", "jpg", "jpeg", "webp", "gif")


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What a person says of a picture when placing it."""

    alt: str
    caption: str
    credit: str
    ai_made: bool

    def words(self, name: str) -> Words:
        """As the service takes them."""
        from editor_app.services.media import Words

        return Words(self.alt, self.credit, name, self.ai_made)


class Thumbnail(QWidget):
    """The picture, small."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setFixedSize(QSize(200, 150))
        self.setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            box = QRectF(self.rect())
            paint.box(painter, box, Radius.CARD, theme.colours().sunk, theme.colours().line)
            if not self._image.isNull():
                size = self._image.size().scaled(QSize(192, 142), Qt.AspectRatioMode.KeepAspectRatio)
                left, top = (box.width() - size.width()) / 2, (box.height() - size.height()) / 2
                painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)


class PictureDialog(Dialog):
    """Asks for the words of one picture; `confirmed` carries them."""

    confirmed = Signal(object)  # PictureWords

    def __init__(self, over: QWidget, image: QImage, name: str, words: PictureWords | None = None) -> None:
        super().__init__(over, tr("Picture"), width=640)
        known = words or PictureWords("", "", "", ai_made=False)
        self.alt = Field(
            tr("Alternative text (for those who can't see it)"), AreaInput(known.alt, lines=3), limit=ALT_LIMIT
        )
        self.caption = Field(tr("Caption below the picture (may stay empty)"), LineInput(known.caption))
        self.credit = Field(tr("Credit: photographer or source"), LineInput(known.credit))
        self.ai_made = QCheckBox(tr("Made with artificial intelligence"))
        self.ai_made.setFont(fonts.font(Role.DENSE))
        self.ai_made.setChecked(known.ai_made)
        facts = Label(f"{image.width()} × {image.height()}", Role.NOTE, "ink3")
        picture = boxed(down(Thumbnail(image, name), Label(name, Role.NOTE, "ink2"), facts, None, gap=4))
        picture.setFixedWidth(200)
        fields = boxed(down(self.alt, self.caption, self.credit, self.ai_made, gap=12))
        row = across(picture, fields, gap=20)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        self.set_note(tr("Hidden facts in the file, such as place and camera, are taken out."))
        cancel = self.add_button("", Button(tr("Cancel")))
        cancel.setAccessibleDescription(tr("Leaves the document as it is"))
        self.insert = self.add_button("insert", Button(tr("Insert picture"), Kind.PRIMARY), closes=False)
        self.begin_at(self.alt.control)
        self.answered.connect(self._answered)

    def words(self) -> PictureWords:
        """What was typed."""
        flat = [" ".join(field.text().split()) for field in (self.alt, self.caption, self.credit)]
        return PictureWords(flat[0], flat[1], flat[2], ai_made=self.ai_made.isChecked())

    def _answered(self, key: str) -> None:
        if key != "insert":
            self.deleteLater()
            return
        if not self.words().alt:
            self.alt.show_error(tr("Say in one sentence what the picture shows."))
            self.alt.control.setFocus()
            return
        self.leave()
        self.confirmed.emit(self.words())
        self.deleteLater()


def png_of(image: QImage) -> bytes:
    """A picture from the clipboard as bytes that the service takes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(held.data())
