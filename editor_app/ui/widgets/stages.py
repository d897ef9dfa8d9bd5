"""The stage bar: who has signed and whose turn it is; apart because the route reads ○□○□ without words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QLineF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.outside import tip
from editor_app.ui.seal import Seal, paint_check, paint_seal
from editor_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP: Final = 92
_MARK: Final = 32
_LANDING_MS: Final = 120
_LANDING_FROM: Final = 1.12


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a route; `reads` marks a proof-reading (a circle) instead of a signature (a seal)."""

    name: str  # "复审"
    person: str = ""
    when: str = ""  # the time, or "等你"
    kind: Seal = Seal.OPEN
    reads: bool = False
    characters: str = ""  # two characters for the seal; by default the first two of the name


class StageBar(QWidget):
    """Steps of 92 px joined by a line: drawn where signed, dashed ahead; mine is bold and in the seal's colour."""

    def __init__(self, stages: Sequence[Stage] = (), step: int = _STEP) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self._step = step
        self._landing = -1
        self._growth = 1.0
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_LANDING_MS)
        self._motion.setStartValue(_LANDING_FROM)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._grow)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_stages(stages)

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show other stages."""
        self._stages = tuple(stages)
        spoken = [" ".join(part for part in (stage.name, stage.person, stage.when) if part) for stage in stages]
        self.setAccessibleName(" · ".join(spoken))
        self.setToolTip(tip("\n".join(spoken)))
        self.updateGeometry()
        self.update()

    def land(self, place: int) -> None:
        """Let the seal at `place` land, once; nothing moves when motion is reduced."""
        if theme.active().is_still:
            return
        self._landing = place
        self._grow(_LANDING_FROM)  # Qt tells of the first value only when it differs from the last one
        self._motion.start()

    def _grow(self, value: float) -> None:
        self._growth = value
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(self._step) * len(self._stages), _MARK + 4 + fonts.scaled(20) + fonts.scaled(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        step = fonts.scaled(self._step)
        with QPainter(self) as painter:
            paint.smooth(painter)
            for place, stage in enumerate(self._stages):
                middle = place * step + step / 2
                if place:
                    self._paint_line(painter, middle, step, place)
                self._paint_stage(painter, middle, step, stage, place)

    def _paint_line(self, painter: QPainter, middle: float, step: int, place: int) -> None:
        """From the mark before to this one, 8 px away from both."""
        colours = theme.colours()
        before, here = self._stages[place - 1], self._stages[place]
        ahead = before.kind is not Seal.SET
        pen = QPen(colours.edge, 1)
        if ahead:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        left = middle - step + (12 if before.reads else 16) + 6
        right = middle - (12 if here.reads else 16) - 6
        y = 1 + _MARK / 2 + 0.5
        painter.drawLine(QLineF(round(left), y, round(right), y))

    def _paint_stage(self, painter: QPainter, middle: float, step: int, stage: Stage, place: int) -> None:
        colours = theme.colours()
        growth = self._growth if place == self._landing else 1.0
        side = (24 if stage.reads else _MARK) * growth
        square = QRectF(round(middle - side / 2), round(1 + _MARK / 2 - side / 2), side, side)
        if stage.reads:
            paint_check(painter, square, stage.kind)
        else:
            paint_seal(painter, square, stage.kind, stage.characters or stage.name[:2])
        mine = stage.kind is Seal.MINE
        done = stage.kind is Seal.SET
        ink = colours.seal_ink if mine else colours.ink if done else colours.ink3
        top = _MARK + 4
        words = f"{stage.name} {stage.person}".strip()
        name = QRectF(middle - step / 2 + 2, top, step - 4, fonts.scaled(18))
        paint.text(painter, name, words, Role.NOTE_BOLD if mine else Role.NOTE, ink, paint.CENTRE)
        when = name.translated(0, fonts.scaled(20))
        colour = colours.seal_ink if mine else colours.ink3
        paint.text(painter, when, stage.when, Role.NOTE_BOLD if mine else Role.TINY, colour, paint.CENTRE)


class SealMark(QWidget):
    """One seal as a widget, such as in a sign-off row."""

    def __init__(self, kind: Seal, characters: str, side: int = 40, name: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.characters = characters
        self.setFixedSize(side, side)
        self.setAccessibleName(name or characters)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_kind(self, kind: Seal) -> None:
        """Show the seal set, waiting, open or void."""
        self.kind = kind
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_seal(painter, QRectF(self.rect()), self.kind, self.characters)
