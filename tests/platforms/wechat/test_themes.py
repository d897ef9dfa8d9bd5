import re

import pytest

from editor_app.domain.document import DocumentKind
from editor_app.domain.errors import Invalid
from editor_app.platforms.wechat import themes

NAMES = themes.names()
_PAPER = "#FFFFFF"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_five_themes_with_titles_in_both_languages() -> None:
    assert set(NAMES) == {"official", "fresh", "livelihood", "emergency", "science"}
    for name in NAMES:
        theme = themes.theme_for(name, DocumentKind.NEWS)
        assert theme.name == name
        assert theme.title
        assert theme.title_en


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_styles_every_element_without_what_the_platform_drops(name: str) -> None:
    theme = themes.theme_for(name, DocumentKind.NEWS)
    for element in themes.ELEMENTS:
        style = theme.style(element)
        assert "{" not in style
        assert "url(" not in style
        assert "!" not in style
        assert '"' not in style


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_on_its_ground(name: str) -> None:
    theme = themes.theme_for(name, DocumentKind.NEWS)
    for element in themes.ELEMENTS:
        style = theme.style(element)
        ink = re.search(r"(?:^|;)color:(#[0-9A-F]{6})", style)
        ground = re.search(r"background:(#[0-9A-F]{6})", style) or re.search(
            r"background:(#[0-9A-F]{6})", _below(theme, element)
        )
        if ink:
            assert contrast(ink[1], ground[1] if ground else _PAPER) >= 4.5, (element, style)


def _below(theme: themes.Theme, element: str) -> str:
    grounds = {"h2": "h2_inner", "quote_p": "quote", "byline": "end", "note": "end", "notes_title": "end"}
    return theme.style(grounds.get(element, element))


def test_a_theme_is_chosen_by_the_kind_of_the_document() -> None:
    assert {kind: themes.theme_for("auto", kind).name for kind in DocumentKind} == {
        DocumentKind.EXPLAINER: "science",
        DocumentKind.NEWS: "fresh",
        DocumentKind.NOTICE: "official",
        DocumentKind.REBUTTAL: "emergency",
    }


def test_a_theme_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Invalid) as said:
        themes.theme_for("neon", DocumentKind.NEWS)
    assert "official" in str(said.value.next_step)
