"""Paths stay below the site, and a file that isn't there has a version too."""

import pytest

from editor_app.domain.errors import Rejected
from editor_app.platforms.site_folder.shelf import ABSENT, Kept, safe_target, version_of


@pytest.mark.parametrize("target", ["index.html", "articles/a/index.html", "media/0a.png"])
def test_a_path_below_the_site_is_taken(target: str) -> None:
    assert safe_target(target) == target


@pytest.mark.parametrize("target", ["", "..", "../x", "a/../x", "/etc/passwd", "a//b", "a/", "a\\b", "a\0b", "./a"])
def test_any_other_is_refused(target: str) -> None:
    with pytest.raises(Rejected, match="out of the site"):
        safe_target(target)


def test_nothing_has_the_version_of_nothing() -> None:
    assert version_of(None) == ABSENT == ""
    assert version_of(Kept(b"x", "1")) == "1"
