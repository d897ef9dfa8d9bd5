"""The one gate to a platform: whatever a link does, only the five platform errors come out of here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from editor_app.domain.errors import OutcomeUnknown, PlatformError
from editor_app.domain.text import T
from editor_app.platforms.turns import aside

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

R = TypeVar("R")


def called(what: str, call: Callable[[], R]) -> R:
    """What `call` gives; anything unforeseen counts as an unknown outcome, because a byte may have left.

    Args:
        what: name of the step or read, for the log.

    Raises:
        PlatformError: one of the five.
    """
    try:
        with aside():
            return call()
    except PlatformError:
        raise
    except Exception as unforeseen:
        log.exception("unforeseen in %s", what)
        raise OutcomeUnknown(
            T("Something unforeseen happened while talking to the platform ({kind}).", kind=type(unforeseen).__name__),
            T("It will be looked up before anything is sent again."),
        ) from unforeseen
