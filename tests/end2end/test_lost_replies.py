"""A platform that makes the post and then drops the connection: one post each, over 200 deliveries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import AttemptState, DeliveryState
from editor_app.services import publishing, vaults
from editor_app.worker import Worker
from tests.end2end.desk import queued, real_time_outbox

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = 20
EDITIONS = 10
PROFILES = ("draft-flip", "keyed", "public-readable", "file")


@pytest.mark.timeout(300)
def test_two_hundred_lost_replies_make_two_hundred_posts(tmp_path: Path) -> None:
    with real_time_outbox(tmp_path) as outbox:
        names = [f"account-{number}" for number in range(ACCOUNTS)]
        for number, name in enumerate(names):
            outbox.connect(name, PROFILES[number % len(PROFILES)])
        titles = [f"第 {number} 份" for number in range(EDITIONS)]
        for title in titles:
            queued(outbox, title, *names)
        outbox.server.faults.put({"drop_after": ACCOUNTS * EDITIONS})
        worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
        worker.run_until_idle()
        worker.close()
        rows = publishing.status(outbox.office.desk)
        posts = Counter((post.channel, post.entry.title) for post in outbox.server.ledger.posts.values() if post.public)
        attempts = Counter(attempt.state for row in rows for attempt in outbox.attempts(row.id))
    assert posts == Counter({(name, title): 1 for name in names for title in titles})
    assert Counter(row.state for row in rows) == {DeliveryState.VERIFIED: ACCOUNTS * EDITIONS}
    assert attempts == {AttemptState.DONE: ACCOUNTS * EDITIONS}
    assert outbox.publishing_requests() == ACCOUNTS * EDITIONS
