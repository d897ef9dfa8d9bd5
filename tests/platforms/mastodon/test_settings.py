import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.mastodon.settings import checked_settings


def test_what_is_left_out_has_its_default() -> None:
    settings = checked_settings({"warning": "雨情"})
    assert (settings["style"], settings["visibility"], settings["warning"]) == ("thread", "public", "雨情")


@pytest.mark.parametrize(
    ("name", "value"),
    [("style", "poem"), ("visibility", "secret"), ("poll_days", "0"), ("poll_days", "31"), ("poll_days", "x"),
     ("poll_days", "007"), ("limits", "x")],
)  # fmt: skip
def test_a_setting_that_can_not_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(Invalid):
        checked_settings({name: value})
