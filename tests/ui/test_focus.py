import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui import focus
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.fields import LineInput
from editor_app.ui.widgets.labels import down


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setLayout(down(Button("一"), Button("二"), LineInput(name="来源"), margins=(20, 20, 20, 20)))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def reach(widget: QWidget, reason: Qt.FocusReason) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    widget.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, reason))


def test_the_keyboard_shows_the_ring_and_the_mouse_does_not(page: QWidget) -> None:
    one, two = page.findChildren(Button)
    reach(one, Qt.FocusReason.TabFocusReason)
    assert focus.is_shown(one)
    reach(two, Qt.FocusReason.MouseFocusReason)
    assert not focus.is_shown(two)


def test_a_field_shows_the_ring_whatever_brought_the_focus(page: QWidget) -> None:
    field = page.findChild(LineInput)
    reach(field, Qt.FocusReason.MouseFocusReason)
    assert focus.is_shown(field)


def test_the_ring_stands_two_pixels_around_the_widget_and_follows_it(page: QWidget, qtbot: QtBot) -> None:
    button = page.findChildren(Button)[0]
    focus.show(button)
    ring = page.findChild(focus.FocusRing)
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    button.move(100, 60)
    qtbot.waitUntil(lambda: ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4))


def test_there_is_one_ring_at_a_time(page: QWidget) -> None:
    one, two = page.findChildren(Button)
    focus.show(one)
    focus.show(two)
    assert focus.is_shown(two)
    assert not focus.is_shown(one)
    focus.left(two)
    assert not focus.is_shown(two)


def test_in_a_scrolled_page_the_ring_scrolls_along(qtbot: QtBot) -> None:
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    inside.setLayout(down(Button("一")))
    area.setWidget(inside)
    focus.show(inside.findChild(Button))
    assert inside.parent() is area.viewport()
    assert area.viewport().findChild(focus.FocusRing).parent() is area.viewport()
