"""Two pictures are compared side by side, by swiping, and one through the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from editor_app.ui.views.review.picture_pair import Pair, PairCanvas, PicturePair, pair_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed


def filled(colour: str) -> QImage:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def canvas(qtbot: QtBot) -> PairCanvas:
    made = PairCanvas(Pair(1, filled("red"), filled("blue"), "", ""))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def colour_at(canvas: PairCanvas, x: int) -> tuple[int, int]:
    pixel = canvas.grab().toImage().pixelColor(x, 100)
    return pixel.red(), pixel.blue()


def test_side_by_side_the_old_one_stands_left(canvas: PairCanvas) -> None:
    assert colour_at(canvas, 90) == (255, 0)
    assert colour_at(canvas, 310) == (0, 255)


def test_a_swipe_uncovers_the_new_one_from_the_right(canvas: PairCanvas) -> None:
    canvas.show_mode("swipe")
    canvas.set_share(25)
    assert colour_at(canvas, 280) == (255, 0)
    assert colour_at(canvas, 320) == (0, 255)


def test_one_shines_through_the_other(canvas: PairCanvas) -> None:
    canvas.show_mode("onion")
    canvas.set_share(50)
    red, blue = colour_at(canvas, 200)
    assert 100 < red < 156
    assert 100 < blue < 156


def test_keys_move_the_edge_within_its_bounds(qtbot: QtBot, canvas: PairCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.share == 50
    canvas.show_mode("swipe")
    for _ in range(12):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.share == 100
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.share == 95


def test_the_dialog_shows_both_of_one_place(qtbot: QtBot, reviewed: Reviewed) -> None:
    case = reviewed.case()
    payload = case.manifest.payloads[0]
    pair = pair_of(case, payload, 1)
    assert pair.before is not None
    assert pair.after is not None
    assert pair_of(case, replace(payload, media=()), 1).after is None
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1200, 800)
    over.show()
    dialog = PicturePair(over, pair)
    dialog.ask()
    assert not dialog.slider.isVisible()
    dialog.modes.choose("onion")
    dialog.slider.setValue(80)
    assert (dialog.canvas.mode, dialog.canvas.share) == ("onion", 80)
