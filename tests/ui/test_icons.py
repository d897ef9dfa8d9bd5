import re

import pytest
from defusedxml import ElementTree
from PySide6.QtGui import QIcon

from editor_app.resources import resource
from editor_app.ui import icons
from editor_app.ui.theme import colours

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize(("size", "width"), [(16, "2.25"), (18, "2"), (20, "1.8"), (24, "1.5")])
def test_strokes_are_one_and_a_half_pixels_at_every_size(size: int, width: str) -> None:
    assert set(re.findall(r'stroke-width="([^"]+)"', icons.svg("stamp", size, "#123456"))) == {width}


def test_every_icon_is_a_drawing_in_the_asked_colour() -> None:
    for name in NAMES:
        text = icons.svg(name, 18, "#123456")
        assert "currentColor" not in text, name
        assert ElementTree.fromstring(text).tag.endswith("svg"), name


def test_every_icon_says_where_it_comes_from() -> None:
    assert "ISC" in resource("icons/LICENSE").read_text("utf-8")
    for name in NAMES:
        assert "ISC" in resource(f"icons/{name}.svg").read_text("utf-8"), name


def test_an_icon_is_sharp_on_dense_screens() -> None:
    made = icons.pixmap("send", 18, colours().ink, 2.0)
    assert (made.width(), made.devicePixelRatio()) == (36, 2.0)


def test_a_pixmap_is_made_once() -> None:
    assert icons.pixmap("send", 18, colours().ink).cacheKey() == icons.pixmap("send", 18, colours().ink).cacheKey()


def test_a_disabled_icon_is_grey() -> None:
    icon = icons.icon("copy")
    enabled, disabled = icon.pixmap(18, QIcon.Mode.Normal).toImage(), icon.pixmap(18, QIcon.Mode.Disabled).toImage()
    assert enabled != disabled


def test_a_missing_icon_is_known_to_be_missing() -> None:
    assert icons.exists("stamp")
    assert not icons.exists("no-such-icon")
