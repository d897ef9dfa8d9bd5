from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from editor_app.domain.secrets import Secret
from editor_app.services import members, publishing, sending, verifying_first, workspaces
from editor_app.services.sending import Sender
from editor_app.services.verifying_first import hold_what_waits
from editor_app.services.workspaces import Means
from editor_app.storage import audit
from editor_app.storage.queries import queue_rows
from tests.services.office import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

ENGINES = ("sqlite",)
"""A copy of a folder; `test_lineage.py` has a moved database."""


def copied(outbox: Outbox, folder: Path) -> Desk:
    shutil.copytree(outbox.office.desk.store.folder, folder)
    return workspaces.open_desk(folder, Means(outbox.office.clock, CHEAP))


def test_a_copy_of_a_workspace_holds_what_waits_and_the_original_sends_it(outbox: Outbox, tmp_path: Path) -> None:
    delivery = outbox.queued("site")
    copy = copied(outbox, tmp_path / "copy")
    assert hold_what_waits(copy, outbox.sender.actor) == 1
    row = publishing.status(copy)[0]
    assert (row.id, row.state.value) == (delivery.id, "held")
    assert "copied or restored" in str(row.reason)
    copy.close()
    assert hold_what_waits(outbox.office.desk, outbox.sender.actor) == 0
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_what_waits_is_held_batch_by_batch_with_a_line_for_each(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying_first, "_AT_ONCE", 2)
    made = [outbox.queued("site", title) for title in ("甲事项", "乙事项", "丙事项")]
    with closing(copied(outbox, tmp_path / "copy")) as copy:
        assert hold_what_waits(copy, outbox.sender.actor) == 3
        assert {row.state.value for row in publishing.status(copy)} == {"held"}
        last = [publishing.timeline(copy, one.id).rows[-1].action for one in made]
        with copy.database.read() as snapshot:
            assert (last, audit.first_altered(snapshot)) == (["delivery.hold"] * 3, None)


def test_a_copy_that_was_looked_over_is_a_workspace_like_any_other(outbox: Outbox, tmp_path: Path) -> None:
    outbox.queued("site")
    copied(outbox, tmp_path / "copy").close()
    first = workspaces.open_desk(tmp_path / "copy", Means(outbox.office.clock, CHEAP))
    hold_what_waits(first, outbox.sender.actor)
    first.close()
    again = workspaces.open_desk(tmp_path / "copy", Means(outbox.office.clock, CHEAP))
    assert not again.store.verify_first
    again.close()


def test_a_lost_reply_in_a_copy_is_looked_up_and_not_held(outbox: Outbox, tmp_path: Path) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    copy = copied(outbox, tmp_path / "copy")
    assert hold_what_waits(copy, outbox.sender.actor) == 0
    copy.close()


@dataclass
class Restored:
    """A copy that has a lineage of its own, with a publisher and a worker in it."""

    publisher: Seat
    sender: Sender

    def row(self, delivery: DeliveryId) -> DeliveryRow:
        with self.publisher.desk.database.read() as snapshot:
            return queue_rows.one_row(snapshot, delivery)

    def release(self, delivery: DeliveryId) -> DeliveryRow:
        """Released by a person, and served by the copy's worker."""
        publishing.release(self.publisher, delivery, "可以发了")
        return self.serve(delivery)

    def serve(self, delivery: DeliveryId) -> DeliveryRow:
        lock = self.publisher.desk.store.locks.account_lock(self.row(delivery).account)
        assert lock is not None
        with lock:
            sending.serve_queued(self.sender, delivery, lock)
        return self.row(delivery)


@pytest.fixture
def restored() -> Iterator[list[Restored]]:
    """Filled by `restore`; closed behind the test."""
    made: list[Restored] = []
    yield made
    for each in made:
        each.publisher.desk.close()


def restore(outbox: Outbox, folder: Path, made: list[Restored]) -> Restored:
    desk = copied(outbox, folder)
    sender = Sender(desk, outbox.links, outbox.sender.actor)
    hold_what_waits(desk, sender.actor)
    made.append(Restored(members.sign_in(desk, "publisher", Secret(PASSPHRASE)), sender))
    return made[0]


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "public-readable", "file"])
def test_what_was_held_before_the_copy_is_looked_for_before_the_copy_sends_it(
    outbox: Outbox, tmp_path: Path, restored: list[Restored], profile: str
) -> None:
    outbox.connect("other", profile)
    held = outbox.queued("other")
    publishing.hold(outbox.office.publisher, held.id, "等通知")
    copy = restore(outbox, tmp_path / "copy", restored)
    publishing.release(outbox.office.publisher, held.id, "可以发了")
    assert outbox.serve(held.id).state.value == "sent"
    for _ in range(2):
        row = copy.release(held.id)
        assert row.state.value == "held"
        assert "went out from elsewhere" in str(row.reason)
    assert outbox.publishing_requests() == 1


def test_what_failed_before_the_copy_is_looked_for_before_it_is_retried_there(
    outbox: Outbox, tmp_path: Path, restored: list[Restored]
) -> None:
    outbox.connect("other", "file")
    edition = outbox.approved("other")
    path = f"{outbox.server.url}/api/file/other/files/{edition.sealed().payloads[0].slug}"
    headers = {"Authorization": f"Bearer {outbox.server.token}", "Idempotency-Key": "theirs"}
    theirs = httpx.put(path, json={"title": "别人的", "html": "<p>别人的</p>"}, headers=headers, trust_env=False)
    failed = publishing.queue(outbox.office.publisher, edition.id)[0]
    assert outbox.serve(failed.id).state.value == "failed"
    outbox.server.ledger.forget(theirs.json()["id"])
    copy = restore(outbox, tmp_path / "copy", restored)
    publishing.retry(outbox.office.publisher, failed.id)
    assert outbox.serve(failed.id).state.value == "sent"
    before = outbox.publishing_requests()
    publishing.retry(copy.publisher, failed.id)
    assert copy.serve(failed.id).state.value == "held"
    assert outbox.publishing_requests() == before


def test_what_went_out_nowhere_else_goes_out_from_the_copy_after_one_look(
    outbox: Outbox, tmp_path: Path, restored: list[Restored]
) -> None:
    delivery = outbox.queued("site")
    copy = restore(outbox, tmp_path / "copy", restored)
    assert copy.release(delivery.id).state.value == "sent"
    looks = [row.action for row in publishing.timeline(copy.publisher.desk, delivery.id).rows]
    assert looks.count("delivery.look_elsewhere") == 1
    assert outbox.public() == ["便民事项一次办好"]


def test_where_the_platform_cannot_tell_a_person_looks_and_releases_once_more(
    outbox: Outbox, tmp_path: Path, restored: list[Restored]
) -> None:
    outbox.connect("other", "public-blind")
    delivery = outbox.queued("other")
    copy = restore(outbox, tmp_path / "copy", restored)
    row = copy.release(delivery.id)
    assert (row.state.value, outbox.publishing_requests()) == ("held", 0)
    assert "look at it" in str(row.reason)
    assert copy.release(delivery.id).state.value == "sent"


def test_what_is_queued_in_the_copy_itself_needs_no_look(
    outbox: Outbox, tmp_path: Path, restored: list[Restored]
) -> None:
    edition = outbox.approved("site")
    copy = restore(outbox, tmp_path / "copy", restored)
    made = publishing.queue(copy.publisher, edition.id)[0]
    assert copy.serve(made.id).state.value == "sent"
    assert not any("look" in row.action for row in publishing.timeline(copy.publisher.desk, made.id).rows)
