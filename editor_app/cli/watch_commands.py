"""Commands of the watch around the queue: alarms of what is live, and an emergency that goes past an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.reports import DELIVERY_HEAD, delivery_as_json, delivery_rows
from editor_app.cli.words import _
from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.text import T
from editor_app.services import alarms as service
from editor_app.services import emergencies, publishing
from editor_app.services.alarms import AlarmKind

if TYPE_CHECKING:
    from editor_app.cli.answers import Voice
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.alarms import Alarm

_KINDS = {
    AlarmKind.DIFFERENT: T("What is live is not as approved."),
    AlarmKind.DRIFT: T("What is live was changed on the platform."),
    AlarmKind.NOT_VISIBLE: T("Nothing is there any more."),
}
_Delivery = Annotated[str, typer.Argument(help=_("The delivery, by id or six characters of its beginning."))]


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("alarms", help=_("Posts that are not as approved; or say that one was seen."))(alarms)
    app.command("release-past", help=_("Let a queued emergency go before the outcome of another one is known."))(
        release_past
    )


def alarms(
    context: typer.Context,
    delivery: _Delivery = "",
    note: Annotated[str, typer.Option(help=_("What was made of it; it stays on the record."))] = "",
) -> None:
    """Tell the alarms, or acknowledge one."""
    call: Call = context.obj
    if bool(delivery) is not bool(note):
        raise WrongUsage(T("A delivery and a note belong together."), T("See `editor-app --help`."))
    if delivery:
        seat = call.seat()
        service.acknowledge(seat, publishing.timeline(seat.desk, DeliveryId(delivery)).row.id, note)
    found = service.alarms(call.desk())
    lines = [line for alarm in found for line in _lines(call.voice, alarm)]
    call.voice.answer(
        {"alarms": [_as_json(call.voice, alarm) for alarm in found]},
        lines or [call.voice.words(T("No alarm: everything that was read back is as approved."))],
    )


def release_past(
    context: typer.Context,
    delivery: _Delivery,
    reason: Annotated[str, typer.Option(help=_("Why; it stays on the record."))],
) -> None:
    """Let an emergency past."""
    call: Call = context.obj
    seat = call.seat()
    wanted = publishing.timeline(seat.desk, DeliveryId(delivery)).row.id
    past = emergencies.release_past(seat, wanted, reason)
    row = publishing.line(seat.desk, wanted)
    told: dict[str, Json] = {"past": list(past), "deliveries": [delivery_as_json(call.voice, row)]}
    call.voice.table(told, DELIVERY_HEAD, delivery_rows(call.voice, [row]))


def _as_json(voice: Voice, alarm: Alarm) -> dict[str, Json]:
    return {
        **delivery_as_json(voice, alarm.row),
        "kind": alarm.kind.value,
        "since": alarm.since.isoformat(),
        "differences": list(alarm.differences),
    }


def _lines(voice: Voice, alarm: Alarm) -> list[str]:
    head = f"{alarm.row.id[:8]} · {alarm.row.account_name} · {alarm.row.title} · {voice.words(_KINDS[alarm.kind])}"
    return [head, *(f"  {difference}" for difference in alarm.differences)]
