from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.services import publishing
from editor_app.services.reading_back import AFTER
from editor_app.storage.queries.deliveries import NEVER

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


def sent(outbox: Outbox) -> Delivery:
    delivery = outbox.queued("site")
    assert outbox.serve(delivery.id).state.value == "sent"
    return delivery


def test_what_is_live_and_equal_is_verified_at_once(outbox: Outbox) -> None:
    row = outbox.serve(sent(outbox).id)
    assert (row.state.value, row.verdict) == ("verified", Verdict.IDENTICAL)


def test_it_is_read_four_times_and_then_no_more(outbox: Outbox) -> None:
    delivery = sent(outbox)
    for _ in AFTER:
        outbox.serve(delivery.id)
        row = outbox.row(delivery.id)
        if row.next_try_at < NEVER:
            outbox.office.clock.turn(row.next_try_at - outbox.office.clock.now())
    timeline = publishing.timeline(outbox.office.desk, delivery.id)
    assert [read.verdict for read in timeline.read_backs] == [Verdict.IDENTICAL] * 4
    assert timeline.row.next_try_at == NEVER


@pytest.mark.parametrize("fault", ["rewrite", "reorder"])
def test_what_the_platform_changed_is_different_and_not_verified(outbox: Outbox, fault: str) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({fault: 1})
    outbox.serve(delivery.id)
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict) == ("sent", Verdict.DIFFERENT)
    read = publishing.timeline(outbox.office.desk, delivery.id).read_backs[0]
    assert read.differences


def test_a_later_change_by_somebody_else_is_a_drift_and_changes_no_state(outbox: Outbox) -> None:
    delivery = sent(outbox)
    outbox.serve(delivery.id)
    _rewrite(outbox)
    outbox.office.clock.turn(timedelta(minutes=6))
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict) == ("verified", Verdict.DIFFERENT)
    actions = [line.action for line in publishing.timeline(outbox.office.desk, delivery.id).rows]
    assert actions[-1] == "delivery.drift"


def test_a_post_that_was_removed_is_not_visible(outbox: Outbox) -> None:
    delivery = sent(outbox)
    for post in list(outbox.server.ledger.posts):
        outbox.server.ledger.forget(post)
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict) == ("sent", Verdict.NOT_VISIBLE)


def test_a_platform_that_cannot_be_reached_is_read_a_minute_later(outbox: Outbox) -> None:
    delivery = sent(outbox)
    outbox.server.close()
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict) == ("sent", None)
    assert row.next_try_at - outbox.office.clock.now() > timedelta(seconds=50)


def test_a_reading_that_fails_for_a_day_is_made_up_for_in_pauses_that_grow_to_an_hour(outbox: Outbox) -> None:
    delivery, clock = sent(outbox), outbox.office.clock
    outbox.server.close()
    pauses = []
    for _ in range(20):
        pause = outbox.serve(delivery.id).next_try_at - clock.now()
        pauses.append(round(pause / timedelta(minutes=1)))
        clock.turn(pause + timedelta(seconds=1))
    assert pauses[0] == 1
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60


def test_a_platform_that_refuses_to_be_read_is_not_asked_again(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    delivery = outbox.queued("blind")
    assert outbox.serve(delivery.id).state.value == "sent"
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.verdict, row.next_try_at) == ("sent", None, NEVER)


def _rewrite(outbox: Outbox) -> None:
    from dataclasses import replace

    ledger = outbox.server.ledger
    post = next(iter(ledger.posts.values()))
    ledger.keep(replace(post, entry=replace(post.entry, html=post.entry.html.replace("12", "21"))))
