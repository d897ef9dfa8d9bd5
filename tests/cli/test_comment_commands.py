"""Comments and suggestions on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Commands

WORDS = "很多咱老百姓关心的事儿都写进了文件"


def test_a_comment_is_made_answered_settled_and_opened_again(commands: Commands) -> None:
    editor, reviewer = commands.who("editor"), commands.who("reviewer")
    made = commands.run(
        "comment", "add", commands.document, f"口语了,@{editor}", "--on", WORDS, "--must", "--json", by=reviewer
    )
    assert made.code == 0, made.out
    assert (made.json["quote"], made.json["must"], made.json["open"]) == (WORDS, True, True)
    comment = made.json["comment"][:8]
    said = commands.run("comment", "reply", comment, "改了", "--json", by=editor)
    assert [one["by"] for one in said.json["remarks"]] == [reviewer, editor]
    refused = commands.run("comment", "resolve", comment, "--json", by=editor)
    assert (refused.code, refused.error["code"]) == (1, "refused")
    assert commands.run("comment", "resolve", comment, "--reason", "好", "--json", by=reviewer).json["open"] is False
    assert commands.run("comment", "list", commands.document, "--json").json == {"comments": []}
    (closed,) = commands.run("comment", "list", commands.document, "--all", "--json").json["comments"]
    assert [one["reason"] for one in closed["closings"]] == ["好"]
    assert commands.run("comment", "reopen", comment, "--json", by=reviewer).json["open"] is True
    shown = commands.run("comment", "list", commands.document).out
    assert WORDS in shown
    assert f"  {editor}: 改了" in shown


def test_a_suggestion_is_taken_over_or_rejected(commands: Commands) -> None:
    editor, reviewer = commands.who("editor"), commands.who("reviewer")
    instead = "许多群众关心的事项写进了文件"
    ask = ("suggest", commands.document, "书面些", "--on", WORDS, "--with", instead, "--json")
    one, other = (commands.run(*ask, by=reviewer).json["comment"] for _ in range(2))
    saved = commands.run("comment", "apply", one, "--json", by=editor)
    assert (saved.code, saved.json["number"]) == (0, 2)
    changed = commands.run("comment", "apply", other, "--json", by=editor)
    assert (changed.code, changed.error["code"], changed.json["replacement"]) == (1, "text_changed", instead)
    done = commands.run("comment", "reject", other, "--reason", "已改", "--json", by=editor)
    assert done.json["closings"][0]["reason"] == "已改"


def test_a_field_of_an_accounts_variant_is_commented_on(commands: Commands) -> None:
    account, reviewer = commands.accounts[0], commands.who("reviewer")
    made = commands.run(
        "comment", "add", commands.document, "长", "--field", "title", "--account", account, "--json", by=reviewer
    )
    assert made.json["field"] == "title"
    (one,) = commands.run("comment", "list", commands.document, "--json").json["comments"]
    assert (one["account"], one["gone"]) == (account, False)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["comment", "add", "DOC", "?", "--on", "没有这些字"], 1),
        (["comment", "add", "DOC", "?", "--field", "colour"], 1),
        (["comment", "add", "DOC", "?", "--picture", "a" * 64], 1),
        (["comment", "add", "DOC", "?", "--picture", "a", "--chart", "b"], 2),
        (["comment", "reply", "abcdef", "?"], 1),
        (["suggest", "DOC", "?", "--on", WORDS, "--with", WORDS], 1),
        (["suggest", "DOC", "?"], 2),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(commands: Commands, line: list[str], code: int) -> None:
    words = [commands.document if word == "DOC" else word for word in line]
    answer = commands.run(*words, "--json", by=commands.who("reviewer"))
    assert answer.code == code
    assert answer.error["message"]
