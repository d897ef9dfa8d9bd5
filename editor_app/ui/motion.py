"""The few movements of the program, none when motion is reduced; apart so that nothing else starts an animation."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QPropertyAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from editor_app.ui import theme


def fade_in(widget: QWidget, milliseconds: int) -> None:
    """Let `widget` appear by opacity; it is there at once when motion is reduced or nobody can see it."""
    if theme.active().is_still or not widget.window().isVisible():
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    animation = QPropertyAnimation(effect, b"opacity", effect)
    animation.setDuration(milliseconds)
    animation.setStartValue(0.0)
    animation.setEndValue(1.0)
    # The effect repaints everything through a pixmap, so it goes as soon as it has done its work.
    animation.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]  # None removes it
    animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
