"""Limits of one account's own server, where servers of a platform differ and say so themselves."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Limit, Platform


class OwnLimits(ABC):
    """Mixed into a platform whose accounts keep the limits of their server."""

    @abstractmethod
    def limits_of(self, options: Mapping[str, str]) -> tuple[Limit, ...]:
        """Every limit of an account with these settings, with the day on which its server said it. Pure.

        Raises:
            Invalid: the settings hold no limits that can be read.
        """


def limits_for(platform: Platform, options: Mapping[str, str]) -> tuple[Limit, ...]:
    """The limits of an account: those of its own server, else those of the platform."""
    return platform.limits_of(options) if isinstance(platform, OwnLimits) else platform.limits
