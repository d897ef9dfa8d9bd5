"""A picture on which a part is marked, by mouse or keys, beside what others marked; apart because it paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.domain.anchor import WHOLE, Region
from editor_app.ui import focus, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.threads import paint_number
from editor_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 20
_STEP: Final = 25
_NUMBER: Final = 18
_DARK: Final = 0.5
_FIRST: Final = Region(350, 350, 300, 300)
_STEPS: Final = {
    Qt.Key.Key_Left: (-_STEP, 0), Qt.Key.Key_Right: (_STEP, 0), Qt.Key.Key_Up: (0, -_STEP), Qt.Key.Key_Down: (0, _STEP),
}  # fmt: skip


class RegionCanvas(QWidget):
    """`marked` tells that another part is meant; none is the whole picture."""

    marked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.region: Region | None = None
        self.others: tuple[tuple[int, Region | None, bool], ...] = ()
        """Number, part and whether it is open, of what others said of this picture."""
        self._from: QPointF | None = None
        self._keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.show_picture(None, "", ())

    def show_picture(self, image: QImage | None, name: str, others: Sequence[tuple[int, Region | None, bool]]) -> None:
        """Show another picture, with nothing marked."""
        self.image, self.region, self.others = image, None, tuple(others)
        self.setAccessibleName(name or tr("Picture"))
        self.setAccessibleDescription(
            tr("Drag over a part; the arrows move it, Shift with the arrows sizes it, Esc takes it away.")
        )
        self.update()

    def mark(self, region: Region | None) -> None:
        """Mean that part."""
        self.region = region
        self.update()
        self.marked.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 360)

    def _frame(self) -> QRectF:
        """Where the picture stands."""
        if self.image is None or self.image.isNull():
            return QRectF()
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def box_of(self, region: Region | None) -> QRectF:
        """Where a part stands on the widget."""
        frame = self._frame()
        if region is None:
            return frame
        across, down = frame.width() / WHOLE, frame.height() / WHOLE
        return QRectF(
            frame.x() + region.x * across, frame.y() + region.y * down, region.width * across, region.height * down
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, frame = theme.colours(), self._frame()
        with QPainter(self) as painter:
            paint.smooth(painter)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.image is None or frame.isEmpty():
                words = tr("The picture can't be shown.")
                paint.text(painter, QRectF(self.rect()), words, Role.DENSE, colours.ink3, paint.CENTRE)
                return
            painter.drawImage(frame, self.image)
            for number, region, is_open in self.others:
                self._paint_other(painter, number, region, is_open=is_open)
            if self.region is not None:
                self._paint_region(painter, self.box_of(self.region))
            if self._keyboard:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.indigo, 2))
                painter.drawRect(frame.adjusted(1, 1, -1, -1))

    def _paint_region(self, painter: QPainter, box: QRectF) -> None:
        """Bright inside, shaded around: it is seen on any picture."""
        colours = theme.colours()
        painter.save()
        painter.setClipRect(self._frame())
        shade = QColor(colours.desk if colours.paper.lightnessF() < _DARK else colours.ink)
        shade.setAlphaF(0.45)
        around = QPainterPath()
        around.addRect(self._frame())
        around.addRect(box)
        painter.fillPath(around, shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.on_ink, 4))
        painter.drawRect(box)
        painter.setPen(QPen(colours.ochre, 2))
        painter.drawRect(box)
        painter.restore()

    def _paint_other(self, painter: QPainter, number: int, region: Region | None, *, is_open: bool) -> None:
        colours, box = theme.colours(), self.box_of(region)
        if region is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.on_ink, 3))
            painter.drawRect(box)
            painter.setPen(QPen(colours.ochre if is_open else colours.ink3, 1.5))
            painter.drawRect(box)
        side = fonts.scaled(_NUMBER)
        paint_number(painter, QRectF(box.x() + 4, box.y() + 4, side, side), str(number), is_open=is_open)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position()
        self.mark(None)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.mark(self._between(self._from, event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None

    def _between(self, one: QPointF, other: QPointF) -> Region | None:
        frame = self._frame()
        if frame.isEmpty():
            return None
        xs = sorted(_share(point.x() - frame.x(), frame.width()) for point in (one, other))
        ys = sorted(_share(point.y() - frame.y(), frame.height()) for point in (one, other))
        width, height = xs[1] - xs[0], ys[1] - ys[0]
        return Region(xs[0], ys[0], width, height) if min(width, height) >= _LEAST else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.image is None:
            if event.key() == Qt.Key.Key_Escape and self.region is not None:
                self.mark(None)
            else:
                super().keyPressEvent(event)
        elif self.region is None:
            self.mark(_FIRST)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.mark(_sized(self.region, *step))
        else:
            self.mark(_moved(self.region, *step))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = focus.by_keyboard(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard = False
        self.update()


def _share(place: float, whole: float) -> int:
    return round(min(max(place / whole, 0), 1) * WHOLE)


def _moved(region: Region, right: int, down: int) -> Region:
    x = min(max(region.x + right, 0), WHOLE - region.width)
    y = min(max(region.y + down, 0), WHOLE - region.height)
    return Region(x, y, region.width, region.height)


def _sized(region: Region, right: int, down: int) -> Region:
    width = min(max(region.width + right, _LEAST), WHOLE - region.x)
    height = min(max(region.height + down, _LEAST), WHOLE - region.y)
    return Region(region.x, region.y, width, height)
