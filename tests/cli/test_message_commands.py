"""The messages of readers as a script reads and answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.platforms.sandbox.ledger import Written
from tests.cli.test_recall_commands import published
from tests.cli.test_watch_commands import practice

if TYPE_CHECKING:
    from editor_app.platforms.sandbox.server import SandboxServer
    from tests.cli.conftest import Commands

__all__ = ("practice",)


def questioned(commands: Commands, practice: SandboxServer) -> tuple[str, str]:
    """A published delivery, and a question below it."""
    published(commands, practice, "draft-flip")
    (one,) = commands.run("status", "--json").json["deliveries"]
    (post,) = [post for post in practice.ledger.posts.values() if post.public]
    made = Written(str(practice.ledger.next_post()), post.id, "读者", "几号开始？", "2026-11-29T12:00:00Z")
    practice.ledger.keep_message(made)
    return one["id"], made.id


def test_a_question_is_read_answered_once_and_hidden_and_what_is_lost_is_settled(
    commands: Commands, practice: SandboxServer
) -> None:
    delivery, question = questioned(commands, practice)
    publisher = commands.who("publisher")
    told = commands.run("message", "list", delivery[:8], "--json", by=publisher).json
    assert ([one["text"] for one in told["messages"]], told["waiting"], told["complete"]) == (["几号开始？"], 1, True)
    assert "answer" in told["can"]
    done = commands.run("message", "answer", delivery, question, "12 月 1 日。", "--json", by=publisher).json
    assert (done["outcome"], done["by"]) == ("done", publisher)
    again = commands.run("message", "answer", delivery, question, "12 月 1 日。", "--json", by=publisher)
    assert (again.code, again.error["code"]) == (1, "refused")
    shown = commands.run("message", "mark", delivery, question, "hide", by=publisher)
    assert "几号开始？" in shown.out
    left = commands.run("message", "list", delivery, "--waiting", "--json", by=publisher).json
    assert (left["messages"], left["waiting"]) == ([], 0)

    practice.faults.put({"drop_before": {"count": 1, "on": "reply"}})
    lost = commands.run("message", "answer", delivery, question, "网上也可以。", "--json", by=publisher).json
    assert lost["outcome"] == "unknown"
    wrong = commands.run("message", "settle", delivery, lost["id"], "--json", by=publisher)
    assert (wrong.code, wrong.error["code"]) == (2, "usage")
    said = commands.run("message", "settle", delivery, lost["id"][:8], "--not-there", "--json", by=publisher).json
    assert said["outcome"] == "absent"
    stranger = commands.run("message", "list", delivery, "--json", by=commands.who("editor"))
    assert (stranger.code, bool(stranger.error["next"])) == (1, True)
