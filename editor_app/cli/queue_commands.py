"""Commands of a publisher on the queue: hold, release, move, cancel, retry, answer what is asked, freeze everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.cases import (
    case_as_json,
    case_lines,
    elsewhere_as_json,
    elsewhere_lines,
    silence_as_json,
    silence_line,
)
from editor_app.cli.progress import bar
from editor_app.cli.reports import DELIVERY_HEAD, delivery_as_json, delivery_rows
from editor_app.cli.times import FoldOption, slot_or_none
from editor_app.cli.words import _
from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.text import T, T_n
from editor_app.services import adopting, asking, bulk, publishing, silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.adopting import Elsewhere
    from editor_app.services.asking import AskCase
    from editor_app.services.bulk import Bulk
    from editor_app.services.desk import Desk, Seat

_Deliveries = Annotated[list[str], typer.Argument(help=_("Deliveries, by id or six characters of its beginning."))]
_Reason = Annotated[str, typer.Option("--reason", help=_("Why; it stays on the record."))]
_Zone = Annotated[
    str, typer.Option("--zone", help=_("IANA time zone of times without an offset, such as Asia/Shanghai."))
]


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("hold", help=_("Stop queued deliveries until somebody releases them."))(hold)
    app.command("release", help=_("Let held deliveries go out, at the time they had or another."))(release)
    app.command("cancel", help=_("Take deliveries out of the queue for good."))(cancel)
    app.command("retry", help=_("Queue failed deliveries again: the same deliveries, the same keys."))(retry)
    app.command("reschedule", help=_("Give a delivery another time inside of the approved window."))(reschedule)
    app.command("ask", help=_("Deliveries whose outcome nobody knows, with the evidence; and a person's answer."))(ask)
    app.command("freeze", help=_("Stop all sending at once, or lift that; without options, tell how it stands."))(
        freeze
    )


def hold(context: typer.Context, delivery: _Deliveries, reason: _Reason) -> None:
    """Hold deliveries."""
    call: Call = context.obj
    seat = call.seat()
    with bar(call.voice) as told:
        made = bulk.hold_many(seat, _ids(delivery), reason, progress=told)
    _tell(call, seat.desk, made)


def release(
    context: typer.Context,
    delivery: _Deliveries,
    reason: _Reason,
    at: Annotated[str, typer.Option(help=_("When; without it at the time it had, or now when that has passed."))] = "",
    zone: _Zone = "",
    fold: FoldOption = "",
) -> None:
    """Release deliveries."""
    call: Call = context.obj
    slot = slot_or_none(at, zone, fold)
    seat = call.seat()
    with bar(call.voice) as told:
        made = bulk.release_many(seat, _ids(delivery), reason, slot, progress=told)
    _tell(call, seat.desk, made)


def cancel(context: typer.Context, delivery: _Deliveries, reason: _Reason) -> None:
    """Cancel deliveries."""
    call: Call = context.obj
    seat = call.seat()
    with bar(call.voice) as told:
        made = bulk.cancel_many(seat, _ids(delivery), reason, progress=told)
    _tell(call, seat.desk, made)


def retry(context: typer.Context, delivery: _Deliveries) -> None:
    """Retry failed deliveries."""
    call: Call = context.obj
    seat = call.seat()
    with bar(call.voice) as told:
        made = bulk.retry_many(seat, _ids(delivery), progress=told)
    _tell(call, seat.desk, made)


def reschedule(
    context: typer.Context,
    delivery: Annotated[str, typer.Argument(help=_("The delivery, by id or six characters of its beginning."))],
    at: Annotated[str, typer.Option(help=_("When it goes out."))],
    zone: _Zone = "",
    fold: FoldOption = "",
) -> None:
    """Move a delivery to another time."""
    call: Call = context.obj
    slot = slot_or_none(at, zone, fold)
    if slot is None:
        raise WrongUsage(T("The option {name} needs a value.", name="--at"), T("See `editor-app --help`."))
    seat = call.seat()
    moved = publishing.reschedule(seat, DeliveryId(delivery), slot)
    _tell_one(call, seat.desk, moved.id)


def ask(
    context: typer.Context,
    delivery: Annotated[str, typer.Argument(help=_("The delivery; without it, every one that is asked about."))] = "",
    there: Annotated[str, typer.Option(help=_("It is public: the link of the post, on the account's own host."))] = "",
    remote_id: Annotated[
        str, typer.Option("--id", help=_("What the platform calls the post, where the link doesn't tell."))
    ] = "",
    *,
    not_there: Annotated[bool, typer.Option("--not-there", help=_("It is not public: send it again."))] = False,
    gone: Annotated[bool, typer.Option("--gone", help=_("Of a withdrawal: readers don't get it any more."))] = False,
    still_public: Annotated[
        bool, typer.Option("--still-public", help=_("Of a withdrawal: it is still there, take it away again."))
    ] = False,
    leave: Annotated[str, typer.Option(help=_("Leave it open, with this note."))] = "",
) -> None:
    """Tell what is asked, or answer it; nothing is assumed."""
    call: Call = context.obj
    answers: list[Callable[[Seat, DeliveryId], object]] = []
    answers += [lambda seat, wanted: _is_there(seat, wanted, there, remote_id)] if there else []
    answers += [asking.answer_not_there] if not_there else []
    answers += [asking.answer_gone] if gone else []
    answers += [asking.answer_still_public] if still_public else []
    answers += [lambda seat, wanted: asking.leave(seat, wanted, leave)] if leave else []
    if len(answers) > 1 or (answers and not delivery):
        raise WrongUsage(
            T("One answer for one delivery."),
            T("Choose one of the answers that `editor-app ask` names, and name the delivery."),
        )
    if answers:
        seat = call.seat()
        held = adopting.elsewhere(seat.desk, DeliveryId(delivery)) if there else None
        wanted = held.row.id if held else asking.case(seat.desk, DeliveryId(delivery)).row.id
        answers[0](seat, wanted)
        _tell_one(call, seat.desk, wanted)
    else:
        _show_cases(call, delivery)


def freeze(
    context: typer.Context,
    reason: Annotated[str, typer.Option(help=_("Why; with it everything is stopped."))] = "",
    *,
    lift: Annotated[bool, typer.Option("--lift", help=_("Allow sending again; what is held stays held."))] = False,
) -> None:
    """Freeze, lift, or tell how it stands."""
    call: Call = context.obj
    if not reason and not lift:
        found = silence.standing(call.desk())
        call.voice.answer(silence_as_json(found), [silence_line(call.voice, found)])
        return
    seat = call.seat()
    if lift:
        with bar(call.voice) as told:
            held = silence.lift(seat, reason, told)
        sentence = T("The freeze is lifted. What is held waits to be released, one by one: `editor-app release`.")
        call.voice.answer({**silence_as_json(None), "held": held}, [call.voice.words(sentence)])
        return
    with bar(call.voice) as told:
        done = silence.freeze(seat, reason, told)
    lines = [
        T_n(
            "All sending is frozen; {count} queued delivery is held.",
            "All sending is frozen; {count} queued deliveries are held.",
            count=done.held,
        )
    ]
    if done.under_way:
        lines.append(
            T_n(
                "{count} send had left before; what becomes of it is looked up as always.",
                "{count} sends had left before; what becomes of them is looked up as always.",
                count=done.under_way,
            )
        )
    figures = {"held": done.held, "under_way": done.under_way}
    call.voice.answer({**silence_as_json(done.silence), **figures}, map(call.voice.words, lines))


def _is_there(seat: Seat, wanted: DeliveryId, url: str, remote_id: str) -> None:
    """The same answer to both questions: what became of a lost send, and whether another copy sent it."""
    held = adopting.elsewhere(seat.desk, wanted)
    deed = asking.answer_there if held is None else adopting.adopt
    deed(seat, wanted, url, remote_id)


def _show_cases(call: Call, delivery: str) -> None:
    found, held = _asked(call.desk(), delivery)
    lines = [line for each in found for line in case_lines(call.voice, each)]
    lines += [line for each in held for line in elsewhere_lines(call.voice, each)]
    answer: dict[str, Json] = {
        "cases": [case_as_json(call.voice, each) for each in found],
        "elsewhere": [elsewhere_as_json(each) for each in held],
    }
    call.voice.answer(answer, lines or [call.voice.words(T("Nothing is asked; no outcome is open."))])


def _asked(desk: Desk, delivery: str) -> tuple[list[AskCase], list[Elsewhere]]:
    """What is asked about one delivery, or about all: lost sends, and what another copy sent."""
    if not delivery:
        return asking.cases(desk), adopting.found_elsewhere(desk)
    held = adopting.elsewhere(desk, DeliveryId(delivery))
    return ([], [held]) if held else ([asking.case(desk, DeliveryId(delivery))], [])


def _tell(call: Call, desk: Desk, made: Bulk) -> None:
    """Every delivery as it is now; what was refused with its reason, and then exit code 1."""
    if not made.done and len(made.refused) == 1:
        raise made.refused[0][1]
    rows = [publishing.line(desk, one.id) for one in made.done]
    told = [delivery_as_json(call.voice, row) for row in rows]
    if not made.refused:
        call.voice.table({"deliveries": told}, DELIVERY_HEAD, delivery_rows(call.voice, rows))
        return
    if rows and not call.voice.json:
        call.voice.table({}, DELIVERY_HEAD, delivery_rows(call.voice, rows))
    refused = [
        {"id": one, "code": error.code, "message": call.voice.words(error.message)} for one, error in made.refused
    ]
    call.voice.refusal(
        "refused",
        call.voice.words(
            T_n(
                "{count} of {all} stays as it was.",
                "{count} of {all} stay as they were.",
                count=len(refused),
                all=len(refused) + len(rows),
            )
        ),
        "\n".join(f"{each['id']}: {each['message']}" for each in refused),
        {"deliveries": told, "refused": refused},
    )
    raise typer.Exit(1)


def _tell_one(call: Call, desk: Desk, delivery: DeliveryId) -> None:
    row = publishing.line(desk, delivery)
    told = {"deliveries": [delivery_as_json(call.voice, row)]}
    call.voice.table(told, DELIVERY_HEAD, delivery_rows(call.voice, [row]))


def _ids(words: list[str]) -> list[DeliveryId]:
    return [DeliveryId(word) for word in words]
