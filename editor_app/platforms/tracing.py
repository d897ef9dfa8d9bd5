"""Finding a post that a copy of this workspace sent; apart because only some platforms can tell without an attempt."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.edition import LATE_PLACEHOLDER
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found, Unclear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.platforms.contract import Link, Order, Sighting, StepResult

SLACK = timedelta(hours=1)
"""So much may the clocks of two offices and of a platform differ."""
_NUMBERED = 9
"""A platform that has an address already puts `-2`, `-3` … behind the next one's."""


class Tracing(ABC):
    """A link that finds a delivery's post by its key, its path or the account's list."""

    @abstractmethod
    def trace(self, order: Order, since: datetime) -> Sighting:
        """Whether a post of this delivery is public that this workspace knows nothing of; errors as in `Link`. READ.

        Args:
            order: of the delivery.
            since: when it came into the queue; whatever is older by more than `SLACK` is not its post.
        """

    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        """Late fields that the post itself tells, so that it can be compared here as well; errors as in `Link`. READ.

        Args:
            order: of the delivery, with what this copy knows.
            remote_id: of the post that was found.
        """
        del order, remote_id
        return {}


def traced(link: Link, order: Order, since: datetime) -> Sighting:
    """What the platform knows of it; one that can't tell asks for a person."""
    if isinstance(link, Tracing):
        return link.trace(order, since)
    return Unclear(T("This platform can't tell whether it went out from elsewhere; look at the account, then release."))


def shown_late(link: Link, order: Order, remote_id: str) -> Mapping[str, str]:
    """The late fields that a found post tells; empty where it tells none."""
    return link.late_of(order, remote_id) if isinstance(link, Tracing) else {}


def late_in(template: str, live: str) -> dict[str, str]:
    """The late fields of a signed text, read off the text that is live; empty when the two differ in anything else.

    Args:
        template: with `pd-late:…` where something arises after signing.
        live: what readers get.
    """
    names: list[str] = []
    pattern, end = "", 0
    for found in LATE_PLACEHOLDER.finditer(template):
        pattern += re.escape(template[end : found.start()])
        pattern += rf"(?P=n{names.index(found[1])})" if found[1] in names else rf"(?P<n{len(names)}>[^\s\"'<>]+)"
        names += [] if found[1] in names else [found[1]]
        end = found.end()
    fitting = re.fullmatch(pattern + re.escape(template[end:]), live)
    return {name: fitting[f"n{at}"] for at, name in enumerate(names)} if fitting else {}


@dataclass(frozen=True, slots=True)
class SeenArticle:
    """An article that lies under an address which may be this delivery's."""

    slug: str
    title: str
    published_at: datetime | None
    """None: readers don't get it."""
    result: StepResult
    kept_as: str = ""
    """What the site calls an article that is neither public nor a draft: planned, private …; empty = nothing such."""


def slugs_of(order: Order) -> tuple[str, ...]:
    """The last parts of every address under which an article of this delivery may lie: the draft's, and its own."""
    slug = order.payload.slug
    return (_draft_slug(order), slug, *(f"{slug}-{number}" for number in range(2, _NUMBERED + 1)))


def judged(order: Order, since: datetime, host: str, title: str, articles: Sequence[SeenArticle]) -> Sighting:
    """Which of the articles under `slugs_of` is this delivery's; a draft is none that readers get.

    Args:
        order: of the delivery.
        since: as in `Tracing.trace`.
        host: for the sentence.
        title: of the payload as the site keeps titles.
        articles: what the site has there.
    """
    for one in articles:
        if one.kept_as and (one.slug == _draft_slug(order) or one.title == title):
            return Unclear(T("The site keeps the article as “{status}”.", status=one.kept_as))
    public = [one for one in articles if one.published_at is not None]
    recent = [one for one in public if one.published_at is not None and one.published_at >= since - SLACK]
    for one in public:
        if one.slug == _draft_slug(order) or (one in recent and one.title == title):
            return Found(one.result)
    return alike(host, [one.result.url for one in recent]) if recent else Absent()


def alike(host: str, addresses: Sequence[str]) -> Unclear:
    """Something lies there that may be ours: only a person can tell."""
    said = T("Something like it is public on {host} already: {url}. Look at it, then release or cancel.",
             host=host, url=addresses[0])  # fmt: skip
    return Unclear(said, tuple(addresses))


def _draft_slug(order: Order) -> str:
    return f"pd-{order.key}"
