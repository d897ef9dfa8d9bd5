"""What a person says of a Matrix account: the room, and where readers open a link to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.contract import OptionField

if TYPE_CHECKING:
    from collections.abc import Mapping

WEB = "https://matrix.to"
"""Where links to rooms and events lead by the specification (appendices, 5.2; read 2026-11-29)."""
_ROOM = re.compile(r"#[^\s:\x00]+:[A-Za-z0-9.\-\[\]:]+|![^\s\x00|]{1,254}")
"""An alias with its server, or an id; ids of room version 12 name no server."""
OPTIONS = (
    OptionField(
        "room",
        T("Room"),
        required=True,
        hint=T("Its address such as #news:example.gov.cn, or its id, which begins with “!”."),
    ),
    OptionField("web", T("Address of the web view"), default=WEB, hint=T("Where readers open a post.")),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """Room and address of the web view, with their defaults.

    Raises:
        Invalid: no room, or no web address.
    """
    room, web = options.get("room", "").strip(), (options.get("web") or WEB).rstrip("/")
    if room and not _ROOM.fullmatch(room):
        raise Invalid(
            T("“{room}” is no Matrix room.", room=room[:80]),
            T("Write its address like #news:example.gov.cn, or its id, which begins with “!”."),
        )
    if not web.startswith(("https://", "http://")) or any(c in web for c in " \"'<>?#"):
        raise Invalid(T("“{url}” is not a web address.", url=web), T("Write it like https://news.example.gov."))
    return {"room": room, "web": web}
