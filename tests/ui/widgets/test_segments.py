from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.segments import SegmentBar, paint_segments, segment_colour
from tests.ui.conftest import colours_in, painted


def test_each_delivery_has_its_own_segment_in_its_colour(qtbot: QtBot) -> None:
    bar = SegmentBar(("verified", "ask", "failed"), "3 条中已发出 1 条")
    qtbot.addWidget(bar)
    image = painted(bar, 112, 4)
    assert [image.pixelColor(x, 2).name() for x in (18, 55, 93)] == [
        colours().green.name(),
        colours().ochre.name(),
        colours().carmine.name(),
    ]


def test_what_has_not_begun_is_trough() -> None:
    assert segment_colour("queued") == colours().sunk
    assert segment_colour("sent") == colours().green


def test_many_deliveries_share_the_pixels_there_are() -> None:
    image = QImage(112, 4, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        paint_segments(painter, QRectF(image.rect()), ("sent",) * 500)
    assert colours().green.name() in colours_in(image)


def test_none_paint_nothing(qtbot: QtBot) -> None:
    bar = SegmentBar((), "没有投递")
    qtbot.addWidget(bar)
    bar.set_states(("sent",), "1 条已发出")
    assert bar.accessibleName() == "1 条已发出"
    bar.set_states((), "没有投递")
    assert colours().green.name() not in colours_in(painted(bar, 112, 4))
