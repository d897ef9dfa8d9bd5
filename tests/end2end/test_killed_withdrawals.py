"""A worker killed at any point of a withdrawal: nothing is called gone that readers still get, and all of it goes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.secrets import Secret
from editor_app.services import recalling, vaults, withdrawing
from editor_app.worker import Worker
from tests.end2end.desk import real_time_outbox
from tests.services.office import PASSPHRASE
from tests.services.wrong import opened, published, signed, standings

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from tests.services.outbox import Outbox

STRUCK = {"outcome_unknown": "drop_after", "found": "drop_after", "found_absent": "drop_before"}
POINTS = (
    "before_claim", "claimed", "before_intent", "intent_committed", "outcome_unknown", "answered", "result_committed",
    "found", "found_absent", "read_back",
)  # fmt: skip


@pytest.mark.timeout(300)
def test_killed_at_every_fault_point_nothing_is_called_gone_that_is_still_there(tmp_path: Path) -> None:
    log = tmp_path / "killed"
    wrong = []
    with real_time_outbox(tmp_path) as outbox:
        outbox.connect("site", "keyed")
        for point in POINTS:
            (post,) = published(outbox, "site")
            case = opened(outbox, post, EditionKind.WITHDRAWAL)
            signed(outbox, withdrawing.submit(outbox.office.editor, case.row.id))
            recalling.run(outbox.office.publisher, case.row.id)
            if point in STRUCK:
                outbox.server.faults.put({STRUCK[point]: {"count": 1, "on": "withdraw"}})
            assert killed(tmp_path / "office", point, log) == -9
            wrong += [point] if is_called_gone(outbox, post) and outbox.public() else []
            work_on(outbox)
            assert (outbox.public(), standings(outbox, case)) == ([], {"site": "gone"})
            assert is_called_gone(outbox, post)
            recalling.close(outbox.office.publisher, case.row.id, "done")
    assert log.read_text("utf-8").split() == list(POINTS), "a kill counts only where the victim wrote its point down"
    assert wrong == []


def is_called_gone(outbox: Outbox, post: Delivery) -> bool:
    return outbox.delivery(post.id).state is DeliveryState.WITHDRAWN


def killed(office: Path, point: str, log: Path) -> int:
    """The exit code of a worker of its own that ends itself there."""
    words = [sys.executable, "-m", "tests.end2end.victim", str(office), "publisher", point, str(log)]
    return subprocess.run(words, env={**os.environ, "EDITOR_APP_PASSPHRASE": PASSPHRASE}, check=False).returncode


def work_on(outbox: Outbox) -> None:
    """Another worker takes over until there is nothing to do."""
    desk = outbox.office.desk
    worker = Worker(desk, vaults.for_worker(desk, "publisher", Secret(PASSPHRASE)), lambda _outcome: None, "heir")
    worker.run_until_idle()
    worker.close()
