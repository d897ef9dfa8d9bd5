"""An account's own settings: apart, because connecting and composing both refuse those that make no account."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.choices import require_choices
from editor_app.platforms.contract import OptionField
from editor_app.rendering.sanitised import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARE, LONG, ARTICLE = "share", "long", "article"
FULL, SHORT = "full", "short"
ASK, AGAIN = "ask", "again"

OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        "form",
        T("Form of a post"),
        default=SHARE,
        hint=T("Long posts and headline articles only once Weibo has granted them to your application."),
        choices=(
            (SHARE, T("up to 140 characters and one picture")),
            (LONG, T("up to 2000 characters and nine pictures (granted)")),
            (ARTICLE, T("a headline article (granted)")),
        ),
    ),
    OptionField(
        "safe_domain",
        T("Safe domain"),
        hint=T("As the application has it under its security settings: each post must lead to a page below it."),
    ),
    OptionField(
        "home",
        T("Page that posts lead to"),
        hint=T("Used when a document has no address of its own."),
    ),
    OptionField(
        "rip",
        T("Public IP address of the office"),
        hint=T("Newer documents of Weibo ask for it with every post."),
    ),
    OptionField(
        "redirect",
        T("Callback address"),
        hint=T("As the application has it on open.weibo.com; empty = Weibo's own page, whose address is pasted."),
    ),
    OptionField(
        "addresses",
        T("Addresses count"),
        default=FULL,
        hint=T("Weibo does not say which; the stricter one is safe."),
        choices=((FULL, T("as they are written")), (SHORT, T("as ten characters each"))),
    ),
    OptionField(
        "unsure",
        T("Lost and not found"),
        default=ASK,
        hint=T("No answer, and no list shows it. Lists may be late; Weibo refuses the same words twice, it says."),
        choices=((ASK, T("ask a person")), (AGAIN, T("send it once more after three minutes"))),
    ),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults.

    Raises:
        Invalid: one is none of its choices, no web address or no IP address.
    """
    settings = {field.name: (options.get(field.name) or field.default).strip() for field in OPTIONS}
    require_choices(OPTIONS, settings)
    if settings["home"] and not is_web_address(settings["home"]):
        raise Invalid(
            T("“{url}” is not a web address.", url=settings["home"]), T("Write it like https://news.example.gov.")
        )
    _require_ip(settings["rip"])
    return settings


def _require_ip(address: str) -> None:
    try:
        if address:
            ipaddress.ip_address(address)
    except ValueError:
        raise Invalid(
            T("“{address}” is not an IP address.", address=address),
            T("Ask who looks after your network under which address the office is seen from outside."),
        ) from None
