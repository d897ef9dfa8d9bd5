"""Times on the command line: RFC 3339 with an offset, or local time together with --zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from editor_app.cli.words import _
from editor_app.domain.errors import Invalid
from editor_app.domain.instants import Fold, instant_from_text
from editor_app.domain.text import T
from editor_app.services.publishing import Slot

if TYPE_CHECKING:
    from datetime import datetime


FoldOption = Annotated[
    str, typer.Option("--fold", help=_("Where the clocks are put back over that time: earlier or later."))
]


def time_or_none(text: str, zone: str, fold: str = "") -> datetime | None:
    """The instant of `text`; None when it is empty.

    Raises:
        Invalid: no time, a bare time without a zone, no such zone, or a time that happens never or twice there.
    """
    return instant_from_text(text, named_zone(zone), _fold(fold)) if text else None


def slot_or_none(text: str, zone: str, fold: str) -> Slot | None:
    """The slot at `text`, with the wall time and its zone where they were written; None when it is empty."""
    moment = time_or_none(text, zone, fold)
    return Slot(moment, zone, text if zone else "") if moment else None


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


def _fold(word: str) -> Fold | None:
    if word and word not in list(Fold):
        raise Invalid(T("“{word}” is neither earlier nor later.", word=word[:40]), T("See `editor-app --help`."))
    return Fold(word) if word else None
