import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.wechat.settings import OPTIONS, checked_settings
from editor_app.platforms.wechat.themes import BY_KIND, names


def test_settings_have_the_defaults_that_are_shown() -> None:
    assert checked_settings({}) == {option.name: option.default for option in OPTIONS}
    assert checked_settings({"form": ""})["form"] == "news"


def test_a_setting_that_is_none_of_its_choices_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="comments"):
        checked_settings({"comments": "yes"})


def test_the_themes_to_choose_from_are_those_that_are_there() -> None:
    (theme,) = [option for option in OPTIONS if option.name == "theme"]
    assert {value for value, _ in theme.choices} == {BY_KIND, *names()}
