"""A site in a folder: readers find it at its public address, else at its place on this computer."""

from pathlib import Path

from editor_app.platforms.site_folder import PLATFORM


def test_readers_find_a_site_at_its_public_address_and_a_folder_at_its_place(tmp_path: Path) -> None:
    assert PLATFORM.public_address("/srv/site", {"base_url": "https://news.example.gov"}) == "https://news.example.gov"
    assert PLATFORM.public_address(str(tmp_path), {}) == tmp_path.resolve().as_uri()
