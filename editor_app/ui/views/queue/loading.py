"""What the queue shows, read page by page in whole editions; apart because it runs on threads and knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from editor_app.domain.delivery import NEEDS_PERSON, OUT, DeliveryState
from editor_app.ui.views.queue import grouping
from editor_app.ui.views.queue.grouping import Grouping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.approval import Stage
    from editor_app.domain.budget import Pause
    from editor_app.domain.delivery import Attempt
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.domain.text import Text
    from editor_app.services.adopting import Elsewhere
    from editor_app.services.alarms import Alarm
    from editor_app.services.approvals import Record
    from editor_app.services.desk import Desk
    from editor_app.services.embargoes import Standing
    from editor_app.services.hands import Hand
    from editor_app.services.publishing import Timeline
    from editor_app.services.unserved import Unserved
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter
    from editor_app.storage.queries.recall import CaseRow
    from editor_app.ui.views.queue.grouping import Group

PAGE: Final = 200
_READY_AT_MOST: Final = 400
_WHOLE: Final = 10_000  # more accounts than any edition has


class Share(StrEnum):
    """The filters of the queue."""

    ALL = "all"
    NEEDS = "needs"
    RUNNING = "running"
    WAITING = "waiting"
    OUT = "out"


STATES: Final[dict[Share, frozenset[DeliveryState]]] = {
    Share.ALL: frozenset(),
    Share.NEEDS: NEEDS_PERSON,
    Share.RUNNING: frozenset({DeliveryState.WORKING, DeliveryState.UNKNOWN}),
    Share.WAITING: frozenset({DeliveryState.QUEUED}),
    Share.OUT: OUT,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person wants to see of the queue, and how it is put together."""

    share: Share = Share.ALL
    grouping: Grouping = Grouping.EDITION
    account: AccountId | None = None
    days: tuple[date, date] | None = None
    """The first and the last day of the slots, in the office's zone."""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the state is asked for."""
        return bool(self.account or self.days or self.words.strip())

    def asked(self, zone: str, before: int | None = None, limit: int = PAGE) -> QueueFilter:
        """The same for the storage."""
        from editor_app.storage.queries.queue_rows import QueueFilter

        planned = between(self.days, ZoneInfo(zone)) if self.days else None
        return QueueFilter(
            states=STATES[self.share], before=before, limit=limit, account=self.account, planned=planned,
            words=self.words, order=grouping.ORDERS[self.grouping],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Some groups, the newest first; `before` asks for the page that follows, None = there is none."""

    groups: tuple[Group, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The head of the queue: its first pages, the counts, and what could be queued."""

    page: Page
    counts: dict[Share, int]
    ready: tuple[DocumentRow, ...]
    waiting_for_me: int
    """Editions that this member may sign."""
    for_me: int = 0
    """Deliveries that wait for this member's decision: the rail's counter."""
    unserved: Unserved | None = None
    """What is due and not sent by any worker."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything about the delivery that is looked at."""

    timeline: Timeline
    record: Record | None
    """None = the stored edition is not what its digest says, or an embargo hides it."""
    account: Account
    tile: str
    alarm: Alarm | None = None
    """What is live is not as approved, and nobody has acknowledged it."""
    pause: Pause | None = None
    """The platform asked to be left alone for a while."""
    awaited: Text | None = None
    """What it waits for besides its time."""
    passable: tuple[DeliveryRow, ...] = ()
    """An emergency: others of unknown outcome that it may be let past."""
    recall: CaseRow | None = None
    """The open case about its document."""
    embargo: Standing | None = None
    """Of its document; None = it has none, or hides it from the person at this desk."""
    elsewhere: Elsewhere | None = None
    """Held, and come along with a copy of the workspace: another copy may have sent it."""
    is_veiled: bool = False
    """An embargo hides what is in it from the person at this desk."""
    hand: Hand | None = None
    """Posted by a person; None = by the program."""

    @property
    def last_attempt(self) -> Attempt | None:
        """The attempt that says most."""
        return self.timeline.attempts[-1] if self.timeline.attempts else None

    @property
    def signed_stages(self) -> tuple[Stage, ...]:
        """The stages whose seals hold."""
        return tuple(each.stage for each in self.record.stages if each.is_complete) if self.record else ()


def between(days: tuple[date, date], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the first after the last, in the office's zone."""
    first, last = days
    after = last + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def page(desk: Desk, sought: Sought, before: int | None = None, limit: int = PAGE) -> Page:
    """The groups of a page. No edition is cut: one that may go on is left to the page that follows."""
    from editor_app.services import publishing

    asked = sought.asked(desk.workspace.zone, before, limit)
    rows = publishing.status(desk, asked)
    if sought.grouping is not Grouping.EDITION:
        following = rows[-1].position if len(rows) == limit else None
        return Page(tuple(_counted_groups(desk, sought, rows)), following)
    following = None
    if len(rows) == limit:
        last = rows[-1].edition
        whole = [row for row in rows if row.edition != last]
        rows = whole or publishing.status(desk, replace(asked, before=None, edition=last, limit=_WHOLE))
        following = rows[-1].position
    groups = grouping.by_edition(rows)
    is_cut = bool(asked.states) or sought.is_narrowed
    return Page(tuple(_with_all_states(desk, groups) if is_cut else groups), following)


def overview(desk: Desk, sought: Sought, wanted: int, member_may_sign: int = 0) -> Overview:
    """The first page, or as many as hold `wanted` rows, with the counts of every filter."""
    from editor_app.services import queue_counts, unserved

    found = page(desk, sought)
    groups, before = list(found.groups), found.before
    while before is not None and sum(len(group.rows) for group in groups) < wanted:
        more = page(desk, sought, before)
        groups = joined_groups(groups, more.groups)
        before = more.before
    every = replace(sought, share=Share.ALL).asked(desk.workspace.zone)
    counts = shares(queue_counts.by_state(desk, every))
    shown = Page(tuple(groups), before)
    return Overview(shown, counts, ready(desk), member_may_sign, unserved=unserved.unserved(desk))


def joined_groups(groups: Sequence[Group], more: Sequence[Group]) -> list[Group]:
    """A page after another one: a day or an account that goes on is one group."""
    found = list(groups)
    for group in more:
        if found and found[-1].key == group.key:
            found[-1] = replace(group, rows=(*found[-1].rows, *group.rows))
        else:
            found.append(group)
    return found


def again(desk: Desk, wanted: Collection[DeliveryId]) -> list[DeliveryRow]:
    """These deliveries as they are now: those in sight, when too many were read to read them all again."""
    from editor_app.services import queue_counts

    return queue_counts.again(desk, wanted)


def shares(counts: dict[DeliveryState, int]) -> dict[Share, int]:
    """How many deliveries each filter holds."""
    return {
        share: sum(number for state, number in counts.items() if not states or state in states)
        for share, states in STATES.items()
    }


def share_of(state: DeliveryState) -> Share:
    """The narrowest filter that holds deliveries of that state."""
    return next((share for share, states in STATES.items() if state in states), Share.ALL)


def ready(desk: Desk) -> tuple[DocumentRow, ...]:
    """Documents whose newest edition carries every seal and was not queued yet."""
    from editor_app.domain.edition import EditionState
    from editor_app.services import documents

    rows = documents.rows(desk, limit=_READY_AT_MOST)
    return tuple(row for row in rows if row.edition_state is EditionState.APPROVED and not row.deliveries)


def chosen(desk: Desk, delivery: DeliveryId) -> Chosen:
    """One delivery with its history and the seals of its edition.

    Raises:
        NotFound: no such delivery.
    """
    from editor_app.domain.embargo import Veiled
    from editor_app.domain.errors import SealBroken
    from editor_app.services import (
        accounts,
        adopting,
        alarms,
        approvals,
        budgets,
        embargoes,
        emergencies,
        hands,
        pacing,
        publishing,
        recalling,
    )

    timeline = publishing.timeline(desk, delivery)
    row = timeline.row
    account = next(each for each in accounts.all_accounts(desk) if each.id == row.account)
    record, is_veiled = None, False
    try:
        record = approvals.record(desk, row.edition)
    except Veiled:
        is_veiled = True
    except SealBroken:
        pass
    alarm, pause = alarms.alarm_of(desk, row.id), budgets.paused(desk).get(account.id)
    return Chosen(
        timeline, record, account, tile(desk, row.platform), alarm, pause,
        awaited=pacing.awaited(desk, row.id), passable=tuple(emergencies.passable(desk, row.id)),
        recall=recalling.case_about(desk, row.id), elsewhere=adopting.elsewhere(desk, row.id), is_veiled=is_veiled,
        embargo=embargoes.standing(desk, record.manifest.document) if record is not None else None,
        hand=hands.hand(desk, row.id) if record is not None and hands.is_by_hand(desk, row.platform) else None,
    )  # fmt: skip


def tile(desk: Desk, platform: str) -> str:
    """The character of a platform's tile."""
    return desk.platforms.of(platform).tile


def tiles(desk: Desk) -> dict[str, str]:
    """The tiles of every platform of this installation."""
    return {name: tile(desk, name) for name in desk.platforms.names()}


def _counted_groups(desk: Desk, sought: Sought, rows: Sequence[DeliveryRow]) -> list[Group]:
    """Rows put together by account or day; their heads count every delivery, not only those read so far."""
    from editor_app.services import queue_counts

    if not rows:
        return []
    if sought.grouping is Grouping.ACCOUNT:
        found = queue_counts.by_account(desk, sought.asked(desk.workspace.zone))
        return grouping.by_account(rows, grouping.summed(found))
    zone = ZoneInfo(desk.workspace.zone)
    shown = [row.planned_at.astimezone(zone).date() for row in (rows[-1], rows[0])]
    asked = replace(sought.asked(desk.workspace.zone), planned=between((shown[0], shown[1]), zone))
    slots = queue_counts.by_slot(desk, asked)
    tallies = grouping.summed((grouping.day_key(at, zone), state, number) for at, state, number in slots)
    return grouping.by_day(rows, zone, tallies)


def _with_all_states(desk: Desk, groups: Iterable[Group]) -> Iterator[Group]:
    """The same groups; their bars count the deliveries that the filter hides as well."""
    from editor_app.services import publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    for group in groups:
        every = publishing.status(desk, QueueFilter(edition=group.rows[0].edition, limit=_WHOLE))
        yield replace(group, states=tuple(row.state for row in reversed(every)))
