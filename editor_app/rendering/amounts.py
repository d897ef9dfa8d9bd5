"""Numbers, dates and amounts as a person reads them, with sign and unit, so that 万 for 亿 is seen as a change."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = "〇零一二三四五六七八九十百千两"
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE: Final = r"\d{1,4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]"
_ENGLISH_DATE: Final = rf"(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
_COUNTED: Final = "元年月日号天周岁倍成折米吨人户名家所个项条次亩度处座套件起批"
_UNIT: Final = (
    r"(?: (?:hundred|thousand|million|billion|percent)|(?:[十百千]?[万亿]+)?"
    rf"(?:个百分点|百分点|平方米|平方公里|公里|公顷|美元|欧元|[%％‰°时分秒{_COUNTED}])?)"
)
_DIGITS: Final = r"(?<![0-9A-Za-z.])[-+−]?[$¥￥€£]?\d+(?:[.,，/:：\-]\d+)*|\d+(?:[.,，/:：\-]\d+)*"
_CHINESE: Final = rf"第?[{_HAN}]+(?:点[{_HAN}]+)?(?:[万亿]+|[{_COUNTED}])+"
_LONG_CHINESE: Final = rf"[{_HAN}]*[十百千][{_HAN}]+"
_AMOUNT: Final = re.compile(f"{_DATE}|{_ENGLISH_DATE}|(?:{_DIGITS})(?:{_UNIT})|{_CHINESE}|{_LONG_CHINESE}")


def amounts(text: str) -> tuple[tuple[int, int], ...]:
    """Where each number, date or amount begins and ends, in reading order."""
    return tuple(found.span() for found in _AMOUNT.finditer(text))
