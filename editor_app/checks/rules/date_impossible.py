"""Dates exist, and their weekday is the right one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import matches
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant
    from editor_app.domain.finding import Place
    from editor_app.domain.text import Text

GOOD = Example(body="2026年11月28日（星期六）起受理。")
BAD = Example(body="2026年11月28日（星期五）起受理。")

_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\s?年\s?(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?[日号]"
    r"(?:\s?[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?"
)
_WEEKDAYS = "一二三四五六日"


def check(variant: Variant) -> Iterator[Finding]:
    """A date that isn't in the calendar, or has another weekday, must be accepted with a reason."""
    for where, found in matches(variant, _DATE):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            yield _finding(where, T("{date} is not in the calendar.", date=found[0]))
            continue
        said, right = (found["weekday"] or "").replace("天", "日"), _WEEKDAYS[day.weekday()]
        if said and said != right:
            yield _finding(where, T("{date}: that day is 星期{weekday}.", date=found[0], weekday=right))


def _finding(where: Place, message: Text) -> Finding:
    return Finding("date_impossible", Severity.WARN, where, message, T("Look the date up."))
