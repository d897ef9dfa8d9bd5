import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from editor_app.ui import badges, glyphs


def drawn(name: str, size: int = 16, turn: float = 0.0) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        glyphs.paint(painter, name, QRectF(0, 0, size, size), QColor("black"), QColor("white"), turn)
    return image


def ink(image: QImage) -> float:
    return sum(255 - image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", glyphs.names())
@pytest.mark.parametrize("size", [14, 16, 20, 32])
def test_every_mark_leaves_ink_and_stays_in_its_square(name: str, size: int) -> None:
    assert ink(drawn(name, size)) > 0


def test_states_differ_by_shape_without_colour() -> None:
    shapes = {look.glyph: drawn(look.glyph) for look in badges.STATES.values()}
    for one, other in itertools.combinations(shapes, 2):
        assert shapes[one] != shapes[other], (one, other)


def test_what_is_certain_is_more_solid_than_what_is_not() -> None:
    assert ink(drawn("verified")) > 1.5 * ink(drawn("sent"))
    assert ink(drawn("ask")) > 1.5 * ink(drawn("unknown"))


def test_the_sending_ring_turns_but_its_arrow_stands() -> None:
    assert drawn("working") != drawn("working", turn=90)


def test_the_painter_comes_back_as_it_was() -> None:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        before = painter.pen(), painter.transform()
        glyphs.paint(painter, "ask", QRectF(0, 0, 16, 16), QColor("black"))
        assert (painter.pen(), painter.transform()) == before
