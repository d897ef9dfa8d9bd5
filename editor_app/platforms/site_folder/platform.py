"""A static site in a folder of this computer: what a web server, or a program of the office's own, takes from there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.text import T, Text
from editor_app.platforms.contract import OptionField
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.site_folder.static_site import SITE_OPTIONS, StaticSite
from editor_app.platforms.units import ByOperations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Connection, Link


class SiteFolder(StaticSite, Offered, ByOperations):
    """A static site in a folder."""

    name: ClassVar[str] = "site_folder"
    title: ClassVar[Text] = T("Site folder")
    tile: ClassVar[str] = "网"
    offer: ClassVar[Offer] = Offer(Family.OWN, 1, T("Pages, feeds and warnings as files of this computer"))
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField(
            "base_url", T("Public address"), hint=T("Where the folder is served, such as https://news.example.gov.")
        ),
        *SITE_OPTIONS,
    )
    settle: ClassVar[timedelta] = timedelta(seconds=1)
    deadline: ClassVar[timedelta] = timedelta(seconds=10)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        folder = url if url.startswith("file://") else Path(url).resolve().as_uri()
        return options.get("base_url") or folder

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.site_folder.folder import FolderShelf
        from editor_app.platforms.site_folder.link import SiteLink

        return SiteLink(self, connection, FolderShelf(connection.url))
