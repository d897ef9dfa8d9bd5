"""Finding a post that a copy of this workspace sent; apart because only some platforms can tell without an attempt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.platforms.contract import Unclear

if TYPE_CHECKING:
    from editor_app.platforms.contract import Link, Order, Sighting


class Tracing(ABC):
    """A link that finds a delivery's post by its key, its path or the account's list."""

    @abstractmethod
    def trace(self, order: Order) -> Sighting:
        """Whether a post of this delivery is public that this workspace knows nothing of; errors as in `Link`. READ."""


def traced(link: Link, order: Order) -> Sighting:
    """What the platform knows of it; one that can't tell asks for a person."""
    if isinstance(link, Tracing):
        return link.trace(order)
    return Unclear(T("This platform can't tell whether it went out from elsewhere; look at the account, then release."))
