from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_every_value_that_a_command_takes_stands_beside_its_words(commands: Commands) -> None:
    told = commands.run("platform", "settings", "wechat", "--json", "--lang", "zh_CN").json["settings"]
    theme = next(each for each in told if each["name"] == "theme")
    assert theme["default"] == "auto"
    assert {"value": "official", "words": "公文：宋体，朱红"} in theme["choices"]
    assert all(choice["words"] != choice["value"] for each in told for choice in each["choices"])


def test_what_the_server_says_itself_is_nothing_to_set(commands: Commands) -> None:
    shown = commands.run("platform", "settings", "mastodon").out
    assert "visibility" in shown
    assert "limits" not in shown


def test_a_value_that_is_none_is_refused_with_those_that_there_are(commands: Commands) -> None:
    line = ("account", "add", "weibo", "wb", "--url", "http://127.0.0.1:9", "--option", "form=novel", "--json")
    refused = commands.run(*line, by=commands.who("admin"), typed="token\n")
    assert refused.code == 1
    assert "share (" in refused.error["next"]
