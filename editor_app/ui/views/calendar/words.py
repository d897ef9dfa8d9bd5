"""How the calendar names days, times and what stands in the way; apart because board, strip and dialogs all say it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from editor_app.ui import moments
from editor_app.ui.badges import word_of
from editor_app.ui.i18n import N_, is_chinese, joined, said, tr
from editor_app.ui.views.calendar.pages import Mode

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from editor_app.services.calendars import DayOff
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.views.calendar.pages import Page

SHORT_DAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # English only: Chinese months are numbers


def page_title(page: Page) -> str:
    """Such as "2026年12月" and "30 November to 6 December 2026"."""
    if page.mode is Mode.MONTH:
        return month(page.day)
    first, last = page.days[0], page.days[-1]
    if is_chinese():
        return f"{first.year}年{short_date(first)}至{short_date(last)}"
    return f"{short_date(first)} to {short_date(last)} {last.year}"


def month(day: date) -> str:
    """Such as "2026年12月" and "December 2026"."""
    return f"{day.year}年{day.month}月" if is_chinese() else f"{_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Such as "12月3日" and "3 December"."""
    return f"{day.month}月{day.day}日" if is_chinese() else f"{day.day} {_MONTHS[day.month - 1]}"


def office_time(at: datetime, zone: ZoneInfo) -> str:
    """Day and time in the office's zone, the zone named: "12月3日 周四 09:30 北京时间"."""
    there = at.astimezone(zone)
    weekday = tr(SHORT_DAYS[there.weekday()])
    day = f"{short_date(there.date())} {weekday}" if is_chinese() else f"{weekday} {short_date(there.date())}"
    return f"{day} {there:%H:%M} {moments.zone_word(zone.key)}"


def utc_time(at: datetime, zone: ZoneInfo) -> str:
    """The same instant in UTC, with its date when that is another one."""
    there = at.astimezone(UTC)
    is_same = there.date() == at.astimezone(zone).date()
    return f"UTC {there:%H:%M}" if is_same else f"UTC {there:%Y-%m-%d %H:%M}"


def both_times(at: datetime, zone: ZoneInfo) -> str:
    """An instant twice: for the office, and in UTC."""
    return joined(office_time(at, zone), utc_time(at, zone))


def window(row: PlannedRow, zone: ZoneInfo) -> str:
    """The approved window in a few words."""
    if row.not_before is None and row.not_after is None:
        return tr("Approved for any time")
    if row.not_after is None:
        return tr("Approved from {start} on", start=_short(row.not_before, zone))
    if row.not_before is None:
        return tr("Approved until {end}", end=_short(row.not_after, zone))
    return tr("Approved from {start} to {end}", start=_short(row.not_before, zone), end=_short(row.not_after, zone))


def spoken(row: PlannedRow, zone: ZoneInfo, clashes: tuple[str, ...]) -> str:
    """A delivery for a screen reader."""
    facts = (row.title, row.account_name, word_of(row.state.value), office_time(row.planned_at, zone), *clashes)
    return ", ".join(facts)


def clash_words(kind: str) -> str:
    """One thing that stands in the way."""
    from editor_app.domain.pacing import ClashKind
    from editor_app.services.planning import CLASH_WORDS

    return said(CLASH_WORDS[ClashKind(kind)])


def day_off(special: DayOff) -> str:
    """A holiday or make-up day: "休 春节", "work, for Spring Festival"."""
    if is_chinese():
        return f"{'班' if special.is_work else '休'} {special.name}"
    return f"work ({special.name_en})" if special.is_work else special.name_en


def _short(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return ""
    there = at.astimezone(zone)
    return f"{short_date(there.date())} {there:%H:%M}"
