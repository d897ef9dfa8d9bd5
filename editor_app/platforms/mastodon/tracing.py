"""Which post of an account's list is a delivery's own: by its words, its pictures and the program that made it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from editor_app.platforms.authorization import PROGRAM
from editor_app.platforms.contract import Absent, Found, Step, StepClass, StepResult
from editor_app.platforms.mastodon import calls
from editor_app.platforms.mastodon.counting import HANDLE
from editor_app.platforms.tracing import SLACK, alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.manifest_json import Fields
    from editor_app.platforms.contract import Order, Sighting

_FIRST = Step(1, "post", StepClass.KEYED, part=1)


def is_like(seen: calls.Seen, wanted: calls.Seen) -> bool:
    """Whether a post says what a part says, whatever the server made of its handles."""
    return (_flat(seen.words), seen.alts, dict(seen.more)) == (_flat(wanted.words), wanted.alts, dict(wanted.more))


def sighted(step: Step, order: Order, host: str, newer: Sequence[Fields]) -> Sighting:
    """Whether one of the posts since the watermark is the lost one.

    Args:
        step: the lost one.
        order: of the delivery.
        host: for the sentence.
        newer: the account's own posts since then.
    """
    wanted = calls.shall_be(order.payload.parts[step.part - 1], order)
    ours = [one for one in newer if is_like(calls.seen_in(one), wanted)]
    if len(ours) == 1:
        return Found(calls.published(step, order, ours[0]))
    return alike(host, [calls.published(step, order, one).url for one in ours]) if ours else Absent()


def judged(order: Order, host: str, listed: Sequence[Fields]) -> Sighting:
    """Which of an account's posts is the first one of a delivery that another copy of the workspace may have sent."""
    wanted = calls.shall_be(order.payload.parts[0], order)
    ours = [one for one in listed if is_like(calls.seen_in(one), wanted)]
    by_us = [one for one in ours if _program(one) == PROGRAM]
    if len(by_us) == 1:
        done = calls.published(_FIRST, order, by_us[0])
        return Found(StepResult(remote_id=done.remote_id, url=done.url))
    return alike(host, [calls.published(_FIRST, order, one).url for one in ours]) if ours else Absent()


def is_older(status: Fields, since: datetime) -> bool:
    """Whether a post was certainly made before anything of the delivery could be."""
    return datetime.fromisoformat(status.text("created_at")) < since - SLACK


def _flat(words: str) -> str:
    return HANDLE.sub(r"@\1", words)


def _program(status: Fields) -> str:
    told = status.value.get("application") if isinstance(status.value, dict) else None
    name = told.get("name") if isinstance(told, dict) else None
    return name if isinstance(name, str) else ""
