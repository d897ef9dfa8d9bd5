"""What the platform says of itself: the same pages as a folder, an address that readers know, and a pinned key."""

from datetime import timedelta

from editor_app.platforms.site_folder import PLATFORM as FOLDER
from editor_app.platforms.site_sftp import PLATFORM
from tests.platforms.workshop import Bench, variant


def test_its_pages_are_those_of_a_folder() -> None:
    options = {"base_url": "https://news.example.gov.cn"}
    here, there = (p.compose(variant(options=options), "site:x", Bench()).payload for p in (PLATFORM, FOLDER))
    assert (here.platform, there.platform) == ("site_sftp", "site_folder")
    assert (here.parts, here.media, here.options, here.late) == (there.parts, there.media, there.options, there.late)


def test_readers_are_at_the_public_address() -> None:
    url = "sftp://files.example.gov/srv/site"
    assert PLATFORM.public_address(url, {"base_url": "https://news.example.gov"}) == "https://news.example.gov"
    assert PLATFORM.public_address(url, {}) == "https://files.example.gov"


def test_a_lost_answer_waits_longer_than_a_call_may_take() -> None:
    assert PLATFORM.settle > timedelta(seconds=5) + PLATFORM.deadline
