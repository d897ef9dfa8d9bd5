"""A static site that is put on its web server by WebDAV."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.text import T, Text
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.site_folder.static_site import SITE_ADDRESS, SITE_OPTIONS, StaticSite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Connection, Link, OptionField


class SiteWebdav(StaticSite, Offered):
    """A static site behind a WebDAV server."""

    name: ClassVar[str] = "site_webdav"
    title: ClassVar[Text] = T("Site by WebDAV")
    tile: ClassVar[str] = "页"
    offer: ClassVar[Offer] = Offer(Family.OWN, 4, T("Pages, feeds and warnings on a file server"))
    options: ClassVar[tuple[OptionField, ...]] = (
        SITE_ADDRESS,
        *SITE_OPTIONS,
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=60)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 60 + 5)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return options.get("base_url") or url.rstrip("/")

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.site_folder.link import SiteLink
        from editor_app.platforms.site_webdav.shelf import WebdavShelf

        return SiteLink(self, connection, WebdavShelf(connection, self.deadline))
