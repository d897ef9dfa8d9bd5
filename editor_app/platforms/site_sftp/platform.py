"""A static site that is put on its web server by SFTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.text import T, Text
from editor_app.platforms.contract import OptionField
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.site_folder.static_site import SITE_ADDRESS, SITE_OPTIONS, StaticSite
from editor_app.platforms.units import ByOperations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Connection, Link


class SiteSftp(StaticSite, Offered, ByOperations):
    """A static site behind an SFTP server."""

    name: ClassVar[str] = "site_sftp"
    title: ClassVar[Text] = T("Site by SFTP")
    tile: ClassVar[str] = "传"
    offer: ClassVar[Offer] = Offer(Family.OWN, 2, T("Pages, feeds and warnings on a server"))
    options: ClassVar[tuple[OptionField, ...]] = (
        SITE_ADDRESS,
        OptionField(
            "host_key",
            T("Host key"),
            hint=T("The server's fingerprint, SHA256:… Left empty, the test shows it; compare it, then enter it."),
        ),
        *SITE_OPTIONS,
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=60)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 60 + 5)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        from editor_app.platforms.site_sftp.place import place_of

        return options.get("base_url") or place_of(url).base

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.site_folder.link import SiteLink
        from editor_app.platforms.site_sftp.shelf import SftpShelf

        return SiteLink(self, connection, SftpShelf(connection, self.deadline))
