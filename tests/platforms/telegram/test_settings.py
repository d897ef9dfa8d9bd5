import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.telegram.settings import checked_settings


@pytest.mark.parametrize("channel", ["@press_news", "-1001234567890"])
def test_a_channel_is_its_name_or_its_number(channel: str) -> None:
    assert checked_settings({"channel": channel}) == {"channel": channel, "preview": "no", "silent": "no"}


@pytest.mark.parametrize("channel", ["press_news", "@1", "12345", "-100", "https://t.me/press", "@a b"])
def test_anything_else_is_refused_in_words(channel: str) -> None:
    with pytest.raises(Invalid, match="no Telegram channel"):
        checked_settings({"channel": channel})


def test_a_switch_is_yes_or_no() -> None:
    assert checked_settings({"preview": "yes"})["preview"] == "yes"
    with pytest.raises(Invalid, match="nothing that"):
        checked_settings({"silent": "maybe"})
