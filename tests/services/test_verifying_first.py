from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from editor_app.services import publishing, workspaces
from editor_app.services.verifying_first import hold_what_waits
from editor_app.services.workspaces import Means
from tests.services.office import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.services.desk import Desk
    from tests.services.outbox import Outbox


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
