"""What the platform says of itself: the pages of a folder, at an address that readers know."""

from editor_app.platforms.site_folder import PLATFORM as FOLDER
from editor_app.platforms.site_webdav import PLATFORM
from tests.platforms.workshop import Bench, variant


def test_its_pages_are_those_of_a_folder() -> None:
    here, there = (p.compose(variant(), "site:x", Bench()).payload for p in (PLATFORM, FOLDER))
    assert (here.platform, here.parts, here.media) == ("site_webdav", there.parts, there.media)


def test_readers_are_at_the_public_address_or_at_the_servers_own() -> None:
    url = "https://dav.example.gov/site/"
    assert PLATFORM.public_address(url, {"base_url": "https://news.example.gov"}) == "https://news.example.gov"
    assert PLATFORM.public_address(url, {}) == "https://dav.example.gov/site"
