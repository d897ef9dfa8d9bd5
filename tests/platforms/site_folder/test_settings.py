"""Settings that make no site are refused when the folder is connected, not when something goes out."""

from pathlib import Path

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.contract import Connection
from editor_app.platforms.site_folder import PLATFORM
from editor_app.platforms.site_folder.settings import checked_settings


@pytest.mark.parametrize(
    "options",
    [
        {"base_url": "ftp://x"},
        {"base_url": "https://x/?a"},
        {"base_url": 'https://x"'},
        {"zone": "Mars/Olympus"},
        {"zone": "../etc"},
        {"withdrawn": "hide"},
    ],
)
def test_settings_that_make_no_site_are_refused_in_words(options: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        checked_settings(options, "site")


def test_without_settings_the_site_is_called_as_its_account() -> None:
    assert checked_settings({}, "市政府网") == {
        "base_url": "",
        "site_title": "市政府网",
        "language": "zh-CN",
        "zone": "Asia/Shanghai",
        "withdrawn": "remove",
    }


def test_a_wrong_setting_is_said_when_the_folder_is_connected(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not a web address"):
        PLATFORM.link(Connection(str(tmp_path), options={"base_url": "news"}))
