"""Commands about the register of accounts: enter, file, close, look, and the table for the authority."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from editor_app.cli.words import _
from editor_app.domain.errors import Invalid
from editor_app.domain.instants import wall_text
from editor_app.domain.register import Particulars
from editor_app.domain.text import T
from editor_app.services import register_words, registered, registering
from editor_app.services.register_words import STATES, platform_words, standing_words

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.register import Entry
    from editor_app.services.registered import Registered

group = typer.Typer(no_args_is_help=True)

_Reason = Annotated[str, typer.Option(help=_("Why; it stays on the record."))]


@group.command("list", help=_("Every account with its owner, its filing number and what is to be filed by when."))
def list_accounts(context: typer.Context) -> None:
    """List the register."""
    call: Call = context.obj
    desk = call.desk()
    found = registered.registered(desk)
    call.voice.table(
        {"register": [_as_json(call, each) for each in found]},
        (_("Account"), _("Platform"), _("Owner unit"), _("Filing number"), _("Register")),
        [
            (
                each.account.name,
                call.voice.words(platform_words(desk, each.account)),
                each.standing.entry.particulars.owner_unit if each.standing.entry else "",
                _number(each),
                call.voice.words(standing_words(each)),
            )
            for each in found
        ],
    )


@group.command("show", help=_("An account's page in the register, line by line."))
def show(context: typer.Context, name: str) -> None:
    """Show a page."""
    call: Call = context.obj
    desk = call.desk()
    found, lines = registered.one_registered(desk, name)
    zone = ZoneInfo(desk.workspace.zone)
    value: dict[str, Json] = {**_as_json(call, found), "lines": [_line_as_json(each) for each in lines]}
    call.voice.table(
        value,
        (_("No."), _("Time"), _("State"), _("Owner unit"), _("Person responsible"), _("Filing number"), _("Remarks")),
        [
            (
                str(each.number),
                wall_text(each.at, zone),
                call.voice.words(STATES[each.state]),
                each.particulars.owner_unit,
                each.particulars.responsible,
                each.filing_number,
                " / ".join(filter(None, (each.exemption, each.note))),
            )
            for each in lines
        ],
    )


@group.command("enter", help=_("Say whose an account is; of a filed account it is a change, to be filed again."))
def enter(
    context: typer.Context,
    name: str,
    owner: Annotated[str, typer.Option(help=_("The body whose account it is."))],
    responsible: Annotated[str, typer.Option(help=_("Who answers for it."))],
    operator: Annotated[str, typer.Option(help=_("Who runs it, when it isn't the owner itself."))] = "",
    exemption: Annotated[
        str, typer.Option(help=_("Why the body keeps a second account on the platform; it stays on the record."))
    ] = "",
) -> None:
    """Enter particulars."""
    call: Call = context.obj
    seat = call.seat()
    registering.enter(seat, name, Particulars(owner, operator, responsible), exemption)
    _tell(call, name)


@group.command("file", help=_("Say that the authority has it: an opening, a change, or a closing."))
def file(
    context: typer.Context,
    name: str,
    number: Annotated[str, typer.Option(help=_("Number under which the account is registered."))] = "",
    on: Annotated[str, typer.Option(help=_("The day on which the authority had it, such as 2026-11-29."))] = "",
    note: Annotated[str, typer.Option(help=_("A remark; it stays on the record."))] = "",
) -> None:
    """File it."""
    call: Call = context.obj
    seat = call.seat()
    day = _day(on) if on else registered.today(seat.desk)
    registering.file(seat, name, registering.Filing(number, day, note))
    _tell(call, name)


@group.command("close", help=_("Begin to close an account; its closing is to be filed within five working days."))
def close(context: typer.Context, name: str, reason: _Reason) -> None:
    """Begin closing."""
    call: Call = context.obj
    registering.begin_closing(call.seat(), name, reason)
    _tell(call, name)


@group.command("keep", help=_("Take a closing back, before the authority has it."))
def keep(context: typer.Context, name: str, reason: _Reason) -> None:
    """Take it back."""
    call: Call = context.obj
    registering.keep(call.seat(), name, reason)
    _tell(call, name)


@group.command("export", help=_("The register as a table for the authority: .csv, or .html to print."))
def export(context: typer.Context, to: Annotated[str, typer.Option("--to", help=_("A new file."))]) -> None:
    """Write the table."""
    call: Call = context.obj
    desk = call.desk()
    file = Path(to).expanduser()
    made = register_words.save_table(desk, file, call.voice.language)
    said = T("The register is written: {file}, {count} accounts.", file=str(file), count=len(made.rows))
    call.voice.answer({"file": str(file), "accounts": len(made.rows)}, [call.voice.words(said)])


def _tell(call: Call, name: str) -> None:
    found, _lines = registered.one_registered(call.seat().desk, name)
    said = T("{name}: {what}", name=name, what=standing_words(found))
    call.voice.answer(_as_json(call, found), [call.voice.words(said)])


def _as_json(call: Call, found: Registered) -> dict[str, Json]:
    standing, entry = found.standing, found.standing.entry
    said = entry.particulars if entry else Particulars()
    return {
        "account": found.account.name,
        "platform": found.account.platform,
        "state": entry.state.value if entry else None,
        "owner_unit": said.owner_unit,
        "operator_unit": said.operator_unit,
        "responsible": said.responsible,
        "filing_number": _number(found),
        "filed_on": entry.filed_on.isoformat() if entry and entry.filed_on else None,
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "publish_until": standing.publish_until.isoformat() if standing.publish_until else None,
        "overdue": found.is_overdue,
        "exempt": found.is_exempt,
        "words": call.voice.words(standing_words(found)),
    }


def _line_as_json(entry: Entry) -> dict[str, Json]:
    said = entry.particulars
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "state": entry.state.value,
        "owner_unit": said.owner_unit,
        "operator_unit": said.operator_unit,
        "responsible": said.responsible,
        "filing_number": entry.filing_number,
        "filed_on": entry.filed_on.isoformat() if entry.filed_on else None,
        "due_on": entry.due_on.isoformat() if entry.due_on else None,
        "exemption": entry.exemption,
        "note": entry.note,
    }


def _number(found: Registered) -> str:
    return found.standing.entry.filing_number if found.standing.entry else found.account.filing_number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(T("“{text}” is no day.", text=text), T("Write it as 2026-11-29.")) from None
