import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

from editor_app.ui import i18n
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Role


def test_fonts_are_set_in_pixels_without_hinting() -> None:
    font = fonts.font(Role.BODY)
    assert font.pixelSize() == 14
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_chinese_has_a_han_family_and_never_boxes() -> None:
    for role in (Role.BODY, Role.DOC_BODY, Role.DIGEST):
        assert "CJK SC" in QFontInfo(fonts.font(role)).family()


def test_english_puts_a_latin_family_first_so_that_quotes_are_narrow() -> None:
    wide = fonts.metrics(Role.BODY).horizontalAdvance("“")
    i18n.use_language("en")
    assert "CJK" not in fonts.font(Role.BODY).families()[0]
    assert fonts.metrics(Role.BODY).horizontalAdvance("“") < wide / 1.5


def test_english_has_our_own_letters_on_every_machine() -> None:
    i18n.use_language("en")
    for role, family in ((Role.BODY, "Press Desk Sans"), (Role.DOC_BODY, "Press Desk Serif")):
        letters = QRawFont.fromFont(fonts.font(role))
        assert letters.familyName() == family
        assert all(letters.supportsCharacter(ord(sign)) for sign in "Aé“”‘’–—…·×№€½")


def test_a_documents_own_words_are_chinese_in_an_english_window() -> None:
    i18n.use_language("en")
    assert "CJK" in fonts.document_font(Role.DOC_BODY).families()[0]


def test_digits_of_a_column_are_equally_wide() -> None:
    widths = {fonts.metrics(Role.DENSE).horizontalAdvance(digit) for digit in "0123456789"}
    assert max(widths) - min(widths) < 0.01


@pytest.mark.parametrize(("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (0.5, 1.0), (3.0, 2.0)])
def test_text_grows_to_twice_its_size_and_no_further(asked: float, given: float) -> None:
    fonts.set_scale(asked)
    assert fonts.scale() == given
    assert fonts.size(Role.DISPLAY) == round(24 * given)
    assert fonts.line(Role.DISPLAY) == round(32 * given)
    assert fonts.font(Role.DISPLAY).pixelSize() == round(24 * given)


def test_a_width_holds_the_text() -> None:
    assert fonts.width("政务新媒体", Role.BODY) >= 5 * 14


def test_a_seals_characters_follow_their_square() -> None:
    assert fonts.sized("serif", 12, bold=True).pixelSize() == 12
