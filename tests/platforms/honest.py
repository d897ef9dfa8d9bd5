"""What an honest worker makes of public steps on a faulty place, and what readers then find on a static site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.errors import OutcomeUnknown, RateLimited, Unreachable
from editor_app.platforms.contract import Found, Unclear

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.platforms.contract import Link, Order, Platform, Step

_TRIES = 8


def outcome(link: Link, step: Step, order: Order) -> str:
    """`sent`, `ask` or `lost` of one step: what is unknown is looked up before it is done again."""
    watermark = link.watermark(order)
    for _ in range(_TRIES):
        try:
            link.perform(step, order)
        except (RateLimited, Unreachable):
            continue
        except OutcomeUnknown:
            sighting = link.find(step, order, watermark)
            if isinstance(sighting, Found):
                return "sent"
            if isinstance(sighting, Unclear):
                return "ask"
            continue
        return "sent"
    return "lost"


def delivered(platform: Platform, link: Link, order: Order) -> list[str]:
    """What came of every step of a prepared order."""
    return [outcome(link, step, order) for step in platform.steps(order.payload)]


def in_feed(feed: bytes) -> list[str]:
    """The addresses that a JSON feed names."""
    return [item["url"].rstrip("/").rpartition("/articles/")[2] for item in json.loads(feed)["items"]]


def files(root: Path) -> set[str]:
    """Every file of a site, by its path."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
