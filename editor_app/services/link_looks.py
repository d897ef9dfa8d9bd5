"""Looks at the links of a text, many at once and remembered for a while; never while somebody waits for a keystroke."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.link import LinkState
from editor_app.platforms.open_web import OpenWeb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.domain.document import Variant
    from editor_app.domain.link import LinkLook
    from editor_app.services.desk import Desk

FRESH_SECONDS = 600.0
"""The accounts of one edition, the hour before a slot and the send itself ask the same site once."""
_AT_ONCE = 8
_MOST = 200
"""A text with more links is looked at as far as that."""
_REMEMBERED = 2_000


class _Memory:
    """What the looks of this process showed, and when."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[float, LinkLook]] = {}

    def fresh(self, urls: Iterable[str]) -> list[LinkLook]:
        """What was seen of these lately."""
        since = time.monotonic() - FRESH_SECONDS
        with self._lock:
            return [self._seen[url][1] for url in urls if url in self._seen and self._seen[url][0] >= since]

    def keep(self, looks: Iterable[LinkLook]) -> None:
        """Keep what was certain; the oldest goes when there is too much."""
        with self._lock:
            for look in looks:
                self._seen.pop(look.url, None)
                if look.state is not LinkState.UNKNOWN:
                    self._seen[look.url] = time.monotonic(), look
            while len(self._seen) > _REMEMBERED:
                del self._seen[next(iter(self._seen))]

    def forget(self) -> None:
        """Look anew from now on."""
        with self._lock:
            self._seen.clear()


memory = _Memory()


def web_of(desk: Desk) -> OpenWeb | None:
    """How the workspace looks at the open web; None = a practice workspace, which reaches this computer only."""
    return None if desk.workspace.sample else OpenWeb()


def look(desk: Desk, variants: Iterable[Variant]) -> tuple[LinkLook, ...]:
    """Look at every link of these that wasn't looked at lately; lasts 10 seconds at most for each eight of them.

    Returns:
        Those that could not be looked at now, each with the reason; nothing is concluded from them.
    """
    from editor_app.checks.rules import stale_link

    web = web_of(desk)
    if web is None:
        return ()
    urls = list(dict.fromkeys(url for variant in variants for _place, url in stale_link.targets(variant)))[:_MOST]
    known = {look.url for look in memory.fresh(urls)}
    missing = [url for url in urls if url not in known]
    if not missing:
        return ()
    with ThreadPoolExecutor(_AT_ONCE, "links") as pool:
        looks = tuple(pool.map(web.look, missing))
    memory.keep(looks)
    return tuple(each for each in looks if each.state is LinkState.UNKNOWN)


def with_looks(variant: Variant) -> Variant:
    """The variant with what is known of its links; asks nobody."""
    from editor_app.checks.rules import stale_link

    return replace(
        variant, links=tuple(memory.fresh(dict.fromkeys(url for _place, url in stale_link.targets(variant))))
    )
