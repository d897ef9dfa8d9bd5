from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands

FACTS = [
    "--type", "line", "--title", "可再生能源增长", "--unit", "千兆瓦时", "--source", "能源信息署", "--as-of", "2017",
    "--alt", "可再生能源从 1437 升到 21933",
]  # fmt: skip


def test_a_chart_is_added_to_the_document(commands: Commands) -> None:
    table = str(resource("sample/electricity-by-source.csv"))
    done = commands.run("chart", "add", commands.document, table, *FACTS, "--json", by=commands.who("editor"))
    assert done.code == 0, done.out
    shown = commands.run("show", commands.document, "--json").json
    assert done.json["chart"] in shown["charts"]
    assert f"chart:{done.json['chart']}" in shown["body"]


@pytest.mark.parametrize("missing", ["--title", "--unit", "--source", "--as-of", "--alt"])
def test_a_chart_without_its_facts_is_refused(commands: Commands, missing: str) -> None:
    at = FACTS.index(missing)
    table = str(resource("sample/electricity-by-source.csv"))
    editor = commands.who("editor")
    facts = [*FACTS[:at], *FACTS[at + 2 :]]
    assert commands.run("chart", "add", commands.document, table, *facts, "--json", by=editor).code == 2
    empty = commands.run("chart", "add", commands.document, table, *facts, missing, " ", "--json", by=editor)
    assert (empty.code, empty.error["code"]) == (1, "invalid")


def test_ragged_rows_are_refused_with_the_row(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("年,数\n2001,1\n2002\n", "utf-8")
    done = commands.run(
        "chart", "add", commands.document, str(tmp_path / "t.csv"), *FACTS, "--json", by=commands.who("editor")
    )
    assert (done.code, done.error["code"]) == (1, "invalid")
    assert "2" in done.error["message"]


def test_a_picture_is_taken_in_and_placed(commands: Commands) -> None:
    photo = str(resource("sample/summer-palace.jpg"))
    done = commands.run(
        "media", "add", photo, "--alt", "佛香阁", "--credit", "某人", "--to", commands.document, "--json",
        by=commands.who("editor"),
    )  # fmt: skip
    assert done.code == 0, done.out
    assert f"media:{done.json['digest']}" in commands.run("show", commands.document, "--json").json["body"]


def test_a_picture_that_is_known_already_is_placed_with_the_words_given_now(commands: Commands) -> None:
    photo, editor = str(resource("sample/summer-palace.jpg")), commands.who("editor")
    commands.run("media", "add", photo, "--alt", "旧的说明", "--to", commands.document, by=editor)
    commands.run("media", "add", photo, "--alt", "新的说明", "--to", commands.document, by=editor)
    body = commands.run("show", commands.document, "--json").json["body"]
    assert "![旧的说明](media:" in body
    assert "![新的说明](media:" in body


def test_a_picture_without_words_or_that_is_none_is_refused(commands: Commands, tmp_path: Path) -> None:
    editor = commands.who("editor")
    assert (
        commands.run("media", "add", str(resource("sample/summer-palace.jpg")), "--alt", " ", "--json", by=editor).code
        == 1
    )
    (tmp_path / "x.png").write_bytes(b"not a picture")
    done = commands.run("media", "add", str(tmp_path / "x.png"), "--alt", "x", "--json", by=editor)
    assert (done.code, done.error["code"]) == (1, "invalid")
