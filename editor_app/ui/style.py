"""Fusion with our hand: focus rings, check marks and a sheet for Qt's own menus; apart from the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from typing_extensions import override

from editor_app.ui import glyphs, paint
from editor_app.ui.tokens import Palette, Radius

if TYPE_CHECKING:
    from collections.abc import Callable

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag


class PressStyle(QProxyStyle):
    """Draws what a style sheet cannot: the focus ring, check boxes and radio buttons."""

    def __init__(self, colours: Callable[[], Palette]) -> None:
        super().__init__("Fusion")
        self._colours = colours

    @override
    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == _Element.PE_FrameFocusRect:
            self._focus(option, painter)
        elif element in (_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck):
            self._check_box(option, painter)
        elif element == _Element.PE_IndicatorRadioButton:
            self._radio(option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_IndicatorHeight):
            return 18
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        if hint == QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return 500
        return super().styleHint(hint, option, widget, returnData)

    def _focus(self, option: QStyleOption, painter: QPainter) -> None:
        """The ring inside its rectangle, for keyboard focus only."""
        if option.state & _State.State_KeyboardFocusChange:
            paint.frame(painter, QRectF(option.rect), Radius.BUTTON, self._colours().indigo)

    def _check_box(self, option: QStyleOption, painter: QPainter) -> None:
        colours = self._colours()
        on = bool(option.state & (_State.State_On | _State.State_NoChange))
        enabled = bool(option.state & _State.State_Enabled)
        square = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = colours.edge if enabled else colours.line
        paint.box(
            painter,
            square,
            Radius.CHIP,
            colours.ink if on and enabled else colours.paper,
            None if on and enabled else edge,
        )
        if option.state & _State.State_On:
            glyphs.paint(painter, "done", square.adjusted(2, 2, -2, -2), colours.on_ink if enabled else colours.ink3)

    def _radio(self, option: QStyleOption, painter: QPainter) -> None:
        colours = self._colours()
        enabled = bool(option.state & _State.State_Enabled)
        circle = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.edge if enabled else colours.line, 1))
        painter.setBrush(colours.paper)
        painter.drawEllipse(circle)
        if option.state & _State.State_On:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.ink if enabled else colours.ink3)
            painter.drawEllipse(circle.adjusted(4, 4, -4, -4))


def sheet(palette: Palette) -> str:
    """The style sheet of Qt's own menus, tips, plain fields and scroll bars."""
    values = {
        name: palette[name].name()
        for name in ("paper", "panel", "line", "edge", "ink", "ink3", "sunk", "on_ink", "indigo")
    }
    values["wash"] = palette.indigo_wash.name()
    text = _SHEET
    for name, value in values.items():
        text = text.replace(f"@{name};", f"{value};").replace(f"@{name} ", f"{value} ")
    return text


_SHEET = """
QToolTip { background: @ink; color: @on_ink; border: 0; padding: 4px 8px; }
QMenu { background: @paper; color: @ink; border: 1px solid @edge; padding: 4px 0; }
QMenu::item { padding: 6px 24px 6px 16px; }
QMenu::item:selected { background: @wash; color: @ink; }
QMenu::item:disabled { color: @ink3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 0; }
QMenu::icon { padding-left: 12px; }
QLineEdit[plain="true"], QPlainTextEdit[plain="true"], QTextEdit[plain="true"] { border: 0; background: transparent; }
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser { selection-background-color: @wash; selection-color: @ink; }
QAbstractScrollArea { border: 0; }
QComboBox QAbstractItemView { background: @paper; border: 1px solid @edge; padding: 4px 0; outline: 0; }
QComboBox QAbstractItemView { selection-background-color: @wash; selection-color: @ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 2px 2px 4px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 4px 2px 2px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView::section { background: @paper; color: @ink3; border: 0; border-bottom: 1px solid @line; }
QHeaderView::section { padding: 0 8px; min-height: 28px; }
QTableView { gridline-color: @line; }
QSplitter::handle { background: @line; }
QCheckBox, QRadioButton { spacing: 8px; }
"""
