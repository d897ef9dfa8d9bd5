"""A picture beside the one that stood there before: side by side, swiped, or one through the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget
from typing_extensions import override

from editor_app.domain.identifiers import grouped
from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, across, boxed
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.ui.views.review.reading import Case

_WIDTH: Final = 960
_HEIGHT: Final = 460
_GAP: Final = 16
_SLIDER: Final = 240


@dataclass(frozen=True, slots=True)
class Pair:
    """Both pictures of one place; None = there was or is none, or it can't be read."""

    ordinal: int
    before: QImage | None
    after: QImage | None
    facts_before: str
    facts_after: str


def pair_of(case: Case, payload: Payload, ordinal: int) -> Pair:
    """The picture at a place of a payload, and the one that stood there in the edition before."""
    earlier = case.before(payload.account)
    old = next((one for one in earlier.media if one.ordinal == ordinal), None) if earlier is not None else None
    new = next((one for one in payload.media if one.ordinal == ordinal), None)
    images = [case.pictures.get(one.digest) if one is not None else None for one in (old, new)]
    return Pair(ordinal, images[0], images[1], _facts(old), _facts(new))


class PairCanvas(QWidget):
    """Paints both; `mode` is "side", "swipe" or "onion", `share` how much of the new one is seen, 0 to 100."""

    shared = Signal(int)

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self.mode = "side"
        self.share = 50
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Picture {number}, before and now", number=pair.ordinal))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 48, fonts.scaled(_HEIGHT))

    def show_mode(self, mode: str) -> None:
        """Show both in another way."""
        self.mode = mode
        self.update()

    def set_share(self, share: int) -> None:
        """See more or less of the new one."""
        if (kept := max(0, min(100, share))) != self.share:
            self.share = kept
            self.shared.emit(kept)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.mode == "side":
                half = (box.width() - _GAP) / 2
                self._paint(painter, QRectF(0, 0, half, box.height()), self.pair.before)
                self._paint(painter, QRectF(half + _GAP, 0, half, box.height()), self.pair.after)
                return
            self._paint(painter, box, self.pair.before)
            if self.mode == "onion":
                painter.setOpacity(self.share / 100)
                self._paint(painter, box, self.pair.after)
                return
            edge = box.width() * (1 - self.share / 100)
            painter.setClipRect(QRectF(edge, 0, box.width() - edge, box.height()))
            painter.fillRect(box, theme.colours().panel)
            self._paint(painter, box, self.pair.after)
            painter.setClipping(False)
            painter.fillRect(QRectF(edge - 1, 0, 2, box.height()), theme.colours().indigo)

    def _paint(self, painter: QPainter, box: QRectF, image: QImage | None) -> None:
        if image is None:
            paint.text(painter, box, tr("No picture stands here"), Role.DENSE, theme.colours().ink3, paint.CENTRE)
            return
        size = image.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = box.x() + (box.width() - size.width()) / 2, box.y() + (box.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), image)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.mode == "swipe":
            self.set_share(round(100 * (1 - event.position().x() / max(1, self.width()))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: 5, Qt.Key.Key_Right: -5}.get(Qt.Key(event.key()))
        if step is None or self.mode == "side":
            super().keyPressEvent(event)
        else:
            self.set_share(self.share + step)


class PicturePair(Dialog):
    """Both pictures with their facts, and how they are laid over each other."""

    def __init__(self, over: QWidget, pair: Pair) -> None:
        super().__init__(over, tr("Picture {number}, before and now", number=pair.ordinal), width=_WIDTH)
        self.canvas = PairCanvas(pair)
        self.canvas.setFixedHeight(self.roomy(_HEIGHT))
        modes = [
            Item("side", tr("Side by side")),
            Item("swipe", tr("Swipe")),
            Item("onion", tr("One through the other")),
        ]
        self.modes = Segments(tr("How"), modes, "side")
        self.modes.chosen.connect(self._show)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setValue(50)
        self.slider.setFixedWidth(fonts.scaled(_SLIDER))
        self.slider.setAccessibleName(tr("How much of the new picture is seen"))
        self.slider.valueChanged.connect(self.canvas.set_share)
        self.canvas.shared.connect(self.slider.setValue)
        before = Label(joined(tr("Before"), pair.facts_before), Role.NOTE, "ink2")
        after = Label(joined(tr("Now"), pair.facts_after), Role.NOTE, "ink2", align=paint.RIGHT)
        self.add(boxed(across(self.modes, None, self.slider, gap=12)), self.canvas, boxed(across(before, None, after)))
        self.add_button("", Button(tr("Close")))
        self._show("side")

    def _show(self, mode: str) -> None:
        self.canvas.show_mode(mode)
        self.slider.setVisible(mode != "side")


def _facts(media: SealedMedia | None) -> str:
    if media is None:
        return ""
    return joined(
        f"{media.width} × {media.height}", f"{-(-media.size // 1024)} KB", grouped(media.digest, 2), media.alt
    )
