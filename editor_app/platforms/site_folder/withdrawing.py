"""How a page of a site folder is taken away: page and record first, then what tells of it; pictures stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Link, Outgoing, Withdrawal
from editor_app.platforms.site_folder.link import SiteLink
from editor_app.platforms.site_folder.sealed import ALERT, LISTED, alert_path

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order


class SiteWithdrawal(Withdrawal):
    """A page has its own place, the listings that lead to it, and what machines are told of it."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        place, _, part = target.partition("#")
        if part == LISTED:
            return Outgoing("WRITE", "index.html")
        if part == ALERT:
            return Outgoing("WRITE", alert_path(place.removeprefix("articles/")))
        return Outgoing("REMOVE", f"{place}/index.html")

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        place, _, part = target.partition("#")
        site = _site(link)
        if part == LISTED:
            site.list_anew(order)
        elif part == ALERT:
            site.call_off(order, place)
        else:
            site.remove(order, place)

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        place, _, part = target.partition("#")
        site = _site(link)
        if part == LISTED:
            return site.is_listed(place)
        return site.is_alerting(place) if part == ALERT else site.has_page(place)


def _site(link: Link) -> SiteLink:
    if not isinstance(link, SiteLink):
        raise TypeError("a page is taken away from a site folder")
    return link
