"""The verbs of a recall, as a script runs them: from the wrong post to the closed case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from tests.cli.test_watch_commands import practice

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.platforms.sandbox.server import SandboxServer
    from tests.cli.conftest import Commands

__all__ = ("practice",)


def published(commands: Commands, practice: SandboxServer, *profiles: str) -> None:
    """The sample explainer out on accounts of those profiles."""
    for profile in profiles:
        added = commands.run(
            "account", "add", "sandbox", profile, "--url", practice.url, "--option", f"profile={profile}",
            "--option", f"channel={profile}", "--json", by=commands.who("admin"), typed=practice.token,
        )  # fmt: skip
        assert added.code == 0, added.out
    commands.accounts = list(profiles)
    edition = commands.approved()["edition"]
    commands.run("queue", edition, by=commands.who("publisher"))
    work(commands)


def work(commands: Commands) -> None:
    assert commands.run("worker", "--until-idle", by=commands.who("publisher")).code == 0


def signed(commands: Commands, made: dict) -> None:
    done = commands.run(
        "decide", made["edition"], "approve", "--digest", made["digest"], "--json", by=commands.who("reviewer")
    )
    assert done.code == 0, done.out


def test_a_wrong_post_is_withdrawn_everywhere_and_the_case_closed_with_proofs(
    commands: Commands, practice: SandboxServer, tmp_path: Path
) -> None:
    published(commands, practice, "draft-flip", "public-blind")
    editor, publisher = commands.who("editor"), commands.who("publisher")
    made = commands.run(
        "withdraw", commands.document, "--reason", "数字有误", "--measure", "public-blind=by_hand", "--json", by=editor
    ).json
    signed(commands, made)
    assert len(commands.run("recall", "run", made["case"], "--json", by=publisher).json["deliveries"]) == 1
    work(commands)
    shown = commands.run("recall", "show", made["case"][:8], "--json").json
    assert {copy["account"]: copy["standing"] for copy in shown["copies"]} == {
        "draft-flip": "gone",
        "public-blind": "open",
    }
    early = commands.run("recall", "close", made["case"], "--note", "完", "--json", by=publisher)
    assert (early.code, early.error["code"]) == (1, "recall_still_open")
    picture = tmp_path / "seen.png"
    picture.write_bytes(b"picture")
    item = next(copy["item"] for copy in shown["copies"] if copy["account"] == "public-blind")
    proved = commands.run(
        "recall", "proof", made["case"], str(item), "--outcome", "gone", "--note", "已由平台删除", "--screenshot",
        str(picture), "--json", by=publisher,
    ).json  # fmt: skip
    (proof,) = next(copy["proofs"] for copy in proved["copies"] if copy["item"] == item)
    assert (proof["screenshot"], proof["by"]) == (sha256(b"picture"), publisher)
    closed = commands.run("recall", "close", made["case"], "--note", "已办结", "--json", by=publisher).json
    assert closed["closed_at"] is not None
    assert commands.run("recall", "list", "--json").json == {"cases": []}
    assert len(commands.run("recall", "list", "--all", "--json").json["cases"]) == 1
    states = commands.run("status", "--json").json["deliveries"]
    assert sorted(one["state"] for one in states) == ["verified", "withdrawn", "withdrawn"]


def test_a_correction_is_told_in_words_and_its_measures_can_be_chosen(
    commands: Commands, practice: SandboxServer
) -> None:
    published(commands, practice, "draft-flip")
    editor, publisher = commands.who("editor"), commands.who("publisher")
    made = commands.run(
        "correct", commands.document, "--reason", "题目", "--note", "题目有误。", "--measure", "draft-flip=follow_up",
        "--json", by=editor,
    ).json  # fmt: skip
    said = commands.run("recall", "show", made["case"])
    assert "draft-flip" in said.out
    fixed = commands.run("recall", "set", made["case"], "1", "edit", "--json", by=editor)
    assert fixed.code == 1
    linked = commands.run("recall", "add", made["case"], "https://elsewhere.example/x", "--json", by=editor)
    assert [copy["measure"] for copy in linked.json["copies"]] == ["follow_up", "by_hand"]
    signed(commands, made)
    commands.run("recall", "run", made["case"], by=publisher)
    work(commands)
    shown = commands.run("recall", "show", made["case"], "--json").json
    assert [copy["standing"] for copy in shown["copies"]] == ["noted", "open"]
    assert made["case"][:8] in commands.run("recall", "list").out


def test_where_everything_is_done_by_hand_only_the_case_is_opened(commands: Commands, practice: SandboxServer) -> None:
    published(commands, practice, "public-blind")
    done = commands.run(
        "withdraw", commands.document, "--reason", "数字", "--measure", "public-blind=by_hand", "--json",
        by=commands.who("editor"),
    )  # fmt: skip
    assert (done.code, [copy["standing"] for copy in done.json["copies"]]) == (0, ["open"])


def test_a_wrong_measure_is_said_in_a_sentence(commands: Commands, practice: SandboxServer) -> None:
    published(commands, practice, "draft-flip")
    line = ("withdraw", commands.document, "--reason", "x", "--measure")
    for word, code in (("draft-flip", "invalid"), ("draft-flip=burn", "invalid"), ("nobody=delete", "not_found")):
        said = commands.run(*line, word, "--json", by=commands.who("editor"))
        assert (said.code, said.error["code"]) == (1, code)
