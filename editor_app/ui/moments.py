"""Times as people in the office say them; apart because only the window speaks of today and yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.ui.i18n import N_, is_chinese, tr, tr_n

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # English only: Chinese months are numbers
_ZONES: Final = {"Asia/Shanghai": N_("Beijing time"), "Asia/Urumqi": N_("Urumqi time"), "UTC": N_("UTC")}


def clock_text(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day, "15:42"."""
    return moment.astimezone(zone).strftime("%H:%M")


def date_text(day: date) -> str:
    """Such as "12月29日 星期六" and "Saturday 29 December"."""
    weekday = tr(_WEEKDAYS[day.weekday()])
    if is_chinese():
        return f"{day.month}月{day.day}日 {weekday}"
    return f"{weekday} {day.day} {_MONTHS[day.month - 1]}"


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment near now: "15:42", "yesterday 09:00", else the date."""
    there, here = moment.astimezone(zone), now.astimezone(zone)
    apart = (here.date() - there.date()).days
    if apart == 0:
        return there.strftime("%H:%M")
    if apart == 1:
        return tr("yesterday {time}", time=there.strftime("%H:%M"))
    if apart == -1:
        return tr("tomorrow {time}", time=there.strftime("%H:%M"))
    if there.year == here.year:
        short = f"{there.month}月{there.day}日" if is_chinese() else f"{there.day} {_MONTHS[there.month - 1][:3]}"
        return f"{short} {there:%H:%M}"
    return there.strftime("%Y-%m-%d")


def since(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest whole unit."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return tr("{count} min", count=minutes)
    if minutes < 24 * 60:
        return tr("{count} h", count=minutes // 60)
    return tr_n("{count} day", "{count} days", count=minutes // (24 * 60))


def zone_word(zone: str) -> str:
    """A zone as people call it."""
    return tr(_ZONES[zone]) if zone in _ZONES else zone.rpartition("/")[2].replace("_", " ")
