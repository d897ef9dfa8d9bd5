"""What the work of a platform is counted in: apart, because not every one of them is reached by requests."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.platforms.contract import Platform


class Unit(StrEnum):
    """One of them is what `Link.spent` counts."""

    REQUESTS = "requests"
    """Over HTTP, whatever became of them."""
    OPERATIONS = "operations"
    """A file read, written or removed, a request of SFTP, a command to a mail server."""


class ByOperations:
    """A platform that is reached otherwise than by HTTP."""


def unit_of(platform: Platform) -> Unit:
    """What is counted there."""
    return Unit.OPERATIONS if isinstance(platform, ByOperations) else Unit.REQUESTS
