"""A document's revisions by command: saved beside others, looked back on, compared, named, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.presence import Doing, Present, SeatId
from editor_app.services import documents, members, workspaces
from editor_app.storage.queries import presence as queries

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Commands

BODY = "第一段，共 12 件。\n\n第二段。\n"


class Two:
    """Two editors who save files of one document."""

    def __init__(self, commands: Commands, folder: Path) -> None:
        self.commands, self.folder = commands, folder
        self.editor = commands.who("editor")
        made = commands.run("new", "--title", "供暖", "--json", by=self.editor).json
        self.number = made["number"]
        self.save(BODY)

    def save(self, body: str, *more: str) -> Answer:
        file = self.folder / "text.md"
        file.write_text(f"# 供暖\n\n{body}", "utf-8")
        line = ("document", "save", self.number, "--file", str(file), *more, "--json")
        return self.commands.run(*line, by=self.editor)

    def run(self, verb: str, *more: str) -> Answer:
        return self.commands.run("document", verb, self.number, *more, "--json", by=self.editor)


@pytest.fixture
def two(commands: Commands, tmp_path: Path) -> Two:
    return Two(commands, tmp_path)


def test_a_file_of_an_older_revision_is_refused_until_merging_is_asked_for(two: Two) -> None:
    two.save(BODY.replace("第二段", "他的第二段"))
    mine = BODY.replace("12", "15")
    stale = two.save(mine, "--based-on", "2")
    assert (stale.code, stale.error["code"]) == (1, "conflict")
    merged = two.save(mine, "--based-on", "2", "--merge")
    assert (merged.code, merged.json["revision"], merged.json["conflicts"]) == (0, 5, 0)
    body = two.commands.run("show", two.number, "--json").json["body"]
    assert body.strip() == "第一段，共 15 件。\n\n他的第二段。"


def test_places_that_both_changed_are_named_and_both_can_be_kept(two: Two) -> None:
    two.save(BODY.replace("12", "13"))
    mine = BODY.replace("12", "15")
    asked = two.save(mine, "--based-on", "2", "--merge")
    assert (asked.code, asked.error["code"]) == (1, "undecided")
    (conflict,) = asked.json["conflicts"]
    assert (conflict["place"], conflict["mine"], conflict["theirs"]) == (
        "Text",
        "第一段，共 15 件。",
        "第一段，共 13 件。",
    )
    kept = two.save(mine, "--based-on", "2", "--keep-both")
    assert kept.json["conflicts"] == 1
    body = two.commands.run("show", two.number, "--json").json["body"]
    assert body.strip() == "第一段，共 15 件。\n\n第一段，共 13 件。\n\n第二段。"


def test_the_history_folds_saves_up_and_shows_names_and_what_a_merge_grew_from(two: Two) -> None:
    two.save(BODY.replace("第二段", "他的"))
    two.save(BODY.replace("12", "15"), "--based-on", "2", "--merge")
    assert two.run("name", "2", "送审稿").json["name"] == "送审稿"
    told = two.run("history").json
    assert told["folded"] == [[5, 4, 3], [2], [1]]
    assert [(each["revision"], each["grew_from"], each["name"]) for each in told["revisions"]][:4] == [
        (5, [3], ""), (4, [2], ""), (3, [], ""), (2, [], "送审稿"),
    ]  # fmt: skip
    lines = two.commands.run("document", "history", two.number, by=two.editor).out
    assert "3–5" in lines
    assert "3 saves" in lines
    assert "送审稿" in lines
    every = two.commands.run("document", "history", two.number, "--all", by=two.editor).out
    assert "together with revision 3" in every


def test_two_revisions_are_compared_numbers_first(two: Two) -> None:
    two.save(BODY.replace("12", "15"))
    told = two.run("compare", "2", "3").json
    assert [(n["before"], n["after"]) for n in told["numbers"]] == [("12", "15")]
    assert [each["field"] for each in told["fields"]] == ["body"]
    lines = two.commands.run("document", "compare", two.number, "2", "3").out.splitlines()
    assert lines[0].startswith("12 → 15")
    assert "  - 12" in lines


def test_an_earlier_revision_is_brought_back(two: Two) -> None:
    two.save("全部删了。\n")
    back = two.run("restore", "2").json
    assert (back["revision"], back["restored"]) == (4, 2)
    assert "12 件" in two.commands.run("show", two.number, "--json").json["body"]
    assert two.run("restore", "99").error["code"] == "not_found"


def test_who_has_it_open_is_told(two: Two) -> None:
    assert two.run("who").json == {"present": []}
    desk = workspaces.open_desk(two.commands.folder)
    found = documents.opened(desk, two.number).document
    member = next(m for m in members.all_members(desk) if m.name == two.editor)
    queries.sign(
        desk.database, Present(member.id, member.name, SeatId("w"), Doing.WRITING, desk.clock.now()), found.id,
        desk.clock.now(),
    )  # fmt: skip
    desk.close()
    told = two.run("who").json["present"]
    assert [(each["name"], each["doing"]) for each in told] == [(two.editor, "writing")]
    assert "writing" in two.commands.run("document", "who", two.number).out
