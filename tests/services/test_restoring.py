"""A restored workspace beside the living one: what the platform shows is the truth, and it is shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.services import backups, publishing, restoring, vaults, workspaces
from editor_app.services.workspaces import Means
from editor_app.worker import Worker
from tests.services.office import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.services.desk import Desk
    from tests.services.outbox import Outbox

ENGINES = ("sqlite",)
"""Restoring makes a folder; a team's database is restored by its server."""


def restored(outbox: Outbox, folder: Path) -> Path:
    """The office as it is now, restored from a backup of its own."""
    made = backups.back_up(outbox.office.desk, folder / "disk")
    verified = restoring.restore(made.path, folder / "restored")
    assert verified.is_sound
    return folder / "restored"


def work_at(copy: Desk, outbox: Outbox) -> None:
    """What a worker does at the restored workspace within some minutes."""
    worker = Worker(copy, vaults.opened(outbox.office.admin), lambda _outcome: None, "copy")
    for _minute in range(6):
        worker.run_once()
        outbox.office.clock.turn(timedelta(minutes=1))
    worker.close()


def test_what_waits_is_held_in_the_restored_one_and_goes_out_once(outbox: Outbox, tmp_path: Path) -> None:
    delivery = outbox.queued("site")
    folder = restored(outbox, tmp_path)
    copy = workspaces.open_desk(folder, Means(outbox.office.clock, CHEAP))
    work_at(copy, outbox)
    assert outbox.publishing_requests() == 0
    assert [row.state.value for row in publishing.status(copy)] == ["held"]
    copy.close()
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


def test_a_lost_reply_that_is_looked_for_in_both_is_sent_again_by_the_living_one_alone(
    outbox: Outbox, tmp_path: Path
) -> None:
    """The profile has no keys: each that sends again makes a post of its own."""
    outbox.connect("board", "public-readable")
    delivery = outbox.queued("board")
    outbox.server.faults.put({"drop_before": 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    copy = workspaces.open_desk(restored(outbox, tmp_path), Means(outbox.office.clock, CHEAP))
    work_at(copy, outbox)
    (row,) = publishing.status(copy)
    assert row.state.value == "held"
    assert "copied or restored" in str(row.reason)
    assert outbox.public() == []
    copy.close()
    for state in ("queued", "sent"):
        assert outbox.serve(delivery.id).state.value == state
    assert len(outbox.public()) == 1


def test_a_lost_reply_that_is_found_is_sent_in_both_and_posted_once(outbox: Outbox, tmp_path: Path) -> None:
    outbox.connect("board", "public-readable")
    delivery = outbox.queued("board")
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    copy = workspaces.open_desk(restored(outbox, tmp_path), Means(outbox.office.clock, CHEAP))
    work_at(copy, outbox)
    assert publishing.status(copy)[0].state.value in {"sent", "verified"}
    copy.close()
    assert outbox.serve(delivery.id).state.value == "sent"
    assert len(outbox.public()) == 1


@pytest.mark.parametrize(
    "point", ["before_claim", "claimed", "before_intent", "intent_committed", "answered", "result_committed"]
)
@pytest.mark.parametrize("profile", ["draft-flip", "public-readable"])
def test_a_backup_from_the_midst_of_sending_sends_nothing_more(
    outbox: Outbox, tmp_path: Path, profile: str, point: str
) -> None:
    outbox.connect("board", profile)
    delivery = outbox.queued("board")
    made: list[Path] = []

    def back_up_at(reached: str) -> None:
        if reached == point and not made:
            made.append(restored(outbox, tmp_path))

    outbox.at_point = back_up_at
    assert outbox.serve(delivery.id).state.value == "sent"
    copy = workspaces.open_desk(made[0], Means(outbox.office.clock, CHEAP))
    work_at(copy, outbox)
    assert publishing.status(copy)[0].state.value in {"sent", "verified", "held"}
    copy.close()
    assert len(outbox.public()) == 1


def test_verifying_says_the_same_as_restoring(outbox: Outbox, tmp_path: Path) -> None:
    made = backups.back_up(outbox.office.desk, tmp_path / "disk")
    assert restoring.verify(made.path).is_sound
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    assert not restoring.verify(made.path).is_sound
    with pytest.raises(Exception, match="not the one that was backed up"):
        restoring.restore(made.path, tmp_path / "restored")
