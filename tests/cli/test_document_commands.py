from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Commands


def test_a_document_is_begun_edited_shown_and_listed(commands: Commands, tmp_path: Path) -> None:
    editor = commands.who("editor")
    made = commands.run("new", "--title", "社保卡补办", "--kind", "notice", "--json", by=editor).json
    (tmp_path / "t.md").write_text("# 社保卡补办三步走\n\n带身份证。\n", "utf-8")
    edited = commands.run("edit", made["id"], "--file", str(tmp_path / "t.md"), "--json", by=editor).json
    assert edited["revision"] == 2
    shown = commands.run("show", made["number"], "--json").json
    assert (shown["title"], shown["body"].strip(), shown["kind"]) == ("社保卡补办三步走", "带身份证。", "notice")
    assert "社保卡补办三步走" in [d["title"] for d in commands.run("list", "--json").json["documents"]]


def test_files_are_imported_with_the_pictures_beside_them(commands: Commands, tmp_path: Path) -> None:
    from editor_app.resources import resource

    (tmp_path / "photo.jpg").write_bytes(resource("sample/summer-palace.jpg").read_bytes())
    (tmp_path / "a.md").write_text("# 甲\n\n![塔](photo.jpg)\n", "utf-8")
    (tmp_path / "b.txt").write_text("乙\n\n正文", "gb18030")
    done = commands.run("import", str(tmp_path / "a.md"), str(tmp_path / "b.txt"), "--json", by=commands.who("editor"))
    assert done.code == 0, done.out
    first, second = done.json["documents"]
    assert set(first) >= {"id", "title", "revision", "findings"}
    assert "media:" in commands.run("show", first["id"], "--json").json["body"]
    assert "正文" in commands.run("show", second["id"], "--json").json["body"]


@pytest.mark.parametrize("content", [b"\x7fELF\0\0\0\1", b"\0" * 64])
def test_a_binary_file_named_md_is_refused_in_words(commands: Commands, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.md").write_bytes(content)
    done = commands.run("import", str(tmp_path / "x.md"), "--json", by=commands.who("editor"))
    assert (done.code, done.error["code"]) == (1, "invalid")


def test_a_variant_is_overridden_and_inherits_again(commands: Commands) -> None:
    editor, account = commands.who("editor"), commands.accounts[0]
    commands.run("set", commands.document, "--account", account, "title=短标题", by=editor)
    shown = commands.run("show", commands.document, "--json").json
    assert [(o["field"], o["value"]) for o in shown["overrides"]] == [("title", "短标题")]
    commands.run("set", commands.document, "--account", account, "title=", by=editor)
    assert commands.run("show", commands.document, "--json").json["overrides"] == []
    assert commands.run("set", commands.document, "--account", account, "colour=x", "--json", by=editor).code == 1


def test_checks_tell_rule_severity_place_message_and_fix(commands: Commands) -> None:
    done = commands.run("check", commands.document, "--json")
    assert done.code == 0
    assert {"rule", "severity", "place", "message", "fix"} <= set(done.json["findings"][0])


def test_a_finding_that_blocks_ends_with_one(commands: Commands) -> None:
    made = commands.run("new", "--title", "题", "--json", by=commands.who("editor")).json
    done = commands.run("check", made["id"], "--json")
    assert done.code == 1
    assert "block" in [finding["severity"] for finding in done.json["findings"]]


def test_what_an_account_would_receive_is_written_with_digests(commands: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    account = commands.accounts[0]
    done = commands.run("render", commands.document, "--account", account, "--out", str(out), "--json").json
    payload = json.loads((out / "payload.json").read_text("utf-8"))
    assert payload["account_name"] == account
    assert len(done["media"]) == len(payload["media"]) >= 2
    again = commands.run("render", commands.document, "--account", account, "--out", str(tmp_path / "b"), "--json").json
    assert again["digest"] == done["digest"]


def test_the_list_goes_on_after_its_first_page(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor_app.cli.document_commands._PAGE", 2)
    for number in range(4):
        assert commands.run("new", "--title", f"No {number}", "--json", by=commands.who("editor")).code == 0
    listed = commands.run("list", "--json").json["documents"]
    assert len({one["id"] for one in listed}) == len(listed) == 5
