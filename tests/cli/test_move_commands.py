from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_a_workspace_moves_and_the_old_one_says_where_it_went(commands: Commands) -> None:
    admin, there = commands.who("admin"), str(commands.folder.parent / "there")
    assert commands.run("move", "--json").json == {"moved": None}
    moved = commands.run("move", "--to", there, "--json", by=admin)
    assert moved.json["moved"] == there
    assert moved.json["rows"] > 50
    assert commands.run("move", "--json").json == {"moved": there}
    refused = commands.run("freeze", "--reason", "x", "--json", by=admin)
    assert (refused.code, refused.error["code"]) == (1, "refused")
    assert "move" in refused.error["next"]
    assert commands.run("move", "--stay", "--json", by=admin).json == {"moved": None}


def test_a_move_and_staying_are_two_deeds(commands: Commands) -> None:
    done = commands.run("move", "--to", "x", "--stay", "--json", by=commands.who("admin"))
    assert (done.code, done.error["code"]) == (2, "usage")
