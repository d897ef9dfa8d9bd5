"""Mishaps of a simulated platform by count: apart, because every simulator takes them alike and names its own."""

from __future__ import annotations

import threading
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json

Kind = TypeVar("Kind", bound=StrEnum)


class Counted(Generic[Kind]):
    """Counters that requests use up; safe to use from several threads."""

    def __init__(self, mishaps: type[Kind], kinds: tuple[str, ...]) -> None:
        """None is to come yet.

        Args:
            mishaps: every mishap there is; the first one counted strikes first.
            kinds: of requests, which they may strike.
        """
        self._mishaps = mishaps
        self._kinds = kinds
        self._lock = threading.Lock()
        self._left: dict[tuple[Kind, str], int] = {}

    def put(self, wanted: Mapping[str, Json]) -> None:
        """Set counters: `{"drop_after": 3}` or `{"busy": {"count": 2, "on": "upload"}}`; 0 clears one.

        Raises:
            ValueError: no such mishap or kind, or a count that is no number.
        """
        parsed = [self._wish(name, value) for name, value in wanted.items()]
        with self._lock:
            self._left.update(parsed)

    def left(self) -> dict[str, Json]:
        """What is still to come, by mishap and kind."""
        with self._lock:
            return {f"{mishap}@{on}": count for (mishap, on), count in sorted(self._left.items()) if count}

    def strike(self, kind: str) -> Kind | None:
        """What strikes the next request of that kind, used up by it."""
        with self._lock:
            for mishap in self._mishaps:
                for on in (kind, "any"):
                    if self._left.get((mishap, on), 0) > 0:
                        self._left[mishap, on] -= 1
                        return mishap
        return None

    def _wish(self, name: str, value: Json) -> tuple[tuple[Kind, str], int]:
        if name not in list(self._mishaps):
            raise ValueError(f"there is no mishap {name!r}; there are {', '.join(self._mishaps)}")
        fields: Mapping[str, Json] = value if isinstance(value, dict) else {"count": value}
        count, on = fields.get("count"), fields.get("on", "publish")
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise ValueError(f"the count of {name!r} is not a number")
        if on not in (*self._kinds, "any"):
            raise ValueError(f"mishaps strike {', '.join(self._kinds)} or any")
        return (self._mishaps(name), str(on)), count
