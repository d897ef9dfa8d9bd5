from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from editor_app.demo import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(180)
def test_the_demonstration_ends_with_four_proven_posts_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path), "--lang", "en", "--no-pictures"]) == 0
    said = capsys.readouterr().out
    assert said.count("verified") == said.count("identical") == 4
    assert said.count("✓ Signed by") == 3
    assert json.loads((tmp_path / "site" / "feed.json").read_text("utf-8"))["items"]


def test_a_folder_with_a_workspace_is_left_alone_and_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "workspace.db").write_text("mine", "utf-8")
    assert main(["--out", str(tmp_path), "--lang", "en", "--no-pictures"]) == 1
    assert "There is a workspace in" in capsys.readouterr().err
    assert (tmp_path / "office" / "workspace.db").read_text("utf-8") == "mine"
