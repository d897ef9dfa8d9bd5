"""What a platform rations: of what its allowance is, and how often an account may notify everybody who follows it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.announcement import Announcement
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Platform


class Rationed(ABC):
    """Mixed into a platform that counts some calls apart from others."""

    rationed: ClassVar[Text]
    """Of what `Link.allowance` tells how much is left."""

    @abstractmethod
    def announcement_of(self, options: Mapping[str, str]) -> Announcement | None:
        """How often an account with these settings may notify its followers; None = it notifies nobody. Pure."""


def rationed_of(platform: Platform) -> Text | None:
    """Of what the platform's allowance is; None = of all requests."""
    return platform.rationed if isinstance(platform, Rationed) else None


def announcement_of(platform: Platform, options: Mapping[str, str]) -> Announcement | None:
    """How often an account may notify its followers; None = it notifies nobody."""
    return platform.announcement_of(options) if isinstance(platform, Rationed) else None
