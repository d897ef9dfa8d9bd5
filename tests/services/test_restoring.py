"""A restored workspace beside the living one: what the platform shows is the truth, and it is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.services import backups, publishing, restoring, workspaces
from editor_app.services.workspaces import Means
from tests.services.office import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.outbox import Outbox


def restored(outbox: Outbox, folder: Path) -> Path:
    """The office as it is now, restored from a backup of its own."""
    made = backups.back_up(outbox.office.desk, folder / "disk")
    verified = restoring.restore(made.path, folder / "restored")
    assert verified.is_sound
    return folder / "restored"


def test_what_waits_is_held_in_the_restored_one_and_goes_out_once(outbox: Outbox, tmp_path: Path) -> None:
    from editor_app.services import vaults
    from editor_app.services.links import Links
    from editor_app.worker import Worker

    delivery = outbox.queued("site")
    folder = restored(outbox, tmp_path)
    copy = workspaces.open_desk(folder, Means(outbox.office.clock, CHEAP))
    worker = Worker(copy, vaults.opened(outbox.office.admin), lambda _outcome: None, "copy")
    worker.run_until_idle()
    worker.close()
    assert outbox.publishing_requests() == 0
    assert [row.state.value for row in publishing.status(copy)] == ["held"]
    copy.close()
    assert isinstance(outbox.links, Links)
    assert outbox.serve(delivery.id).state.value == "sent"
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
