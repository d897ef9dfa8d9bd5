import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.wechat.settings import OPTIONS, checked_settings


def test_settings_have_the_defaults_that_are_shown() -> None:
    assert checked_settings({}) == {option.name: option.default for option in OPTIONS}
    assert checked_settings({"form": ""})["form"] == "news"


def test_a_setting_that_is_none_of_its_choices_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="comments"):
        checked_settings({"comments": "yes"})
