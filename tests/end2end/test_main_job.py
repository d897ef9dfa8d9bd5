"""The main job as a script does it: an explainer with chart and picture, three signatures, four accounts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Script:
    """Runs the command line in processes of its own, as scripts of others do."""

    workspace: Path
    passphrases: dict[str, str]

    def __call__(self, *words: str, by: str = "", typed: str = "") -> dict[str, Any]:
        lines = self.lines(*words, by=by, typed=typed)
        assert len(lines) == 1, "exactly one JSON object on standard output"
        return lines[0]

    def lines(self, *words: str, by: str = "", typed: str = "") -> list[dict[str, Any]]:
        member = ["--as", by] if by else []
        done = subprocess.run(
            [sys.executable, "-m", "editor_app", "-w", str(self.workspace), *member, *words, "--json"],
            env={**os.environ, "EDITOR_APP_PASSPHRASE": self.passphrases.get(by, "")},
            input=typed, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.timeout(240)
def test_the_main_job_from_a_file_to_verified_posts(tmp_path: Path) -> None:
    made = Script(tmp_path / "office", {})("init", str(tmp_path / "office"), "--sample", "--lang", "zh_CN")
    people = {
        role: [m["name"] for m in made["members"] if role in m["roles"]] for role in ("editor", "reviewer", "admin")
    }
    run = Script(tmp_path / "office", {m["name"]: m["passphrase"] for m in made["members"]})
    editor, publisher = people["editor"][0], people["admin"][0]
    run("account", "add", "site_folder", "区政府网站", "--url", str(tmp_path / "site"), by=publisher)
    document = _written(run, editor)
    names = [account["name"] for account in run("account", "list")["accounts"]]
    assert not [f for f in run("check", document)["findings"] if f["severity"] in {"block", "override", "warn"}]
    edition = run("submit", document, "--account", *names, by=editor)
    for reviewer in people["reviewer"]:
        run("decide", edition["edition"], "approve", "--digest", edition["digest"], by=reviewer)
    run("queue", edition["edition"], by=publisher)
    finished = run.lines("worker", "--until-idle", by=publisher)
    assert {(line["account"], line["state"], line["verdict"]) for line in finished} == {
        (name, "verified", "identical") for name in names
    }
    assert run("audit", "--verify")["valid"] is True
    _seen_by_readers(tmp_path, finished)


def _written(run: Script, editor: str) -> str:
    from editor_app.resources import resource

    explainer = str(resource("sample/online-government-explainer.zh.md"))
    table = str(resource("sample/electricity-by-source.csv"))
    document: str = run("import", explainer, by=editor)["documents"][0]["id"]
    run(
        "chart", "add", document, table, "--type", "line", "--title", "分来源发电量", "--unit", "千兆瓦时", "--source",
        "美国能源信息署", "--as-of", "2017", "--alt", "可再生能源从1437升至21933", "--series", "source", by=editor,
    )  # fmt: skip
    photo = str(resource("sample/summer-palace.jpg"))
    run(
        "media",
        "add",
        photo,
        "--alt",
        "颐和园佛香阁",
        "--credit",
        "danielbuechele, CC BY 2.0",
        "--to",
        document,
        by=editor,
    )
    return document


def _seen_by_readers(folder: Path, finished: list[dict[str, Any]]) -> None:
    site = next(line for line in finished if line["platform"] == "site_folder")
    pages = [path.read_text("utf-8") for path in (folder / "site").rglob("*.html")]
    assert any("颐和园佛香阁" in page and "可再生能源从1437升至21933" in page for page in pages)
    assert json.loads((folder / "site" / "feed.json").read_text("utf-8"))["items"]
    assert site["url"]
