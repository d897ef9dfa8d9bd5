"""What a text announces lies ahead on the day it goes out."""

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

GOOD = Example(body="咨询会定于2026年12月8日在政务大厅举行。", today=date(2026, 12, 1))
BAD = Example(body="咨询会定于2026年12月8日在政务大厅举行。", today=date(2026, 12, 9))

_ANNOUNCED = re.compile(
    r"(?:将于|将在|定于|拟于|请于|请在|须于|须在|应于|应在|最迟|不晚于|不迟于|截止日期为?[:：]?)\s?"
    r"(?P<date>(?P<year>20[0-9]{2})\s?年\s?(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?[日号])"
)


def check(variant: Variant) -> Iterator[Finding]:
    """A day that is announced and has passed must be accepted with a reason; looked at again before sending."""
    for where, found in matches(variant, _ANNOUNCED):
        try:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue  # `date_impossible` says so
        if variant.today is not None and day < variant.today:
            yield Finding(
                "date_passed",
                Severity.WARN,
                where,
                T("{date} is announced and has passed.", date=found["date"]),
                T("Say what holds now, or choose another day."),
            )
