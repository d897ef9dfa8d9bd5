"""What waits for the member at this desk, and what today brings; apart because Today, bell and bars show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from editor_app.ui import (
    agreement_tasks,
    comment_tasks,
    debt_tasks,
    embargo_tasks,
    hand_tasks,
    late_tasks,
    platform_tasks,
    recall_tasks,
    register_tasks,
    undecided,
    unserved_tasks,
)
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.moments import clock_text, when
from editor_app.ui.tasks import FIRST, MINE, OFFICE, REVIEWS, SECTIONS, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from editor_app.domain.account import Account
    from editor_app.domain.delivery import DeliveryState
    from editor_app.domain.member import Member
    from editor_app.services.approvals import Waiting as WaitingEdition
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.storage.queries.queue_rows import DeliveryRow

_RECENT: Final = 6
_DOCUMENTS: Final = 200
_DELIVERIES: Final = 400

__all__ = ("FIRST", "MINE", "OFFICE", "REVIEWS", "SECTIONS", "Recent", "Slot", "Task", "Waiting", "look")


@dataclass(frozen=True, slots=True)
class Slot:
    """An edition of today: when, what, and one state per account."""

    time: str
    title: str
    edition: str
    delivery: str
    tiles: tuple[str, ...]
    accounts: tuple[str, ...]
    states: tuple[str, ...]
    is_past: bool


@dataclass(frozen=True, slots=True)
class Recent:
    """A document somebody worked on lately."""

    document: str
    title: str
    facts: str
    when: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that the bars, the bell and Today show."""

    tasks: tuple[Task, ...] = ()
    slots: tuple[Slot, ...] = ()
    recent: tuple[Recent, ...] = ()
    counts: dict[DeliveryState, int] = field(default_factory=dict)
    accounts: int = 0
    now: datetime | None = None
    undecided: int = 0
    """Deliveries and approved editions that wait for this member: the rail's counter of the queue."""

    def of(self, section: str) -> tuple[Task, ...]:
        """The tasks of one section."""
        return tuple(task for task in self.tasks if task.section == section)


def look(seat: Seat) -> Waiting:
    """Read it all; does disk work, so call it on a thread."""
    from editor_app.services import accounts, approvals, documents, members, publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    now, zone = seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone)
    today = now.astimezone(zone).date()
    day = datetime.combine(today, time(), zone), datetime.combine(today + timedelta(days=1), time(), zone)
    rows = publishing.status(seat.desk, QueueFilter(planned=day, limit=_DELIVERIES))
    papers = documents.rows(seat.desk, limit=_DOCUMENTS)
    known = accounts.all_accounts(seat.desk)
    of_papers = list(_papers(seat, papers, now, zone))
    tasks = [
        *unserved_tasks.tasks(seat, now, zone),
        *undecided.tasks(seat, now),
        *recall_tasks.tasks(seat, now),
        *debt_tasks.tasks(seat, now),
        *late_tasks.tasks(seat, now, zone),
        *hand_tasks.tasks(seat, now, zone),
        *platform_tasks.tasks(seat),
        *register_tasks.tasks(seat),
        *_reviews(approvals.waiting(seat), now, zone),
        *embargo_tasks.tasks(seat, now, zone),
        *of_papers,
        *comment_tasks.tasks(seat, now, zone),
        *_house(seat, members.all_members(seat.desk), known),
        *agreement_tasks.tasks(seat, now, zone),
    ]
    return Waiting(
        tasks=tuple(tasks),
        slots=tuple(_slots(seat, rows, today, now)),
        recent=tuple(_recent(row, now, zone) for row in papers[:_RECENT]),
        counts=publishing.counts(seat.desk),
        accounts=len(known),
        now=now,
        undecided=undecided.count(seat) + sum(task.section == FIRST for task in of_papers),
    )


def _reviews(waiting: Sequence[WaitingEdition], now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    for each in waiting:
        manifest = each.edition.sealed()
        yield Task(
            f"review:{each.edition.id}:{each.stage.ordinal}",
            REVIEWS,
            "icon:stamp",
            each.title,
            joined(
                tr("{name} handed it in {time}", name=each.submitter, time=when(each.edition.submitted_at, now, zone)),
                each.stage.name,
                tr("for {name}", name=each.standing_in) if each.standing_in else "",
                tr_n("{count} account", "{count} accounts", count=len(manifest.payloads)),
            ),
            late_tasks.deadline_words(each, now, zone),
            tr("Review"),
            "review",
            (("edition", each.edition.id),),
        )


def _papers(seat: Seat, rows: Sequence[DocumentRow], now: datetime, zone: ZoneInfo) -> Iterator[Task]:
    """Drafts that came back to their author, and approved editions that nobody has queued."""
    from editor_app.domain.member import Deed

    for row in rows:
        state = row.edition_state.value if row.edition_state else ""
        if state == "returned" and row.author == seat.member.name and row.edition:
            yield Task(
                f"returned:{row.edition}",
                MINE,
                "icon:undo-2",
                row.title,
                _return_words(seat, row.edition),
                when(row.saved_at, now, zone),
                tr("Revise"),
                "write",
                (("document", row.id),),
            )
        elif state == "approved" and not row.deliveries and seat.member.may(Deed.QUEUE) and row.edition:
            yield Task(
                f"approved:{row.edition}",
                FIRST,
                "icon:send",
                row.title,
                tr("All seals are set. It goes out when you queue it."),
                "",
                tr("Queue…"),
                "queue",
                (("edition", row.edition),),
            )


def _return_words(seat: Seat, edition: str) -> str:
    """Who sent it back, and why."""
    from editor_app.domain.approval import Decision
    from editor_app.services import approvals

    for stage in approvals.record(seat.desk, edition).stages:
        for signed in stage.signed:
            if signed.decision is Decision.RETURN:
                return tr("{name} sent it back: {reason}", name=signed.name, reason=signed.reason)
    return tr("Sent back")


def _house(seat: Seat, people: Sequence[Member], known: Sequence[Account]) -> Iterator[Task]:
    """What an admin must see to."""
    from editor_app.domain.member import Deed

    if seat.member.may(Deed.MANAGE_MEMBERS):
        for member in people:
            if member.state.value == "activated" and member.id != seat.member.id:
                yield Task(
                    f"confirm:{member.id}:{member.key}", OFFICE, "icon:user-check", member.name,
                    tr("Has made a key. Compare the six words with them before they may sign."), "",
                    tr("Confirm…"), "settings", (("section", "members"), ("member", member.name)), spoken=True,
                )  # fmt: skip
    if seat.member.may(Deed.MANAGE_ACCOUNTS):
        for account in known:
            if account.state.value == "needs_sign_in":
                yield Task(
                    f"account:{account.id}", OFFICE, "icon:plug", account.name,
                    tr("The platform refused the credentials. Nothing is sent there until it is connected again."), "",
                    tr("Reconnect…"), "accounts", (("account", account.name),), "ochre", spoken=True,
                )  # fmt: skip


def _slots(seat: Seat, rows: Sequence[DeliveryRow], today: date, now: datetime) -> Iterator[Slot]:
    """Today's editions by their time; an edition is one line, whatever the number of its accounts."""
    zone = ZoneInfo(seat.desk.workspace.zone)
    editions: dict[str, list[DeliveryRow]] = {}
    for row in rows:
        if row.planned_at.astimezone(zone).date() == today:
            editions.setdefault(row.edition, []).append(row)
    for edition, found in sorted(editions.items(), key=lambda item: min(row.planned_at for row in item[1])):
        found.sort(key=lambda row: row.position)
        planned = min(row.planned_at for row in found)
        yield Slot(
            clock_text(planned, zone),
            found[0].title,
            edition,
            found[0].id,
            tuple(seat.desk.platforms.of(row.platform).tile for row in found),
            tuple(row.account_name for row in found),
            tuple(row.state.value for row in found),
            planned <= now,
        )


def _recent(row: DocumentRow, now: datetime, zone: ZoneInfo) -> Recent:
    facts = joined(row.number, tr("revision {number}", number=row.head_number), row.author)
    return Recent(row.id, row.title, facts, when(row.saved_at, now, zone))
