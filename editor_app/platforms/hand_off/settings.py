"""An account's own settings: apart, because connecting and composing both refuse those that make no account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms import covers
from editor_app.platforms.contract import OptionField
from editor_app.platforms.hand_off.profiles import OTHER, PROFILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.hand_off.profiles import Profile

OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        "service",
        T("Platform to post on"),
        default=OTHER.name,
        hint=T("Limits, pictures and addresses of posts are those of this platform."),
        choices=tuple((profile.name, profile.title) for profile in PROFILES.values()),
    ),
    OptionField(
        "home",
        T("Public address of the account"),
        hint=T("The account's own page, as readers open it, such as https://www.zhihu.com/org/…."),
    ),
    *covers.OPTIONS,
)


def profile_of(options: Mapping[str, str]) -> Profile:
    """The platform that an account is on.

    Raises:
        Invalid: there is none of that name.
    """
    name = options.get("service") or OTHER.name
    if name not in PROFILES:
        raise Invalid(
            T("“{value}” is no setting of {name}.", value=name[:40], name="service"),
            T("Choose one of {kinds}.", kinds=", ".join(PROFILES)),
        )
    return PROFILES[name]


def home_of(options: Mapping[str, str]) -> str:
    """The account's public address, as it is opened.

    Raises:
        Invalid: none was given, or it is no web address.
    """
    home = options.get("home", "").strip()
    parts = urlsplit(home)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise Invalid(
            T("The public address of the account is missing."),
            T("Open the account's page in a browser and copy its address."),
        )
    return home
