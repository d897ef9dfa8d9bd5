"""An account's profile and channel: apart, because plans and reads both begin with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.sandbox.profiles import Profile, profile_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.edition import Payload

COMPARED = ("author", "cover_alt", "language", "slug", "summary", "tags")
"""Fields of a post that are read back besides title, text, pictures and link."""
PROFILE_WORDS = (
    (Profile.DRAFT_FLIP.value, T("a draft first, then published (as WordPress)")),
    (Profile.KEYED.value, T("in one call, never twice (as Bluesky)")),
    (Profile.PUBLIC_READABLE.value, T("in one call, posts can be listed (as Weibo)")),
    (Profile.PUBLIC_BLIND.value, T("in one call, nothing can be read (as Telegram)")),
    (Profile.FILE.value, T("a file at its place (as S3)")),
)
"""Every kind in words."""
_CHANNEL = re.compile(r"[A-Za-z0-9_-]{1,40}")


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The account's profile and channel, with their defaults.

    Raises:
        Invalid: no such profile, or a channel with other characters than letters, digits, `-` and `_`.
    """
    profile, channel = options.get("profile") or Profile.DRAFT_FLIP.value, options.get("channel") or "main"
    if profile_named(profile) is None:
        raise Invalid(
            T("There is no kind of practice platform “{kind}”.", kind=profile),
            T("One of {kinds}.", kinds=", ".join(Profile)),
        )
    if not _CHANNEL.fullmatch(channel):
        raise Invalid(T("“{name}” is no channel.", name=channel), T("Use letters, digits, - and _."))
    return {"profile": profile, "channel": channel}


def profile_of(payload: Payload) -> Profile:
    """The profile that was sealed."""
    return profile_named(payload.option("profile")) or Profile.DRAFT_FLIP


def place(profile: Profile, channel: str) -> str:
    """Where an account's calls begin."""
    return f"/api/{profile}/{channel}"
