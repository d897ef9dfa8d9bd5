"""What the practice server does wrong on demand, by count: apart, so that every fault has one place and one meaning."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json


class Fault(StrEnum):
    """One thing that goes wrong once."""

    LATE = "late"
    """No answer now, and the effect comes half a second later."""
    DROP_BEFORE = "drop_before"
    """The connection breaks and nothing happens."""
    DROP_AFTER = "drop_after"
    """It happens, and the connection breaks before the answer."""
    SERVER_ERROR = "5xx"
    """503 and nothing happens."""
    SERVER_ERROR_AFTER = "5xx_after"
    """It happens, and the answer is 500."""
    RATE_SECONDS = "429"
    """429 with Retry-After in seconds."""
    RATE_DATE = "429_date"
    """429 with Retry-After as an HTTP date."""
    MALFORMED = "malformed"
    """It happens, and the answer is 200 with broken JSON."""
    DIE_AFTER = "die_after"
    """It happens, and the server ends."""
    ACCEPTED = "accepted"
    """202 now, and a draft becomes public half a second later: the platform checks it first."""
    DENIED = "denied"
    """202 now, and half a second later the platform refuses the draft."""
    UNDECIDED = "undecided"
    """202 now, and the platform never decides about the draft."""
    REORDER = "reorder"
    """Pictures (without two of them, paragraphs) change places in what readers see."""
    REWRITE = "rewrite"
    """A number, or else the end of the text, is changed in what readers see."""
    STRIP_ALT = "strip_alt"
    """Alternative texts are lost in what readers see."""


CONTENT_FAULTS = (Fault.REORDER, Fault.REWRITE, Fault.STRIP_ALT)
KINDS = ("publish", "draft", "upload", "read", "withdraw", "reply")
"""What a request is for; faults strike publishing unless they are set for another kind or for `any`."""
_IMAGE = re.compile(r"<img\b[^>]*>")
_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
_ALT = re.compile(r'\balt="[^"]*"')
_DIGITS = re.compile(r"\d+(?![^<]*>)")


@dataclass(frozen=True, slots=True)
class Strike:
    """What goes wrong with one request."""

    transport: Fault | None = None
    content: tuple[Fault, ...] = ()
    seconds: int = 1
    """For 429: how long to wait."""


class Faults:
    """Counters that requests use up; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[tuple[Fault, str], int] = {}
        self._seconds = 1

    def put(self, wanted: Mapping[str, Json]) -> None:
        """Sets counters: `{"drop_after": 3}` or `{"429": {"count": 2, "on": "upload", "seconds": 5}}`; 0 clears one.

        Raises:
            ValueError: no such fault or kind, or a count that is no number.
        """
        parsed = [_wish(name, value) for name, value in wanted.items()]
        with self._lock:
            for fault, on, count, seconds in parsed:
                self._left[fault, on] = count
                self._seconds = seconds or self._seconds

    def left(self) -> dict[str, Json]:
        """What is still to come, by fault and kind."""
        with self._lock:
            return {f"{fault}@{on}": count for (fault, on), count in sorted(self._left.items()) if count}

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._left.clear()

    def strike(self, kind: str) -> Strike:
        """Uses up what strikes the next request of that kind: one fault of transport and every fault of content."""
        with self._lock:
            transport = next((f for f in Fault if f not in CONTENT_FAULTS and self._used(f, kind)), None)
            content = tuple(f for f in CONTENT_FAULTS if kind == "publish" and self._used(f, kind))
            return Strike(transport, content, self._seconds)

    def _used(self, fault: Fault, kind: str) -> bool:
        for on in (kind, "any"):
            if self._left.get((fault, on), 0) > 0:
                self._left[fault, on] -= 1
                return True
        return False


def twisted(html: str, faults: tuple[Fault, ...]) -> str:
    """What readers see of `html` after the faults of content."""
    for fault in faults:
        html = _TWISTS[fault](html)
    return html


def _wish(name: str, value: Json) -> tuple[Fault, str, int, int]:
    if name not in list(Fault):
        raise ValueError(f"there is no fault {name!r}; there are {', '.join(Fault)}")
    fields: dict[str, Json] = value if isinstance(value, dict) else {"count": value}
    count, on, seconds = fields.get("count"), fields.get("on", "publish"), fields.get("seconds", 0)
    if not isinstance(count, int) or isinstance(count, bool) or count < 0 or not isinstance(seconds, int):
        raise ValueError(f"the count of {name!r} is not a number")
    if on not in (*KINDS, "any"):
        raise ValueError(f"faults strike {', '.join(KINDS)} or any")
    return Fault(name), str(on), count, seconds


def _reordered(html: str) -> str:
    pattern = _IMAGE if len(_IMAGE.findall(html)) > 1 else _PARAGRAPH
    backwards = list(reversed(pattern.findall(html)))
    return pattern.sub(lambda _found: backwards.pop(0), html)


def _rewritten(html: str) -> str:
    if _DIGITS.search(html):
        return _DIGITS.sub(lambda found: str(int(found[0]) + 1), html, count=1)
    return html + "<p>…</p>"


def _without_alts(html: str) -> str:
    return _ALT.sub('alt=""', html)


_TWISTS = {
    Fault.REORDER: _reordered,
    Fault.REWRITE: _rewritten,
    Fault.STRIP_ALT: _without_alts,
}
