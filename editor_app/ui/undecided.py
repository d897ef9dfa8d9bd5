"""What deliveries need of a publisher: questions, alarms, failures, held ones; apart from others' tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.delivery import NEEDS_PERSON, DeliveryState, Event
from editor_app.domain.member import Deed
from editor_app.ui.i18n import N_, joined, said, tr
from editor_app.ui.moments import since
from editor_app.ui.tasks import FIRST, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from editor_app.services.alarms import Alarm
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow

MOST: Final = 40
"""So many stand on Today one by one; the queue has the others."""
_BY_PERSON: Final = "{words}"
"""The message of a reason that a person gave."""
_KINDS: Final = {
    "different": N_("What readers see is not what was signed"),
    "drift": N_("What readers see was changed since"),
    "not-visible": N_("Readers can't see it"),
}


def count(seat: Seat) -> int:
    """How many deliveries wait for this member's decision: the number on the rail."""
    from editor_app.services import alarms, publishing

    if not seat.member.may(Deed.CONTROL_DELIVERY):
        return 0
    counts = publishing.counts(seat.desk)
    return sum(counts.get(state, 0) for state in NEEDS_PERSON) + alarms.count(seat.desk)


def alarm_words(alarm: Alarm) -> str:
    """What is wrong with what readers see, in a sentence."""
    return tr(_KINDS[alarm.kind.value])


def tasks(seat: Seat, now: datetime) -> list[Task]:
    """What a publisher must decide: what nobody is sure of first, what readers see wrongly next."""
    from editor_app.services import alarms, publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    if not seat.member.may(Deed.CONTROL_DELIVERY):
        return []
    rows = publishing.status(seat.desk, QueueFilter(states=NEEDS_PERSON))
    found = [
        *_of_state(rows, DeliveryState.ASK, now),
        *(_of_alarm(alarm, now) for alarm in alarms.alarms(seat.desk)),
        *_of_state(rows, DeliveryState.FAILED, now),
        *_stopped(rows),
        *_of_state([row for row in rows if not _is_stopped(row)], DeliveryState.HELD, now),
    ]
    return [*found[:MOST], *_others(len(found) - MOST)]


def _of_state(rows: Sequence[DeliveryRow], state: DeliveryState, now: datetime) -> Iterator[Task]:
    verb, tone = _LOOKS[state]
    is_ask = state is DeliveryState.ASK
    for row in reversed(rows):
        if row.state is not state:
            continue
        reason = said(row.reason) if row.reason else ""
        facts = tr("{account}: {reason}", account=row.account_name, reason=reason) if reason else row.account_name
        deed = (("deed", Event.ANSWER_THERE.value),) if is_ask else ()
        yield Task(
            f"delivery:{row.id}:{state}",
            FIRST,
            f"state:{state}",
            row.title,
            facts,
            tr("waiting {time}", time=since(row.next_try_at, now)) if is_ask else "",
            tr(verb),
            "queue",
            (("delivery", row.id), *deed),
            tone,
            incident=f"delivery:{row.id}" if is_ask else _cause(row),
            urgent=state is not DeliveryState.HELD or not _by_person(row),
            quiet=state is DeliveryState.HELD and _by_person(row),
        )


_LOOKS: Final = {
    DeliveryState.ASK: (N_("Decide…"), "ochre"),
    DeliveryState.FAILED: (N_("Look"), "carmine"),
    DeliveryState.HELD: (N_("Look"), "ink"),
}


def _of_alarm(alarm: Alarm, now: datetime) -> Task:
    row = alarm.row
    return Task(
        f"alarm:{row.id}:{alarm.since.isoformat()}",
        FIRST,
        "finding:block",
        row.title,
        joined(row.account_name, alarm_words(alarm)),
        tr("since {time}", time=since(alarm.since, now)),
        tr("Look"),
        "queue",
        (("delivery", row.id),),
        "carmine",
        incident=f"alarm:{row.id}:{alarm.kind}",
        urgent=True,
    )


def _stopped(rows: Sequence[DeliveryRow]) -> Iterator[Task]:
    """All that a freeze holds is one thing to do."""
    held = [row for row in rows if _is_stopped(row)]
    if held:
        yield Task(
            f"stopped:{len(held)}",
            FIRST,
            "icon:snowflake",
            tr("Stopped by the freeze: {count}", count=len(held)),
            tr("Each is released or taken out on its own, with a reason."),
            "",
            tr("Decide…"),
            "queue",
            (("triage", "yes"),),
            spoken=True,
            incident="stopped",
            quiet=True,
        )


def _others(number: int) -> Iterator[Task]:
    if number > 0:
        yield Task(
            "others", FIRST, "state:held", tr("More deliveries need you: {count}", count=number), "", "",
            tr("Look"), "queue", (("state", "held"),), spoken=True, quiet=True,
        )  # fmt: skip


def _is_stopped(row: DeliveryRow) -> bool:
    from editor_app.services.silence import REASON

    return row.state is DeliveryState.HELD and row.reason == REASON


def _cause(row: DeliveryRow) -> str:
    """What is announced together: the same reason on the same account, in no language."""
    return f"{row.state}:{row.account}:{row.reason.as_json() if row.reason else ''}"


def _by_person(row: DeliveryRow) -> bool:
    return row.reason is not None and row.reason.msgid == _BY_PERSON
