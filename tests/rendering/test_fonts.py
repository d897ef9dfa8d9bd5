"""Where the Chinese fonts are."""

import pytest

from editor_app.domain.errors import Unavailable
from editor_app.rendering import fonts


def test_a_chinese_font_is_found() -> None:
    path, index = fonts.require_chinese_font()
    assert path.exists()
    assert index >= 0


def test_characters_that_the_font_has_not_are_named() -> None:
    assert fonts.undrawable("政务 ABC，“”") == ""
    assert fonts.undrawable("政\ue123") == "\ue123"


def test_a_computer_without_a_font_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "chinese_font", lambda: None)
    with pytest.raises(Unavailable, match="Chinese font"):
        fonts.require_chinese_font()
