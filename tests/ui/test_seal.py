import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from editor_app.ui import seal, theme
from editor_app.ui.seal import Seal
from editor_app.ui.theme import colours


def stamped(kind: Seal, characters: str = "复审", side: int = 32) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        seal.paint_seal(painter, QRectF(0, 0, side, side), kind, characters)
    return image


def checked(kind: Seal) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        seal.paint_check(painter, QRectF(0, 0, 24, 24), kind)
    return image


def reds(image: QImage) -> int:
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(spot.red() > spot.green() + 60 and spot.red() > spot.blue() + 60 for spot in spots)


def test_only_what_a_person_signed_or_must_sign_is_vermilion() -> None:
    assert reds(stamped(Seal.SET)) > 300
    assert reds(stamped(Seal.MINE)) > 60
    for kind in (Seal.OPEN, Seal.VOID, Seal.BRAND):
        assert reds(stamped(kind)) == 0
        assert reds(checked(Seal.OPEN)) == 0


def test_the_five_kinds_can_be_told_apart() -> None:
    images = {kind: stamped(kind) for kind in Seal}
    for one, other in itertools.combinations(images, 2):
        assert images[one] != images[other]


@pytest.mark.parametrize("kind", [Seal.SET, Seal.MINE, Seal.OPEN, Seal.VOID])
def test_a_proof_reading_is_a_circle_with_empty_corners(kind: Seal) -> None:
    assert checked(kind).pixelColor(0, 0) == colours().paper


@pytest.mark.parametrize(
    ("characters", "side"), [("审", 20), ("定", 24), ("复审", 32), ("复审", 40), ("政务编辑", 64), ("", 28)]
)
def test_seals_of_every_size_are_painted(characters: str, side: int) -> None:
    assert stamped(Seal.SET, characters, side).pixelColor(1, side // 2) == colours().seal


def test_a_dark_theme_keeps_the_same_stamp(looks: theme.Theme) -> None:
    looks.choose("dark")
    assert stamped(Seal.SET).pixelColor(1, 16) == colours().seal
