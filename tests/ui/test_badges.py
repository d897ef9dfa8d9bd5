import pytest
from PySide6.QtGui import QImage, QPainter

from editor_app.domain.delivery import DeliveryState
from editor_app.ui import badges, i18n
from editor_app.ui.theme import Theme, colours
from tests.ui.conftest import colours_in


def badge(state: str) -> QImage:
    image = QImage(160, 28, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        badges.paint_state(painter, 8, 14, state)
    return image


def test_every_state_of_a_delivery_has_its_look() -> None:
    assert set(badges.STATES) == set(DeliveryState)


def test_only_states_that_need_a_person_have_a_ground() -> None:
    assert {state for state, look in badges.STATES.items() if look.ground} == {"unknown", "ask", "failed"}
    assert colours().ochre_wash.name() in colours_in(badge("ask"))
    assert colours().ochre_wash.name() not in colours_in(badge("sent"))


@pytest.mark.parametrize("state", DeliveryState)
def test_a_state_is_said_in_words_in_both_languages(state: str) -> None:
    chinese = badges.word_of(state)
    i18n.use_language("en")
    assert chinese != badges.word_of(state)


def test_sent_is_not_verified() -> None:
    assert badges.word_of("sent") == "已发出"
    assert badges.word_of("verified") == "已核验"


def test_the_width_told_is_the_width_painted() -> None:
    image = QImage(200, 28, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        for state, look in badges.STATES.items():
            inset = 6 if look.ground else 0
            assert badges.paint_state(painter, 8, 14, state) + inset == pytest.approx(badges.state_width(state), abs=1)


def test_in_high_contrast_a_ground_has_a_border(looks: Theme) -> None:
    looks.choose("contrast")
    assert badge("failed").pixelColor(2, 14) == colours().carmine


@pytest.mark.parametrize("severity", badges.FINDINGS)
def test_findings_have_marks(severity: str) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        badges.paint_finding_glyph(painter, image.rect().toRectF(), severity)
    assert len(colours_in(image)) > 1


def test_a_platform_is_one_character_in_a_plain_tile() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(colours().paper)
    with QPainter(image) as painter:
        badges.paint_tile(painter, 0, 0, "博")
    assert image.pixelColor(10, 0) == colours().edge
