"""How a page of a site folder is taken away: page and record first, then what lists it; pictures stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Link, Outgoing, Withdrawal
from editor_app.platforms.site_folder.link import SiteLink
from editor_app.platforms.site_folder.sealed import LISTED

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order


class SiteWithdrawal(Withdrawal):
    """A page has two places: its own, and the listings that lead to it."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        place, _, listed = target.partition("#")
        return Outgoing("WRITE", "index.html") if listed == LISTED else Outgoing("REMOVE", f"{place}/index.html")

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        place, _, listed = target.partition("#")
        site = _site(link)
        if listed == LISTED:
            site.list_anew(order)
        else:
            site.remove(order, place)

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        place, _, listed = target.partition("#")
        return _site(link).is_listed(place) if listed == LISTED else _site(link).has_page(place)


def _site(link: Link) -> SiteLink:
    if not isinstance(link, SiteLink):
        raise TypeError("a page is taken away from a site folder")
    return link
