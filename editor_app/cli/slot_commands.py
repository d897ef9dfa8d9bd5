"""Commands about the office's times: regular times and gaps of accounts, the lead account, quiet days, conflicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.times import time_or_none
from editor_app.cli.words import _
from editor_app.domain.text import T
from editor_app.domain.timetable import AccountTimes, QuietDays, RegularTime
from editor_app.domain.timetable_text import DAY_NAMES, dates, regular_times, walls_text, weekdays
from editor_app.services import accounts, planning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.cli.call import Call
    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.timetable import Timetable
    from editor_app.services.desk import Desk

group = typer.Typer(no_args_is_help=True)

_Zone = Annotated[str, typer.Option(help=_("IANA time zone of times without an offset, such as Asia/Shanghai."))]
_MINUTE = timedelta(minutes=1)
_DAYS = 31
_CONFLICT_HEAD = (_("Office time"), "UTC", _("Account"), _("Title"), _("Conflict"))


@group.command("list", help=_("Regular times, gaps, the lead account and quiet days."))
def list_times(context: typer.Context) -> None:
    """Say the whole timetable."""
    call: Call = context.obj
    desk = call.desk()
    _tell(call, desk, planning.timetable(desk))


@group.command("set", help=_("Set the regular times of an account, and the least time between two publications."))
def set_times(
    context: typer.Context,
    account: str,
    at: Annotated[list[str], typer.Option(help=_("Days and times: “mon-fri 09:00 17:30”; may be repeated."))] = [],  # noqa: B006 - typer copies it
    gap: Annotated[int | None, typer.Option(help=_("Least minutes between two publications."), min=0, max=1440)] = None,
    *,
    clear: Annotated[bool, typer.Option("--clear", help=_("Forget the regular times."))] = False,
) -> None:
    """Set the times of one account."""
    call: Call = context.obj
    wanted = [each for text in at for each in regular_times(text)]
    if not wanted and gap is None and not clear:
        raise WrongUsage(T("Say what to set: --at, --gap or --clear."), T("See `editor-app slot set --help`."))
    seat = call.seat()
    found = accounts.by_name(seat.desk, account)
    before = planning.timetable(seat.desk).of(found.id)
    regular = tuple(wanted) if wanted or clear else before.regular
    times = AccountTimes(regular, before.gap if gap is None else gap * _MINUTE)
    _tell(call, seat.desk, planning.set_account_times(seat, found.id, times))


@group.command("lead", help=_("Say which account goes first; the others of an edition wait for its read-back."))
def lead(
    context: typer.Context,
    account: Annotated[str, typer.Argument()] = "",
    *,
    none: Annotated[bool, typer.Option("--none", help=_("No account goes first."))] = False,
) -> None:
    """Set the lead account."""
    call: Call = context.obj
    if bool(account) == none:
        raise WrongUsage(T("Name an account, or say --none."), T("See `editor-app slot lead --help`."))
    seat = call.seat()
    chosen = accounts.by_name(seat.desk, account).id if account else None
    _tell(call, seat.desk, planning.set_lead(seat, chosen))


@group.command("quiet", help=_("Set the days on which nothing ordinary goes out; what isn't named stays."))
def quiet(
    context: typer.Context,
    date: Annotated[list[str], typer.Option(help=_("A date such as 2026-12-13; may be repeated."))] = [],  # noqa: B006 - typer copies it
    weekday: Annotated[list[str], typer.Option(help=_("A day of the week such as sun; may be repeated."))] = [],  # noqa: B006 - typer copies it
    *,
    clear: Annotated[bool, typer.Option("--clear", help=_("Forget the quiet days that were set before."))] = False,
) -> None:
    """Set the quiet days."""
    call: Call = context.obj
    if not (date or weekday or clear):
        raise WrongUsage(T("Say which days: --date, --weekday or --clear."), T("See `editor-app slot quiet --help`."))
    days, week = dates(" ".join(date)), weekdays(" ".join(weekday))
    seat = call.seat()
    before = QuietDays() if clear else planning.timetable(seat.desk).quiet
    if len(before.weekdays | week) == len(DAY_NAMES):
        raise WrongUsage(T("A week needs a day on which something may go out."), T("Leave one day out."))
    wanted = replace(before, dates=before.dates | days, weekdays=before.weekdays | week)
    _tell(call, seat.desk, planning.set_quiet(seat, wanted))


@group.command("next", help=_("The next free regular time of an account."))
def next_time(
    context: typer.Context,
    account: str,
    after: Annotated[str, typer.Option(help=_("Later than this; without it, than now."))] = "",
    zone: Annotated[
        str, typer.Option(help=_("IANA time zone of times without an offset, such as Asia/Shanghai."))
    ] = "",
) -> None:
    """Say the next free time."""
    call: Call = context.obj
    moment = time_or_none(after, zone)
    desk = call.desk()
    found = accounts.by_name(desk, account)
    slot = planning.next_free_slot(desk, found.id, moment or desk.clock.now())
    call.voice.answer(
        {"account": account, "at": slot.at.isoformat(), "zone": slot.zone, "wall": slot.wall},
        [f"{slot.wall.replace('T', ' ')} {slot.zone} · UTC {slot.at:%Y-%m-%d %H:%M}"],
    )


@group.command("conflicts", help=_("Planned deliveries that something stands in the way of."))
def conflicts(
    context: typer.Context,
    days: Annotated[int, typer.Option(help=_("How many days ahead."), min=1, max=400)] = _DAYS,
) -> None:
    """List conflicts."""
    call: Call = context.obj
    desk = call.desk()
    now = desk.clock.now()
    found = planning.span(desk, now, now + timedelta(days=days))
    rows = {row.id: row for row in found.rows}
    values: list[Json] = []
    lines: list[tuple[str, ...]] = []
    for each in found.conflicts:
        row, said = rows[each.delivery], call.voice.words(planning.CLASH_WORDS[each.kind])
        values.append({"delivery": row.id, "kind": each.kind.value, "other": each.other, "message": said,
                       "account": row.account_name, "planned_at": row.planned_at.isoformat()})  # fmt: skip
        lines.append((*_both(row.planned_at, found.timetable.zone), row.account_name, row.title, said))
    call.voice.table({"conflicts": values}, _CONFLICT_HEAD, lines)


def _both(at: datetime, zone: ZoneInfo) -> tuple[str, str]:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}", f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _tell(call: Call, desk: Desk, now: Timetable) -> None:
    """The whole timetable, as it stands after the command."""
    known = accounts.all_accounts(desk)
    names = {account.id: account.name for account in known}
    lead_name = names.get(now.lead, "") if now.lead is not None else ""
    quiet_weekdays = [DAY_NAMES[day] for day in sorted(now.quiet.weekdays)]
    quiet_dates = [day.isoformat() for day in sorted(now.quiet.dates)]
    value: dict[str, Json] = {
        "zone": now.zone.key,
        "accounts": [_times_as_json(account, now.of(account.id)) for account in known],
        "lead": lead_name,
        "quiet": {"dates": [*quiet_dates], "weekdays": [*quiet_weekdays]},
    }
    said = call.voice.words
    lines = [_line(call, account.name, now.of(account.id)) for account in known]
    lines.append(said(T("Goes first: {account}.", account=lead_name) if lead_name else T("No account goes first.")))
    days = " ".join((*quiet_weekdays, *quiet_dates))
    lines.append(said(T("Quiet days: {days}.", days=days) if days else T("There are no quiet days.")))
    call.voice.answer(value, lines)


def _times_as_json(account: Account, times: AccountTimes) -> dict[str, Json]:
    regular = {
        name: _walls(times.regular, number) for number, name in enumerate(DAY_NAMES) if _walls(times.regular, number)
    }
    return {"account": account.name, "regular": regular, "gap_minutes": times.gap // _MINUTE}


def _line(call: Call, name: str, times: AccountTimes) -> str:
    regular = "; ".join(
        f"{day} {_walls(times.regular, number)}"
        for number, day in enumerate(DAY_NAMES)
        if _walls(times.regular, number)
    )
    gap = times.gap // _MINUTE
    facts = [name, regular or call.voice.words(T("no regular times"))]
    if gap:
        facts.append(call.voice.words(T("{minutes} minutes apart", minutes=gap)))
    return " · ".join(facts)


def _walls(regular: Sequence[RegularTime], day: int) -> str:
    return walls_text(each.wall for each in regular if each.weekday == day)
