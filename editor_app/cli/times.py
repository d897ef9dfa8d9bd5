"""Times on the command line: RFC 3339 with an offset, or local time together with --zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor_app.domain.errors import Invalid
from editor_app.domain.instants import instant_from_text
from editor_app.domain.text import T

if TYPE_CHECKING:
    from datetime import datetime


def time_or_none(text: str, zone: str) -> datetime | None:
    """The instant of `text`; None when it is empty.

    Raises:
        Invalid: no time, a bare time without a zone, or no such zone.
    """
    return instant_from_text(text, named_zone(zone)) if text else None


def named_zone(name: str) -> ZoneInfo | None:
    """The time zone of that IANA name; None when it is empty.

    Raises:
        Invalid: there is none.
    """
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(T("There is no time zone “{name}”.", name=name), T("Write it like Asia/Shanghai.")) from None
