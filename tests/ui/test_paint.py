import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from editor_app.ui import i18n, paint
from editor_app.ui.theme import colours
from editor_app.ui.tokens import Role


def written(
    words: str, align: object = paint.LEFT, width: int = 200, colour: str = "ink", ground: str = "paper"
) -> QImage:
    image = QImage(240, 40, QImage.Format.Format_RGB32)
    image.fill(colours()[ground])
    with QPainter(image) as painter:
        paint.smooth(painter)
        paint.text(painter, QRectF(20, 0, width, 40), words, Role.DENSE, colours()[colour], align)
    return image


def ink_box(image: QImage) -> tuple[int, int, int, int]:
    ground = image.pixelColor(0, 0)
    marked = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground]
    xs, ys = [x for x, _ in marked], [y for _, y in marked]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_line_stands_in_the_middle_of_its_box() -> None:
    _, top, _, bottom = ink_box(written("国"))
    assert abs((top + bottom) / 2 - 20) <= 1.5


def test_english_and_chinese_stand_on_one_line() -> None:
    _, _, _, chinese = ink_box(written("15"))
    i18n.use_language("en")
    _, _, _, english = ink_box(written("15"))
    assert abs(chinese - english) <= 1


def test_text_ends_at_the_right_edge_when_it_is_right_aligned() -> None:
    assert abs(ink_box(written("15:42", paint.RIGHT))[2] - 219) <= 2


def test_text_that_does_not_fit_is_elided_inside_its_box() -> None:
    assert ink_box(written("政务新媒体矩阵体系这样建设起来", width=100))[2] <= 120


def test_an_opening_mark_hangs_so_that_titles_align() -> None:
    plain, hung = ink_box(written("指尖上的"))[0], ink_box(written("“指尖上的"))[0]
    assert hung - plain <= 3
    assert paint.hang("“", Role.DENSE) == 6.5
    assert paint.hang("", Role.DENSE) == 0


def test_a_narrow_english_mark_does_not_hang() -> None:
    i18n.use_language("en")
    assert paint.hang("“quoted”", Role.DENSE) == 0


def test_light_text_is_as_thin_as_dark_text() -> None:
    def weight(image: QImage, ground: str, front: str) -> float:
        back, full = colours()[ground].lightness(), colours()[front].lightness()
        pixels = (image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))
        return sum((pixel - back) / (full - back) for pixel in pixels)

    dark = weight(written("国办发文"), "paper", "ink")
    light = weight(written("国办发文", colour="on_ink", ground="ink"), "ink", "on_ink")
    assert light == pytest.approx(dark, rel=0.12)


def test_a_box_keeps_its_border_inside() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        paint.box(painter, QRectF(2, 2, 16, 16), 0, QColor("yellow"), QColor("black"))
    assert image.pixelColor(1, 10).name() == "#ffffff"
    assert image.pixelColor(2, 10).name() == "#000000"
    assert image.pixelColor(3, 10).name() == "#ffff00"
