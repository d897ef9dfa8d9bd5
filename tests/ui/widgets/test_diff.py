import pytest
from PySide6.QtGui import QTextCharFormat

from editor_app.ui.theme import Theme, colours
from editor_app.ui.widgets import diff


def test_changes_are_never_shown_by_colour_alone() -> None:
    assert diff.inserted().underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline
    assert diff.removed().fontStrikeOut()
    assert diff.commented().underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline


def test_a_doubt_is_a_wave() -> None:
    assert diff.doubted().underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline


def test_formats_follow_the_theme(looks: Theme) -> None:
    light = diff.inserted().background().color()
    looks.choose("dark")
    assert diff.inserted().background().color() == colours().ins != light


@pytest.mark.parametrize(
    ("kind", "glyph"), [("insert", "plus"), ("delete", "minus"), ("replace", "plus_minus"), ("moved", "plus_minus")]
)
def test_changes_in_a_list_have_marks(kind: str, glyph: str) -> None:
    assert diff.change_glyph(kind)[0] == glyph
