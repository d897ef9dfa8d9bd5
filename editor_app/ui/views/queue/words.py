"""What is certain of a delivery, in a few words; apart because rows and detail share the sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.ui import moments
from editor_app.ui.i18n import N_, joined, said, tr

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.delivery import ReadBack
    from editor_app.storage.queries.queue_rows import DeliveryRow

VERDICTS: Final = {
    Verdict.IDENTICAL: N_("Read back: the same"),
    Verdict.NORMALISED: N_("Read back: the same but for the platform's own rewriting"),
    Verdict.DIFFERENT: N_("Read back: different from what was signed"),
    Verdict.NOT_VISIBLE: N_("Read back: readers can't see it"),
}
PROVEN: Final = frozenset({Verdict.IDENTICAL, Verdict.NORMALISED})
_FAR: Final = 3000  # the year from which a next try means never
_SOON: Final = timedelta(minutes=2)  # further away, a time says more than seconds
_SHORT: Final = {
    Verdict.IDENTICAL: N_("read back: same"),
    Verdict.NORMALISED: N_("read back: same, rewritten by the platform"),
    Verdict.DIFFERENT: N_("read back: different"),
    Verdict.NOT_VISIBLE: N_("read back: not visible"),
}


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """The office's clock, at the moment of looking."""

    zone: ZoneInfo
    now: datetime

    def when(self, moment: datetime) -> str:
        """Near now the time of day, else with the day."""
        return moments.when(moment, self.now, self.zone)

    def exact(self, moment: datetime) -> str:
        """With seconds, for evidence; the day too when it is another one."""
        there = moment.astimezone(self.zone)
        same = there.date() == self.now.astimezone(self.zone).date()
        return f"{there:%H:%M:%S}" if same else f"{there:%m-%d %H:%M}"


def note(row: DeliveryRow, office: OfficeTime) -> str:
    """What to know of a row besides its state."""
    reason = said(row.reason) if row.reason else ""
    match row.state:
        case DeliveryState.VERIFIED | DeliveryState.SENT:
            return _read(row, office)
        case DeliveryState.UNKNOWN:
            return _looked_for(row, office, reason)
        case DeliveryState.ASK if row.platform == "hand_off":
            return tr("waits to be posted by hand")
        case DeliveryState.ASK:
            return tr("nothing is sent again by itself")
        case DeliveryState.QUEUED:
            return _waiting(row, office, reason)
    return reason


def _waiting(row: DeliveryRow, office: OfficeTime, reason: str) -> str:
    """Why it doesn't go out at its time."""
    if row.waits_behind:
        return tr("waits for the outcome before it on this account")
    if row.next_try_at > office.now and row.next_try_at != row.planned_at:
        return tr("{reason} Again at {time}.", reason=reason, time=office.when(row.next_try_at)).strip()
    return reason


def _looked_for(row: DeliveryRow, office: OfficeTime, reason: str) -> str:
    """When a look tells more; far away, with the time and the reason for waiting."""
    if row.next_try_at > office.now + _SOON:
        return tr("{reason} Looks again at {time}.", reason=reason, time=office.when(row.next_try_at)).strip()
    if row.next_try_at > office.now:
        seconds = int((row.next_try_at - office.now).total_seconds()) + 1
        return tr("looks on the platform in {seconds} s", seconds=seconds)
    return tr("looking on the platform")


def time(row: DeliveryRow, office: OfficeTime) -> str:
    """When it went out, or is to."""
    return office.when(row.received_at or row.planned_at)


def due(row: DeliveryRow, office: OfficeTime) -> str:
    """When the edition was to go out, for the head of its group."""
    return tr("due {time}", time=office.when(row.planned_at))


def day(chosen: date, office: OfficeTime) -> str:
    """A day of the office, near ones by their names."""
    apart = (chosen - office.now.astimezone(office.zone).date()).days
    near = {-1: N_("Yesterday"), 0: N_("Today"), 1: N_("Tomorrow")}.get(apart)
    date_ = moments.date_text(chosen)
    return joined(tr(near), date_) if near else date_


def verdict(read: ReadBack) -> str:
    """A comparison in one sentence."""
    return tr(VERDICTS[read.verdict])


_FIELDS: Final = {
    "title": N_("Title"),
    "parts": N_("Text"),
    "alts": N_("Alternative texts"),
    "media": N_("Pictures"),
    "link": N_("Link"),
    "fields": N_("Further fields"),
    "visible": N_("Visible"),
}
_TAG: Final = re.compile(r"<[^>]*>")
_PADDED: Final = re.compile(r"(“) | (”)")


def difference(said_by_platform: str) -> str:
    """One difference of a read-back without its markup, its field in words."""
    field, _, rest = said_by_platform.partition(":")
    plain = _PADDED.sub(r"\1\2", " ".join(_TAG.sub(" ", rest).split()))
    return tr("{field}: {change}", field=tr(_FIELDS[field]), change=plain) if field in _FIELDS else said_by_platform


def _read(row: DeliveryRow, office: OfficeTime) -> str:
    if row.verdict is not None:
        return tr(_SHORT[row.verdict])
    if row.next_try_at.year < _FAR and row.next_try_at > office.now:
        return tr("checked again at {time}", time=office.when(row.next_try_at))
    return tr("not read back yet")
