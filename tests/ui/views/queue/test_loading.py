from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.loading import Share, Sought

if TYPE_CHECKING:
    from editor_app.ui.views.queue.grouping import Group
    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


def test_pages_never_cut_an_edition_and_together_hold_every_delivery_once(busy: Busy) -> None:
    desk = busy.stage.desk
    seen: list[str] = []
    before: int | None = None
    while True:
        page = loading.page(desk, Sought(), before, limit=4)
        editions = [group.key for group in page.groups]
        assert len(set(editions)) == len(editions)
        seen += [row.id for group in page.groups for row in group.rows]
        before = page.before
        if before is None:
            break
    every = [row.id for row in publishing.status(desk)]
    assert sorted(seen) == sorted(every)
    assert len(seen) == len(set(seen))


def test_an_edition_larger_than_a_page_is_still_whole(busy: Busy) -> None:
    page = loading.page(busy.stage.desk, Sought(), limit=2)
    assert [len(group.rows) for group in page.groups] == [3]


def test_a_filter_shows_its_rows_and_still_counts_the_whole_edition(busy: Busy) -> None:
    groups = loading.page(busy.stage.desk, Sought(Share.NEEDS)).groups
    shown = {row.state for group in groups for row in group.rows}
    assert shown == {DeliveryState.HELD, DeliveryState.ASK, DeliveryState.FAILED}
    held = next(group for group in groups if group.rows[0].state is DeliveryState.HELD)
    assert held.states == (DeliveryState.UNKNOWN, DeliveryState.WORKING, DeliveryState.HELD)


def test_the_counts_of_the_filters_add_up(busy: Busy) -> None:
    counts = loading.shares(publishing.counts(busy.stage.desk))
    assert counts[Share.NEEDS] == 3
    assert counts[Share.RUNNING] == 2
    assert counts[Share.WAITING] == 1
    assert counts[Share.ALL] == sum(counts[share] for share in Share if share is not Share.ALL)


def test_an_approved_edition_is_ready_until_it_is_queued(stage: Stage) -> None:
    edition = stage.sign(stage.submitted("政务新媒体都有谁？一图读懂"))
    assert [row.edition for row in loading.ready(stage.desk)] == [edition.id]
    publishing.queue(stage.publisher, edition.id)
    assert loading.ready(stage.desk) == ()


def test_what_is_chosen_carries_its_seals_and_what_waits_behind(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["ask"])
    assert len(chosen.signed_stages) == 3
    assert busy.ids["queued"] in [row.id for row in chosen.timeline.waiting_behind]
    assert chosen.last_attempt is not None
    assert chosen.tile


@pytest.mark.parametrize("kind", [Grouping.DAY, Grouping.ACCOUNT])
def test_pages_by_day_and_by_account_hold_every_delivery_once_and_count_the_whole(busy: Busy, kind: Grouping) -> None:
    desk, before = busy.stage.desk, None
    groups: list[Group] = []
    while True:
        page = loading.page(desk, Sought(grouping=kind), before, limit=4)
        groups = loading.joined_groups(groups, page.groups)
        before = page.before
        if before is None:
            break
    seen = [row.id for group in groups for row in group.rows]
    assert sorted(seen) == sorted(row.id for row in publishing.status(desk))
    assert [group.out[1] for group in groups] == [len(group.rows) for group in groups]


def test_the_queue_is_narrowed_to_words_an_account_and_days(busy: Busy) -> None:
    desk = busy.stage.desk
    row = busy.stage.row(busy.ids["held"])
    day = row.planned_at.astimezone(ZoneInfo(desk.workspace.zone)).date()

    def found(**chosen: object) -> set[str]:
        return {row.id for group in loading.page(desk, Sought(**chosen)).groups for row in group.rows}  # type: ignore[arg-type]

    assert found(words="掌上办", account=row.account) == {row.id}
    assert row.id in found(days=(day, day))
    assert found(days=(day + timedelta(days=1), day + timedelta(days=9))) == set()
    narrowed = loading.overview(desk, Sought(words="掌上办"), 0)
    assert narrowed.counts[Share.ALL] == 3
