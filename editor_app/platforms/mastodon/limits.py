"""What one server takes: read from it when an account is connected and kept with the day, because servers differ."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.messages import REPLY_LIMIT

if TYPE_CHECKING:
    from editor_app.domain.manifest_json import Fields

OPTION = "limits"
"""The account's setting that keeps them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of Mastodon as it is delivered; docs.joinmastodon.org/methods/instance, version 4.5, read 2026-11-29."""

    characters: int = 500
    url: int = 23
    """Characters that every link counts as."""
    pictures: int = 4
    alt: int = 1500
    bytes: int = 16_777_216
    pixels: int = 33_177_600
    choices: int = 4
    """Of a poll."""
    choice: int = 50
    """Characters of one."""
    read: str = ""
    """ISO date; empty = not read from this server."""

    def by_name(self) -> dict[str, int]:
        """By the names under which a platform declares its limits."""
        return {
            "post_graphemes": self.characters,
            REPLY_LIMIT: self.characters,
            "link_characters": self.url,
            "images_per_post": self.pictures,
            "image_bytes": self.bytes,
            "alt_characters": self.alt,
            "poll_choices": self.choices,
            "choice_characters": self.choice,
        }

    def said(self) -> str:
        """As an account's setting keeps them: `characters=500 url=23 … read=2026-11-29`."""
        return " ".join(f"{name}={value}" for name, value in asdict(self).items() if value)


def limits_in(setting: str) -> Limits:
    """The limits that `said` wrote; what is left out is as it is delivered.

    Raises:
        Invalid: it is nothing that `said` writes.
    """
    pairs = [word.partition("=") for word in setting.split()]
    told = {name: value for name, _, value in pairs}
    try:
        day = told.pop("read", "")
        numbers: dict[str, Any] = {name: int(value) for name, value in told.items()}
        made = replace(Limits(**numbers), read=date.fromisoformat(day).isoformat() if day else "")
    except (ValueError, TypeError):
        raise _broken() from None
    if min(numbers.values(), default=1) < 1 or made.url < len("x://0000") or made.characters < 2 * made.url:
        raise _broken()
    return made


def limits_of(instance: Fields, today: date) -> Limits:
    """The limits in the answer of `/api/v2/instance`; what a server leaves out is as it is delivered."""
    found: dict[str, Any] = {}
    for name, (section, key) in _PLACES.items():
        value = _at(_at(_at(instance.value, "configuration"), section), key)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            found[name] = value
    return limits_in(replace(Limits(**found), read=today.isoformat()).said())


_PLACES = {
    "characters": ("statuses", "max_characters"),
    "url": ("statuses", "characters_reserved_per_url"),
    "pictures": ("statuses", "max_media_attachments"),
    "alt": ("media_attachments", "description_limit"),
    "bytes": ("media_attachments", "image_size_limit"),
    "pixels": ("media_attachments", "image_matrix_limit"),
    "choices": ("polls", "max_options"),
    "choice": ("polls", "max_characters_per_option"),
}


def _at(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _broken() -> Invalid:
    return Invalid(
        T("The limits of the server can't be read."),
        T("Leave them empty; they are read when the account is connected."),
    )
