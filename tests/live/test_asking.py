"""Questions on real servers: what a pasted link of Bluesky says, and what a restored copy finds of its own posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.document import Content
from editor_app.domain.errors import Refused
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, asking
from editor_app.services.documents import Draft
from editor_app.services.settling import GIVE_UP_AFTER
from tests.live.dropproxy import DropProxy
from tests.live.test_main_job import PROVEN, Desk, desk, read_again
from tests.services.office import full_office
from tests.services.outbox import new_outbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress

__all__ = ("desk",)
EDITOR, PUBLISHER = "沈知言", "林知夏"


@pytest.mark.timeout(300)
def test_a_pasted_link_gives_the_post_on_bluesky_and_another_posts_link_is_refused(
    bluesky: LiveBluesky, tmp_path: Path
) -> None:
    office = full_office(tmp_path / "office")
    outbox = new_outbox(office, tmp_path)
    proxy = DropProxy(bluesky.url, "putRecord")
    try:
        secret = Secret(f"{bluesky.handle}:{bluesky.password}")
        accounts.add(office.admin, "bluesky", "短讯", Connection(proxy.url, secret))
        edition = office.approve(
            office.submitted(Draft(Content(title="一则短讯", body="办事大厅周六照常开放。")), "短讯")
        )
        before = {post.url for post in bluesky.admin.posts()}
        delivery = _queued(outbox, edition.id)
        assert outbox.serve(delivery).state is DeliveryState.UNKNOWN, "the reply was lost on its way"
        proxy.close()  # and the server can't be reached for a day
        office.clock.turn(GIVE_UP_AFTER + timedelta(minutes=1))
        assert outbox.serve(delivery).state is DeliveryState.ASK
        (made,) = {post.url for post in bluesky.admin.posts()} - before
        web = f"https://bsky.app/profile/{bluesky.handle}/post"
        for wrong in (f"{web}/3kaaaaaaaaaa2", f"https://bsky.app/profile/did:plc:other/post/{made.rpartition('/')[2]}"):
            with pytest.raises(Refused, match="link of another post"):
                asking.answer_there(office.publisher, delivery, wrong)
        with pytest.raises(Refused, match="host"):
            asking.answer_there(office.publisher, delivery, "https://example.org/post/1")
        assert outbox.row(delivery).state is DeliveryState.ASK
        answered = asking.answer_there(office.publisher, delivery, f"{web}/{made.rpartition('/')[2]}")
        assert answered.receipt is not None
        assert answered.receipt.remote_id == made
        assert bluesky.admin.post(answered.receipt.remote_id).title.startswith("一则短讯") or "办事大厅" in (
            bluesky.admin.post(answered.receipt.remote_id).body
        )
        bluesky.admin.delete(made)
    finally:
        proxy.close()
        outbox.close()
        office.desk.close()


@pytest.mark.timeout(600)
def test_a_copy_of_an_older_backup_finds_what_was_sent_since_and_sends_nothing_twice(
    desk: Desk, wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky, tmp_path: Path
) -> None:
    desk(
        "account", "add", "wordpress", "官网", "--url", wordpress.url, typed=f"{wordpress.user}:{wordpress.password}\n"
    )
    desk("account", "add", "ghost", "专栏", "--url", ghost.url, typed=f"{ghost.key}\n")
    desk("account", "add", "bluesky", "短讯", "--url", bluesky.url, typed=f"{bluesky.handle}:{bluesky.password}\n")
    others: dict[str, Any] = {"官网": wordpress.admin, "专栏": ghost.admin, "短讯": bluesky.admin}
    text = tmp_path / "notice.md"
    text.write_text(f"# 大厅周六开放 {datetime.now(UTC):%H%M%S}\n\n办事大厅周六照常开放。\n", "utf-8")
    document = desk("import", str(text), by=EDITOR)["documents"][0]["id"]
    edition = desk("submit", document, "--account", *others, by=EDITOR)
    for reviewer in ("陈默", "何敬之", "周岚"):
        desk("decide", edition["edition"], "approve", "--digest", edition["digest"], by=reviewer)
    desk("queue", edition["edition"], by=PUBLISHER)
    older = desk("backup")["file"]
    sent = {line["account"]: line for line in desk.lines("worker", "--until-idle", by=PUBLISHER)}
    assert {line["state"] for line in sent.values()} == {"verified"}, sent
    before = {name: sorted(post.url for post in admin.posts()) for name, admin in others.items()}
    copy = Desk(tmp_path / "copy")
    desk("restore", older, "--to", str(copy.folder))
    copy.lines("worker", "--until-idle", by=PUBLISHER)
    for one in _deliveries(copy):
        copy("release", one["id"], "--reason", "核对后放行", by=PUBLISHER)
    copy.lines("worker", "--until-idle", by=PUBLISHER)
    held = _deliveries(copy)
    for one in held:
        assert one["state"] == "held"
        assert sent[one["account"]]["url"] in one["reason"], "it says where it found it"
    print({one["account"]: one["reason"] for one in held})  # noqa: T201 - evidence of the run
    _kept_as_sent(copy, held, sent, others)
    assert {name: sorted(post.url for post in admin.posts()) for name, admin in others.items()} == before
    for name, admin in others.items():
        admin.delete(sent[name]["remote_id"])


def _kept_as_sent(copy: Desk, held: list[dict[str, Any]], sent: dict[str, Any], others: dict[str, Any]) -> None:
    """Somebody says that each post is ours; the copy reads it back like one of its own and sees a later change."""
    for one in held:
        copy("ask", one["id"], "--there", sent[one["account"]]["url"], by=PUBLISHER)
    kept = {line["account"]: line for line in copy.lines("worker", "--until-idle", by=PUBLISHER)}
    assert {name: (one["state"], one["remote_id"], one["attempts"]) for name, one in kept.items()} == {
        name: ("verified", sent[name]["remote_id"], 0) for name in others
    }, "read back as approved, and nothing was sent from here"
    assert {one["verdict"] for one in kept.values()} <= PROVEN
    for name, admin in others.items():
        admin.alter(sent[name]["remote_id"], "办事大厅", "办事小厅")
    assert set(read_again(copy).values()) == {Verdict.DIFFERENT}


def _deliveries(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("status")["deliveries"]
    return found


def _queued(outbox: Any, edition: Any) -> Any:
    from editor_app.services import publishing

    return publishing.queue(outbox.office.publisher, edition)[0].id
