"""The scrim over the window and the panel on it; apart because dialogs and the palette share focus, Esc and fading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from editor_app.ui import motion, paint, theme
from editor_app.ui.tokens import Radius

_FADE_MS = 80


class Panel(QWidget):
    """The paper of a dialog: flat ground, an edge, round corners."""

    def __init__(self, parent: QWidget, ground: str = "panel") -> None:
        super().__init__(parent)
        self._ground = ground
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            paint.box(painter, QRectF(self.rect()), Radius.DIALOG, colours[self._ground], colours.edge)


class Overlay(QWidget):
    """Covers its window with one flat scrim; keys and clicks stay inside; Esc leaves."""

    def __init__(self, over: QWidget, ground: str = "panel") -> None:
        super().__init__(over.window())
        self.panel = Panel(self, ground)
        self._before: QWidget | None = None
        self._inside: QWidget = self.panel
        self._is_watching = False
        self.window().installEventFilter(self)
        self.hide()

    def place_panel(self) -> None:
        """Put the panel where it belongs; in the middle unless a subclass knows better."""
        size = self.panel.sizeHint().boundedTo(self.size() * 0.96)
        self.panel.resize(size)
        self.panel.move(max(0, (self.width() - size.width()) // 2), max(0, (self.height() - size.height()) // 2))

    def open_over(self, first: QWidget | None = None) -> None:
        """Show the overlay and give the focus to `first`, else to the panel itself: never to a button."""
        self._before = QApplication.focusWidget()
        self.resize(self.window().size())
        self.show()
        self.raise_()
        self.place_panel()
        self._inside = first or self.panel
        self._inside.setFocus(Qt.FocusReason.PopupFocusReason)
        self._watch(is_open=True)
        motion.fade_in(self, _FADE_MS)

    def leave(self) -> None:
        """Close and give the focus back to where it was."""
        self._watch(is_open=False)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """What Esc and a click on the scrim do."""
        self.leave()

    def _watch(self, *, is_open: bool) -> None:
        """Hear where the focus goes while the panel is open."""
        application = QApplication.instance()
        if is_open is self._is_watching or not isinstance(application, QApplication):
            return
        self._is_watching = is_open
        if is_open:
            application.focusChanged.connect(self._hold_focus)
        else:
            application.focusChanged.disconnect(self._hold_focus)

    def _hold_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A view below that is still being filled may ask for the focus; what is typed stays with the question."""
        if now is None or not self.isVisible() or now.window() is not self.window():
            return
        if self.isAncestorOf(now):
            self._inside = now
        elif _overlay_around(now) is None:
            back = self._inside if isValid(self._inside) and self._inside.isVisible() else self.panel
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.resize(self.window().size())
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place_panel()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().scrim)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside the panel."""
        inside = [widget for widget in _focus_order(self.panel) if widget is not self.panel]
        if not inside:
            return True
        current = QApplication.focusWidget()
        place = inside.index(current) if current in inside else (-1 if next else 0)
        target = inside[(place + (1 if next else -1)) % len(inside)]
        target.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True


def _focus_order(root: QWidget) -> list[QWidget]:
    """The widgets inside `root` that Tab may reach, in order."""
    order: list[QWidget] = []
    seen: set[int] = set()
    step = root.nextInFocusChain()
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        if root.isAncestorOf(step) and _takes_tab(step):
            order.append(step)
        step = step.nextInFocusChain()
    return order


def _overlay_around(widget: QWidget) -> Overlay | None:
    """The overlay that holds `widget`; None = it is part of what lies below."""
    step: QWidget | None = widget
    while step is not None and not isinstance(step, Overlay):
        step = step.parentWidget()
    return step


def _takes_tab(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return reachable and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
