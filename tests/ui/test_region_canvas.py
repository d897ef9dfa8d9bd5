"""A part of a picture is marked by mouse or keys, always within the picture."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.domain.anchor import Region
from editor_app.ui.region_canvas import RegionCanvas
from tests.ui.conftest import colours_in


@pytest.fixture
def canvas(qtbot: QtBot) -> RegionCanvas:
    made = RegionCanvas()
    qtbot.addWidget(made)
    made.resize(400, 300)
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(0x2A6549)
    made.show_picture(image, "图片 1", [(1, Region(0, 0, 500, 500), True), (2, None, False)])
    made.show()
    return made


def drag(canvas: RegionCanvas, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_drag_marks_a_part_and_a_click_the_whole(canvas: RegionCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.marked):
        drag(canvas, QPoint(100, 100), QPoint(200, 200))
    assert canvas.region == Region(250, 250, 250, 500)
    assert canvas.box_of(canvas.region).x() == 100
    drag(canvas, QPoint(390, 240), QPoint(900, 900))
    assert canvas.region == Region(975, 950, 25, 50) or canvas.region == Region(975, 950, 25, 50)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 80))
    assert canvas.region is None


def test_the_keys_mark_move_size_and_take_away(canvas: RegionCanvas) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    first = canvas.region
    assert first is not None
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.region == Region(first.x + 25, first.y, first.width, first.height)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.region == Region(first.x + 25, first.y, first.width, first.height + 25)
    for _ in range(60):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
        QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.region == Region(0, first.y, first.width, 20)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.region is None


def test_what_others_marked_is_numbered_and_a_picture_that_is_lost_is_said(canvas: RegionCanvas) -> None:
    assert len(colours_in(canvas.grab().toImage())) > 3
    canvas.show_picture(None, "", ())
    assert canvas.box_of(None).isEmpty()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    drag(canvas, QPoint(10, 10), QPoint(90, 90))
    assert canvas.region is None
