"""A folder as the place of a site: versions are compared before a file is replaced."""

from pathlib import Path

import pytest

from editor_app.domain.errors import Unreachable
from editor_app.platforms.site_folder.folder import FolderShelf
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken, version_of


def test_a_file_is_replaced_only_as_it_was_read(tmp_path: Path) -> None:
    shelf = FolderShelf(str(tmp_path))
    shelf.put("feed.json", b"one", ABSENT)
    before = shelf.read("feed.json")
    shelf.put("feed.json", b"two", version_of(before))
    for version in (version_of(before), ABSENT):
        with pytest.raises(Overtaken):
            shelf.put("feed.json", b"three", version)
    assert (tmp_path / "feed.json").read_bytes() == b"two"
    shelf.put("feed.json", b"four", None)
    assert [path.name for path in tmp_path.iterdir()] == ["feed.json"]


def test_a_folder_of_an_article_without_a_page_is_none(tmp_path: Path) -> None:
    shelf = FolderShelf(tmp_path.as_uri())
    shelf.put("articles/b/index.html", b"x", None)
    shelf.put("articles/a/article.json", b"x", None)
    assert shelf.slugs() == {"b": ""}
    shelf.remove("articles/b/index.html")
    shelf.remove("articles/b/index.html")
    assert shelf.slugs() == {}


def test_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    shelf = FolderShelf(str(tmp_path / "none"))
    with pytest.raises(Unreachable):
        shelf.require_there()
    assert shelf.read("index.html") is None
    shelf.close()
