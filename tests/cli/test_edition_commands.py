from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_an_edition_goes_from_submission_over_three_signatures_into_the_queue(commands: Commands) -> None:
    edition = commands.submitted()
    assert [stage["needs"] for stage in edition["stages"]] == [1, 1, 1]
    following = []
    for number in range(3):
        done = commands.run(
            "decide", edition["edition"], "approve", "--digest", edition["digest"], "--json",
            by=commands.who("reviewer", number),
        )  # fmt: skip
        following.append((done.json["state"], done.json["next"] != ""))
    assert following == [("in_review", True), ("in_review", True), ("approved", False)]
    queued = commands.run("queue", edition["edition"], "--json", by=commands.who("publisher"))
    assert [delivery["account"] for delivery in queued.json["deliveries"]] == commands.accounts


def test_a_return_needs_a_reason_and_ends_the_edition(commands: Commands) -> None:
    edition, reviewer = commands.submitted(), commands.who("reviewer")
    line = ["decide", edition["edition"], "return", "--digest", edition["digest"], "--json"]
    assert commands.run(*line, by=reviewer).code == 1
    assert commands.run(*line, "--reason", "数字核对", by=reviewer).json["state"] == "returned"


def test_another_digest_than_the_editions_signs_nothing(commands: Commands) -> None:
    edition = commands.submitted()
    done = commands.run(
        "decide", edition["edition"], "approve", "--digest", "0" * 64, "--json", by=commands.who("reviewer")
    )
    assert done.code == 1


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_reviewers_decide(commands: Commands, role: str) -> None:
    edition = commands.submitted()
    done = commands.run(
        "decide", edition["edition"], "approve", "--digest", edition["digest"], "--json", by=commands.who(role)
    )
    assert (done.code, done.error["code"]) == (1, "refused")


def test_blocking_findings_are_listed_and_nothing_is_submitted(commands: Commands) -> None:
    editor = commands.who("editor")
    made = commands.run("new", "--title", "空", "--json", by=editor).json
    done = commands.run("submit", made["id"], "--account", commands.accounts[0], "--json", by=editor)
    assert done.code == 1
    assert done.error["code"] == "findings"
    assert "body_missing" in [finding["rule"] for finding in done.json["findings"]]


def test_a_warning_is_accepted_with_a_reason(commands: Commands, tmp_path: object) -> None:
    editor = commands.who("editor")
    made = commands.run("new", "--title", "二月三十日", "--json", by=editor).json
    path = f"{tmp_path}/t.md"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - a text of one line
        file.write("2026年2月30日起受理。")
    commands.run("edit", made["id"], "--file", path, by=editor)
    line = ["submit", made["id"], "--account", commands.accounts[0], "--json"]
    assert commands.run(*line, by=editor).code == 1
    assert commands.run(*line, "--accept", "date_impossible", by=editor).code == 1
    assert commands.run(*line, "--accept", "date_impossible=原文如此", by=editor).code == 0


def test_times_need_an_offset_or_a_zone(commands: Commands) -> None:
    editor = commands.who("editor")
    line = ["submit", commands.document, "--account", commands.accounts[0], "--json", "--not-after", "2036-01-01T09:00"]
    assert commands.run(*line, by=editor).code == 1
    assert commands.run(*line, "--zone", "Asia/Shanghai", by=editor).code == 0


def test_an_edition_that_is_not_approved_is_not_queued(commands: Commands) -> None:
    edition = commands.submitted()
    done = commands.run("queue", edition["edition"], "--json", by=commands.who("publisher"))
    assert (done.code, done.error["code"]) == (1, "refused")


def test_who_wrote_one_field_of_one_account_approves_nothing_on_the_command_line(commands: Commands) -> None:
    """C12."""
    both = commands.who("editor", 1)
    roles = commands.run("member", "roles", both, "--role", "editor,reviewer", by=commands.who("admin"))
    assert roles.code == 0, roles.out
    wrote = commands.run("set", commands.document, "title=另题", "--account", commands.accounts[0], by=both)
    assert wrote.code == 0, wrote.out
    edition = commands.submitted()
    line = ["decide", edition["edition"], "approve", "--digest", edition["digest"], "--json"]
    refused = commands.run(*line, by=both)
    assert (refused.code, refused.error["code"]) == (1, "refused")
    assert commands.run(*line, by=commands.who("editor")).error["code"] == "refused"
    assert commands.run(*line, by=commands.who("reviewer")).code == 0


def test_a_variant_is_shown_to_read_and_kept_as_read(commands: Commands) -> None:
    edition, by = commands.submitted(), commands.who("reviewer")
    shown = commands.run("read", edition["edition"], "--account", commands.accounts[0], "--json", by=by).json
    assert (shown["read"], len(shown["variants"])) == (False, 1)
    assert len(shown["variants"][0]["sentences"]) > 3
    assert commands.run("read", edition["edition"], "--to-end", "--json", by=by).json["read"] is True
    rows = commands.run("audit", "--limit", "10000", "--json").json["rows"]
    assert [row["action"] for row in rows].count("edition.read") == len(commands.accounts)


def test_what_has_no_latest_use_is_not_looked_at_again(commands: Commands) -> None:
    edition = commands.approved()
    line = ["renew", edition["edition"], "--digest", edition["digest"], "--json"]
    assert commands.run(*line, by=commands.who("reviewer", 2)).error["code"] == "refused"
