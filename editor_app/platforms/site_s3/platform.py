"""A static site in a bucket of an S3 server."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.text import T, Text
from editor_app.platforms.contract import OptionField
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.site_folder.static_site import SITE_ADDRESS, SITE_OPTIONS, StaticSite
from editor_app.platforms.site_s3.place import REGION, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Connection, Link


class SiteS3(StaticSite, Offered):
    """A static site in a bucket."""

    name: ClassVar[str] = "site_s3"
    title: ClassVar[Text] = T("Site in an S3 bucket")
    tile: ClassVar[str] = "云"
    offer: ClassVar[Offer] = Offer(Family.OWN, 3, T("Pages, feeds and warnings in an object store"))
    options: ClassVar[tuple[OptionField, ...]] = (
        SITE_ADDRESS,
        OptionField("region", T("Region"), default=REGION, hint=T("As the provider calls it.")),
        *SITE_OPTIONS,
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=60)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 60 + 5)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return options.get("base_url") or place_of(url).base

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.site_folder.link import SiteLink
        from editor_app.platforms.site_s3.shelf import BucketShelf

        return SiteLink(self, connection, BucketShelf(connection, self.deadline))
