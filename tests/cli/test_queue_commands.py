from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from editor_app.domain.instants import BootInstant
from editor_app.domain.secrets import Secret
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import vaults, workspaces
from editor_app.services.clock import SystemClock
from editor_app.worker import Worker
from tests.cli.test_recall_commands import published, signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Commands

WRONG = (
    "hold abcdef", "hold --reason wait", "release abcdef", "cancel abcdef", "retry", "reschedule abcdef",
    "reschedule abcdef --at=", "ask --not-there", "ask abcdef --not-there --leave x",
    "ask --there http://127.0.0.1/1", "ask --gone", "ask abcdef --gone --still-public", "ask abcdef --gone --leave x",
)  # fmt: skip


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[SandboxServer]:
    """A practice platform in a thread."""
    import threading

    server = SandboxServer(0, tmp_path / "practice.jsonl")
    threading.Thread(target=server.serve, daemon=True).start()
    yield server
    server.close()


def queued(commands: Commands, *more: str) -> list[str]:
    """Ids of the sample explainer's deliveries."""
    edition = commands.approved()
    done = commands.run("queue", edition["edition"], *more, "--json", by=commands.who("publisher"))
    assert done.code == 0, done.out
    return [one["id"] for one in done.json["deliveries"]]


def done(commands: Commands, *line: str) -> list[dict[str, Any]]:
    """The deliveries that a publisher's command answers with."""
    answer = commands.run(*line, "--json", by=commands.who("publisher"))
    assert answer.code == 0, answer.out
    deliveries: list[dict[str, Any]] = answer.json["deliveries"]
    return deliveries


def test_a_publisher_holds_moves_releases_and_cancels_by_the_beginning_of_an_id(commands: Commands) -> None:
    first, second, third = (one[:8] for one in queued(commands, "--at", "2036-01-01T09:00+08:00"))
    held = done(commands, "hold", first, second, "--reason", "等出席名单")
    assert [(one["state"], one["reason"]) for one in held] == [("held", "等出席名单")] * 2
    moved = done(commands, "reschedule", first, "--at", "2036-01-02T09:00", "--zone", "Asia/Shanghai")
    assert [(one["state"], one["planned_at"]) for one in moved] == [("held", "2036-01-02T01:00:00+00:00")]
    shown = commands.run("status").out
    assert first in shown, "whoever reads it can name the delivery"
    assert "2036-01-02T01:00Z" in shown
    released = done(commands, "release", first, second, "--reason", "名单已到")
    assert [(one["state"], one["planned_at"][:10]) for one in released] == [
        ("queued", "2036-01-02"),
        ("queued", "2036-01-01"),
    ], "each goes out at the time it had"
    again = done(commands, "hold", first, "--reason", "再等") and done(
        commands, "release", first, "--reason", "好", "--at", "2036-01-03T09:00+08:00"
    )
    assert again[0]["planned_at"][:10] == "2036-01-03"
    assert [one["state"] for one in done(commands, "cancel", third, "--reason", "活动取消")] == ["cancelled"]


def test_what_is_refused_is_said_for_each_with_exit_code_one(commands: Commands) -> None:
    publisher, (first, second, _third) = commands.who("publisher"), queued(commands)
    done(commands, "cancel", second, "--reason", "不发了")
    some = commands.run("hold", first, second, "--reason", "等", "--json", by=publisher)
    assert (some.code, some.error["code"]) == (1, "refused")
    assert [one["id"] for one in some.json["deliveries"]] == [first]
    assert [(one["id"], one["code"]) for one in some.json["refused"]] == [(second, "refused")]
    alone = commands.run("hold", second, "--reason", "等", "--json", by=publisher)
    assert (alone.code, set(alone.json)) == (1, {"error"})
    plain = commands.run("retry", first, second, by=publisher)
    assert (plain.code, plain.out) == (1, "")
    assert second in plain.err
    nobody = commands.run("hold", first, "--reason", "等", "--json", by=commands.who("editor"))
    assert (nobody.code, nobody.error["code"]) == (1, "refused")


def test_wrong_usage_has_exit_code_two(commands: Commands) -> None:
    for line in WRONG:
        answer = commands.run(*line.split(), "--json", by=commands.who("publisher"))
        assert (answer.code, answer.error["code"]) == (2, "usage"), answer.out


def test_a_freeze_is_shown_begun_and_lifted(commands: Commands) -> None:
    publisher = commands.who("publisher")
    ids = queued(commands, "--at", "2036-01-01T09:00+08:00")
    assert commands.run("freeze", "--json").json == {"frozen": False, "since": "", "by": "", "reason": ""}
    begun = commands.run("freeze", "--reason", "国家公祭日", "--json", by=commands.who("reviewer")).json
    assert (begun["frozen"], begun["by"], begun["held"], begun["under_way"]) == (True, commands.who("reviewer"), 3, 0)
    shown = commands.run("freeze", "--json").json
    assert shown == {name: begun[name] for name in ("frozen", "since", "by", "reason")}
    assert "国家公祭日" in commands.run("freeze").out
    meanwhile = commands.run("queue", commands.approved()["edition"], "--again", "续", "--lang", "en", by=publisher)
    assert "3 deliveries are held" in meanwhile.out
    assert commands.run("release", *ids, "--reason", "先发", "--json", by=publisher).code == 1
    lifted = commands.run("freeze", "--lift", "--reason", "已过零点", "--json", by=publisher).json
    assert (lifted["frozen"], lifted["held"]) == (False, 0)
    assert {row["state"] for row in commands.run("status", "--json").json["deliveries"]} == {"held"}
    assert commands.run("freeze", "--lift", "--json", by=publisher).error["code"] == "invalid"


def test_the_same_text_again_is_asked_about_and_goes_out_with_a_reason(commands: Commands) -> None:
    publisher = commands.who("publisher")
    queued(commands, "--at", "2036-01-01T09:00+08:00")
    second = commands.approved()["edition"]
    line = ["queue", second, "--at", "2036-01-01T10:00+08:00", "--json"]
    asked = commands.run(*line, by=publisher)
    assert (asked.code, asked.error["code"]) == (1, "queued_before")
    assert "--again" in asked.error["next"]
    assert {twin["percent"] for twin in asked.json["twins"]} == {100}
    assert {twin["account"] for twin in asked.json["twins"]} == set(commands.accounts)
    assert commands.run(*line, "--again", "改到十点再发", by=publisher).code == 0


def blind_delivery(commands: Commands, practice: SandboxServer) -> str:
    """A delivery whose reply was lost on an account that can't be read."""
    admin, publisher = commands.who("admin"), commands.who("publisher")
    added = commands.run(
        "account", "add", "sandbox", "blind", "--url", practice.url, "--option", "profile=public-blind", "--json",
        by=admin, typed=practice.token,
    )  # fmt: skip
    assert added.code == 0, added.out
    commands.accounts = ["blind"]
    (delivery,) = queued(commands)
    practice.faults.put({"drop_after": 1})
    commands.run("worker", "--until-idle", by=publisher)
    return delivery


def test_what_is_asked_is_shown_with_its_evidence_and_answered(commands: Commands, practice: SandboxServer) -> None:
    delivery, publisher = blind_delivery(commands, practice), commands.who("publisher")
    (case,) = commands.run("ask", "--json").json["cases"]
    assert (case["id"], case["account"], case["address"]) == (delivery, "blind", practice.url)
    assert case["text"].strip()
    assert case["parts"]
    assert [attempt["state"] for attempt in case["attempts"]] == ["unknown"]
    assert case["looks"][-1]["message"]
    assert commands.run("ask", delivery[:8], "--json").json == {"cases": [case], "elsewhere": []}
    shown = commands.run("ask").out
    assert case["title"] in shown
    assert "--not-there" in shown
    left = done(commands, "ask", delivery[:8], "--leave", "等运维回话")
    assert left[0]["state"] == "ask"
    practice.ledger.forget("1")
    practice.faults.put({"drop_after": 1})
    assert done(commands, "ask", delivery[:8], "--not-there")[0]["state"] == "queued"
    commands.run("worker", "--until-idle", by=publisher)
    elsewhere = commands.run("ask", delivery, "--there", "https://example.org/1", "--json", by=publisher)
    assert (elsewhere.code, elsewhere.error["code"]) == (1, "refused")
    post = httpx.get(f"{practice.url}/_sandbox/posts", trust_env=False).json()["posts"][0]
    there = done(commands, "ask", delivery, "--there", post["url"])
    assert (there[0]["state"], there[0]["remote_id"], there[0]["url"]) == ("sent", post["id"], post["url"])
    assert commands.run("ask", "--json").json == {"cases": [], "elsewhere": []}
    assert commands.run("ask", "--lang", "en").out.strip() == "Nothing is asked; no outcome is open."


def test_what_another_copy_sent_is_shown_by_ask_and_kept_as_sent(commands: Commands, practice: SandboxServer) -> None:
    delivery, publisher = blind_delivery(commands, practice), commands.who("publisher")
    done(commands, "ask", delivery, "--not-there")
    done(commands, "hold", delivery, "--reason", "副本")
    with closing(workspaces.open_desk(commands.folder)) as desk:
        desk.store.begin_lineage()
    assert commands.run("ask", "--json").json == {"cases": [], "elsewhere": []}, "nobody has looked yet"
    (held,) = commands.run("ask", delivery[:8], "--json").json["elsewhere"]
    assert (held["id"], held["account"], held["looked"], held["seen"]) == (delivery, "blind", "", [])
    shown = commands.run("ask", delivery[:8], "--lang", "en").out
    assert f"ask {delivery[:8]} --there" in shown
    assert f"release {delivery[:8]}" in shown
    url = f"{practice.url}/read/1"
    unsaid = commands.run("ask", delivery, "--there", url, "--json", by=publisher)
    assert (unsaid.code, unsaid.error["code"]) == (1, "invalid"), unsaid.out
    kept = done(commands, "ask", delivery, "--there", url, "--id", "1")
    assert (kept[0]["state"], kept[0]["remote_id"], kept[0]["url"]) == ("sent", "1", url)


class TwoDaysOn(SystemClock):
    """The machine's clock, so late that looking was given up."""

    def now(self) -> datetime:
        return super().now() + timedelta(days=2)

    def boot(self) -> BootInstant:
        read = super().boot()
        return BootInstant(read.boot, read.microseconds + timedelta(days=2) // timedelta(microseconds=1))


def doubtful_withdrawal(commands: Commands, practice: SandboxServer) -> str:
    """A withdrawal that the platform did, whose reply was lost and whose post can't be read for two days."""
    published(commands, practice, "draft-flip")
    made = commands.run("withdraw", commands.document, "--reason", "数字有误", "--json", by=commands.who("editor")).json
    signed(commands, made)
    publisher = commands.who("publisher")
    (away,) = commands.run("recall", "run", made["case"], "--json", by=publisher).json["deliveries"]
    practice.faults.put({"drop_after": {"count": 1, "on": "withdraw"}, "5xx": {"count": 99, "on": "read"}})
    for clock in (SystemClock(), TwoDaysOn()):
        with closing(workspaces.open_desk(commands.folder, workspaces.Means(clock))) as desk:
            secret = Secret(commands.passphrases[publisher])
            worker = Worker(desk, vaults.for_worker(desk, publisher, secret), lambda _outcome: None, "later")
            worker.run_once()
            worker.close()
    practice.faults.put({"5xx": {"count": 0, "on": "read"}})
    return str(away["id"])


def test_a_withdrawal_is_asked_and_answered_in_its_own_words(commands: Commands, practice: SandboxServer) -> None:
    away = doubtful_withdrawal(commands, practice)
    (case,) = commands.run("ask", "--json").json["cases"]
    assert (case["id"], case["asks"]) == (away, "gone")
    shown = commands.run("ask", "--lang", "en").out
    assert "gone from there?" in shown
    assert "--gone" in shown
    assert "--still-public" in shown
    assert "--there" not in shown
    wrong = commands.run("ask", away, "--not-there", "--json", by=commands.who("publisher"))
    assert (wrong.code, wrong.error["code"]) == (1, "refused")
    assert done(commands, "ask", away[:8], "--gone")[0]["state"] == "sent"
    rows = commands.run("audit", "--json").json["rows"]
    assert rows[-1]["action"] == "delivery.answer_gone"
