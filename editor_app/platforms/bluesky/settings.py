"""An account's own settings: apart, because connecting and composing both refuse those that can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping

WEB = "https://bsky.app"
"""Where readers open posts of the public network."""
STYLES = ("thread", "card")


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """Form of a post and address of the web view, with their defaults.

    Raises:
        Invalid: no such form, or no web address.
    """
    style, web = options.get("style") or STYLES[0], (options.get("web") or WEB).rstrip("/")
    if style not in STYLES:
        raise Invalid(T("There is no form “{form}” of a post.", form=style), T("Choose thread or card."))
    if not web.startswith(("https://", "http://")) or any(c in web for c in " \"'<>?#"):
        raise Invalid(T("“{url}” is not a web address.", url=web), T("Write it like https://news.example.gov."))
    return {"style": style, "web": web}
