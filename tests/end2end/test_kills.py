"""The worker is ended by SIGKILL at every named fault point, 54 times: nothing is lost and nothing is sent twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing
from tests.end2end.desk import queued, real_time_outbox
from tests.services.office import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.outbox import Outbox

POINTS = (
    "before_claim", "claimed", "before_draft", "after_draft", "before_intent", "intent_committed", "answered",
    "result_committed", "read_back",
)  # fmt: skip
ROUNDS = 2
PROFILES = ("draft-flip", "keyed", "public-readable")
ONLY_DRAFTS = {"before_draft", "after_draft"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_killed_worker_loses_nothing_and_sends_nothing_twice(tmp_path: Path, profile: str) -> None:
    log = tmp_path / "killed.log"
    points = [point for point in POINTS if profile == "draft-flip" or point not in ONLY_DRAFTS]
    wanted = ROUNDS * len(points) if profile == "draft-flip" else 18
    with real_time_outbox(tmp_path) as outbox:
        outbox.connect("account", profile)
        titles = [f"第 {number} 份" for number in range(wanted)]
        for number, title in enumerate(titles):
            queued(outbox, title, "account")
            _serve(outbox, points[number % len(points)], log)
        _serve(outbox, "never", log)
        rows = publishing.status(outbox.office.desk)
        posts = Counter(post.entry.title for post in outbox.server.ledger.posts.values() if post.public)
    killed = Counter(log.read_text("utf-8").split())
    print(f"{profile}: killed {sum(killed.values())} times: {dict(killed)}")  # noqa: T201 - the histogram is evidence
    assert sum(killed.values()) == wanted, "a kill counts only where its point was reached"
    assert set(killed) == set(points)
    assert posts == Counter(dict.fromkeys(titles, 1)), "0 lost, 0 double"
    assert Counter(row.state for row in rows) == {DeliveryState.VERIFIED: wanted}


def _serve(outbox: Outbox, point: str, log: Path) -> None:
    """Run a worker process that dies at the point (`never`: until there is nothing left to do)."""
    line = [
        sys.executable, "-m", "tests.end2end.victim", str(outbox.office.desk.store.folder), "publisher", point, str(log)
    ]  # fmt: skip
    done = subprocess.run(
        line, env={**os.environ, "EDITOR_APP_PASSPHRASE": PASSPHRASE}, capture_output=True, text=True, check=False
    )
    assert done.returncode == (0 if point == "never" else -9), done.stderr
