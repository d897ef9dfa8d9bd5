"""An embargo in words: until when, for whom, and what waits; write, review, Today and the dialog say it alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.moments import when

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.domain.embargo import Embargo
    from editor_app.services.embargoes import Standing

_NAMED = 3


def short(standing: Standing | None, now: datetime, zone: ZoneInfo) -> str:
    """For the top bar; empty = there is no embargo, or it has ended."""
    if standing is None or standing.step is None or standing.is_public:
        return ""
    until, step = standing.step.until, standing.step
    time = tr("embargo until {time}", time=when(until, now, zone)) if until and until > now else ""
    count = len(step.members) if step.members is not None else 0
    who = tr_n("seen by {count} member", "seen by {count} members", count=count) if count else ""
    return joined(time, who)


def until_words(until: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """Until when."""
    if until is None:
        return tr("No time is set.")
    time = when(until, now, zone)
    return tr("Ended {time}.", time=time) if until <= now else tr("Nothing of it goes out before {time}.", time=time)


def who_words(names: tuple[str, ...]) -> str:
    """Who may see it."""
    if not names:
        return tr("Every member may see it.")
    return tr("Only {names} may see it.", names=tr(", ").join(names))


def wish_words(wish: Embargo, names: Mapping[str, str], now: datetime, zone: ZoneInfo) -> str:
    """What a loosening would change, in one line."""
    until = tr("until {time}", time=when(wish.until, now, zone)) if wish.until else tr("no time")
    if wish.members is None:
        return joined(until, tr("for every member"))
    known = sorted(names.get(each, "?") for each in wish.members)
    shown = tr(", ").join(known[:_NAMED]) + ("…" if len(known) > _NAMED else "")
    return joined(until, tr("for {names}", names=shown))
