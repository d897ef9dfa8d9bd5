"""What the queue shows, read page by page in whole editions; apart because it runs on threads and knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from editor_app.domain.delivery import NEEDS_PERSON, OUT, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.approval import Stage
    from editor_app.domain.delivery import Attempt
    from editor_app.domain.identifiers import DeliveryId, EditionId
    from editor_app.services.approvals import Record
    from editor_app.services.desk import Desk
    from editor_app.services.publishing import Timeline
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.storage.queries.queue_rows import DeliveryRow

PAGE: Final = 200
_READY_AT_MOST: Final = 400


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
class Group:
    """One edition in the queue: the rows shown, and the states of all its deliveries."""

    edition: EditionId
    number: int
    digest: str
    title: str
    rows: tuple[DeliveryRow, ...]
    states: tuple[DeliveryState, ...]


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


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything about the delivery that is looked at."""

    timeline: Timeline
    record: Record | None
    """None = the stored edition is not what its digest says."""
    account: Account
    tile: str

    @property
    def last_attempt(self) -> Attempt | None:
        """The attempt that says most."""
        return self.timeline.attempts[-1] if self.timeline.attempts else None

    @property
    def signed_stages(self) -> tuple[Stage, ...]:
        """The stages whose seals hold."""
        return tuple(each.stage for each in self.record.stages if each.is_complete) if self.record else ()


def page(desk: Desk, share: Share, before: int | None = None, limit: int = PAGE) -> Page:
    """The groups of a page. No edition is cut: one that may go on is left to the page that follows."""
    from editor_app.services import publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    states = STATES[share]
    rows = publishing.status(desk, QueueFilter(states=states, before=before, limit=limit))
    if len(rows) < limit:
        following = None
    else:
        last = rows[-1].edition
        whole = [row for row in rows if row.edition != last]
        rows = whole or _edition_rows(desk, last, states)
        following = rows[-1].position
    groups = _groups(rows)
    return Page(tuple(_with_all_states(desk, groups) if states else groups), following)


def overview(desk: Desk, share: Share, wanted: int, member_may_sign: int = 0) -> Overview:
    """The first page, or as many as hold `wanted` rows, with the counts of every filter."""
    from editor_app.services import publishing

    found = page(desk, share)
    groups, before = list(found.groups), found.before
    while before is not None and sum(len(group.rows) for group in groups) < wanted:
        more = page(desk, share, before)
        groups += more.groups
        before = more.before
    return Overview(Page(tuple(groups), before), shares(publishing.counts(desk)), ready(desk), member_may_sign)


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
    from editor_app.domain.errors import SealBroken
    from editor_app.services import accounts, approvals, publishing

    timeline = publishing.timeline(desk, delivery)
    row = timeline.row
    account = next(each for each in accounts.all_accounts(desk) if each.id == row.account)
    try:
        record = approvals.record(desk, row.edition)
    except SealBroken:
        record = None
    return Chosen(timeline, record, account, tile(desk, row.platform))


def tile(desk: Desk, platform: str) -> str:
    """The character of a platform's tile."""
    from editor_app.domain.errors import DeskError

    try:
        return desk.platforms.platform(platform).tile
    except DeskError:  # a plug-in that was taken away leaves its deliveries behind
        return "?"


def tiles(desk: Desk) -> dict[str, str]:
    """The tiles of every platform of this installation."""
    return {name: tile(desk, name) for name in desk.platforms.names()}


def _groups(rows: Sequence[DeliveryRow]) -> list[Group]:
    """Rows of one edition lie side by side, as they were queued in one transaction."""
    return [_group(tuple(some)) for _, some in groupby(rows, key=lambda row: row.edition)]


def _group(rows: tuple[DeliveryRow, ...]) -> Group:
    head, ordered = rows[0], tuple(reversed(rows))
    return Group(
        head.edition,
        head.edition_number,
        head.digest,
        head.title,
        ordered,
        tuple(row.state for row in ordered),
    )


def _with_all_states(desk: Desk, groups: Iterable[Group]) -> Iterator[Group]:
    """The same groups; their bars count the deliveries that the filter hides as well."""
    from dataclasses import replace

    for group in groups:
        every = _edition_rows(desk, group.edition, frozenset())
        yield replace(group, states=tuple(row.state for row in reversed(every)))


def _edition_rows(desk: Desk, edition: EditionId, states: frozenset[DeliveryState]) -> list[DeliveryRow]:
    from editor_app.services import publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    return publishing.status(desk, QueueFilter(edition=edition, states=states, limit=10_000))
