"""A site's own settings: apart, because connecting and composing both refuse those that make no site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping

ZONE = "Asia/Shanghai"
"""The zone of a site that names none."""
LANGUAGES = (
    ("zh-CN", T("Chinese, simplified")),
    ("zh-Hant", T("Chinese, traditional")),
    ("bo", T("Tibetan")),
    ("ug", T("Uyghur")),
    ("mn", T("Mongolian")),
    ("kk", T("Kazakh")),
    ("ko", T("Korean")),
    ("en", T("English")),
    ("fr", T("French")),
    ("es", T("Spanish")),
    ("ru", T("Russian")),
    ("ar", T("Arabic")),
)
"""What a site is said to be in, in words; any other tag of BCP 47 is taken as well."""
REMOVED, NOTICE = "remove", "notice"
WITHDRAWN = (REMOVED, NOTICE)
"""What becomes of a withdrawn page: nothing is left, or a page that says so."""


def checked_settings(options: Mapping[str, str], account_name: str) -> dict[str, str]:
    """The site's settings with their defaults.

    Raises:
        Invalid: a public address that is none, an unknown time zone, or another word for withdrawn pages.
    """
    base = options.get("base_url", "").rstrip("/")
    if base and (not base.startswith(("https://", "http://")) or any(c in base for c in " \"'<>?#")):
        raise Invalid(T("“{url}” is not a web address.", url=base), T("Write it like https://news.example.gov."))
    zone = options.get("zone") or ZONE
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(T("There is no time zone “{zone}”.", zone=zone), T("Write it like Asia/Shanghai.")) from None
    withdrawn = options.get("withdrawn") or REMOVED
    if withdrawn not in WITHDRAWN:
        raise Invalid(
            T("“{value}” is nothing that becomes of withdrawn pages.", value=withdrawn[:40]),
            T("Choose one of {names}.", names=", ".join(WITHDRAWN)),
        )
    return {
        "base_url": base,
        "site_title": options.get("site_title") or account_name,
        "language": options.get("language") or "zh-CN",
        "zone": zone,
        "withdrawn": withdrawn,
    }
