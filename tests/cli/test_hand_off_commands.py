"""The verbs of handing over by hand, as a script runs them: from the kit to the second person's word."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.platforms.faulty import Answer, Asked, serving
from tests.platforms.hand_off.board import HTML, kits, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Commands


def work(commands: Commands) -> None:
    assert commands.run("worker", "--until-idle", by=commands.who("publisher")).code == 0


@contextmanager
def waiting_for_hands(commands: Commands, folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Answer], str]]:
    """The sample document as it waits, the pages of the public site, and the site's address."""
    pages: dict[str, Answer] = {}

    def shown(asked: Asked) -> Answer:
        return pages.get(asked.path, Answer(404, b"", HTML))

    with serving(shown) as site:
        added = commands.run(
            "account", "add", "hand_off", "号", "--url", str(folder), "--option", "service=other",
            "--option", f"home={site.url}/office", "--json", by=commands.who("admin"),
        )  # fmt: skip
        assert added.code == 0, added.out
        commands.accounts = ["号"]
        commands.run("queue", commands.approved()["edition"], by=commands.who("publisher"))
        work(commands)
        [waiting] = commands.run("hand-off", "list", "--json").json["hands"]
        yield waiting, pages, site.url


def test_a_kit_is_taken_by_one_and_written_out_whole(commands: Commands, tmp_path: Path) -> None:
    publisher = commands.who("publisher")
    with waiting_for_hands(commands, tmp_path / "kits") as (waiting, _pages, _url):
        assert (waiting["state"], waiting["taken_by"], waiting["service"]) == ("ask", None, "other")
        assert len(kits(tmp_path / "kits")) == 1
        wanted = waiting["id"][:8]
        assert commands.run("hand-off", "take", wanted, "--json", by=publisher).json["taken_by"] == publisher
        told = commands.run("hand-off", "show", wanted)
        assert (told.code, publisher in told.out, "1. " in told.out) == (0, True, True)
        back = commands.run("hand-off", "back", wanted, "--reason", "换人", "--json", by=publisher).json
        assert back["taken_before"] == [{"by": publisher, "reason": "换人"}]
        commands.run("hand-off", "take", wanted, by=publisher)
        made = commands.run("hand-off", "kit", wanted, "--to", str(tmp_path / "mine"), "--json", by=publisher).json
        assert kits(tmp_path / "mine") == kits(tmp_path / "kits")
        assert made["folder"].startswith(str(tmp_path / "mine"))


def test_the_address_is_pasted_back_read_and_signed_off_by_another(commands: Commands, tmp_path: Path) -> None:
    publisher, reviewer = commands.who("publisher"), commands.who("reviewer")
    with waiting_for_hands(commands, tmp_path / "kits") as (waiting, pages, url):
        wanted = waiting["id"][:8]
        commands.run("hand-off", "take", wanted, by=publisher)
        elsewhere = commands.run("hand-off", "posted", wanted, "--url", "https://x.example/1", "--json", by=publisher)
        assert (elsewhere.code, elsewhere.error["code"]) == (1, "refused")
        pages["/p/1"] = Answer(200, page(waiting["title"], waiting["text"]), HTML)
        said = commands.run("hand-off", "posted", wanted, "--url", f"{url}/p/1", "--json", by=publisher).json
        assert (said["state"], said["posted_by"], said["second_look_owed"]) == ("sent", publisher, False)
        signed = commands.run("hand-off", "confirm", wanted, "--note", "逐字一致", "--json", by=reviewer).json
        assert signed["confirmed_by"] == reviewer
        work(commands)
        [row] = commands.run("status", "--json").json["deliveries"]
        assert (row["state"], row["url"]) == ("verified", f"{url}/p/1")
        assert commands.run("hand-off", "list", "--json").json == {"hands": []}
        assert commands.run("hand-off", "list").out.strip()


def test_what_was_not_posted_is_held_with_its_reason(commands: Commands, tmp_path: Path) -> None:
    publisher = commands.who("publisher")
    with waiting_for_hands(commands, tmp_path / "kits") as (waiting, _pages, _url):
        assert waiting["id"][:8] in commands.run("hand-off", "list").out
        held = commands.run("hand-off", "not-posted", waiting["id"], "--reason", "平台维护", "--json", by=publisher)
        assert held.json["state"] == "held"
