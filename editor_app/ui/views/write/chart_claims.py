"""What a chart's title claims against what its table says (增至 n 倍, 增长 n 倍); apart because it is arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from editor_app.ui.i18n import joined, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.rendering.chart_series import Series

_CLAIM: Final = re.compile(
    r"(?P<how>增至|增加到|增长到|扩大到|升至|增长|增加|扩大)(?:了)?(?:至|到|为)?(?P<number>[零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)倍"
)
_TO: Final = ("增至", "增加到", "增长到", "扩大到", "升至")
_DIGITS: Final = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of growth and the figures nearest to it."""

    fits: bool
    words: str


def number_of(words: str) -> Decimal:
    """A number in digits or in Chinese up to 999."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    total = digit = 0
    for character in words:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)


def claim_of(title: str, drawn: Sequence[Series]) -> Claim | None:
    """What the title says of growth, held against first and last value of each series; None = it says nothing."""
    found = _CLAIM.search(title)
    if found is None:
        return None
    claimed = number_of(found["number"])
    to = found["how"] in _TO or found[0].removeprefix(found["how"]).startswith(("至", "到", "为"))
    named = [series for series in drawn if series.name and series.name in title] or drawn
    pairs = [pair for series in named if (pair := _ends(series)) is not None]
    if not pairs:
        return None
    wanted = claimed if to else claimed + 1
    first, last = min(pairs, key=lambda pair: abs(pair[1] / pair[0] - wanted))
    ratio = last / first
    fits = abs(ratio - wanted) < Decimal("0.5") + Decimal("0.05") * wanted and int(ratio + Decimal("0.5")) == int(
        wanted
    )
    verdict = tr("“{claim}” fits", claim=found[0]) if fits else tr("“{claim}” does not fit", claim=found[0])
    return Claim(fits, joined(f"{last} ÷ {first} = {ratio:.1f}", verdict))


def _ends(series: Series) -> tuple[Decimal, Decimal] | None:
    values = [value for value in series.values if value is not None]
    return (values[0], values[-1]) if len(values) > 1 and values[0] > 0 else None
