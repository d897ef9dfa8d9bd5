from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from editor_app.domain.identifiers import AccountId
from editor_app.ui.views.review.placing import looked
from editor_app.ui.views.review.sealed_page import SealedPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui import theme

IMAGES = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def page(qtbot: QtBot) -> SealedPage:
    made = SealedPage()
    qtbot.addWidget(made)
    made.resize(640, 100)
    made.show()
    return made


def show(page: SealedPage, html: str, before: str) -> None:
    page.show_page(html, {})
    page.show_looked(looked(page.bare, before, [], AccountId("a")))


def test_removed_words_are_struck_through_before_what_was_inserted(page: SealedPage) -> None:
    show(page, "<p>共 13 件事，都办好了。</p>", "<p>共 12 件事，都办好了。</p>")
    assert page.toPlainText() == "共 1213 件事，都办好了。"
    assert page.marks == 2
    found = page.document().find("12")
    assert found.charFormat().fontStrikeOut()
    assert page.document().find("13").charFormat().fontUnderline()


def test_words_beyond_the_basic_plane_move_no_mark(page: SealedPage) -> None:
    show(page, "<p>𠮷祥🎉如意十三</p>", "<p>𠮷祥🎉如意十二</p>")
    assert page.document().find("三").charFormat().fontUnderline()


def test_without_a_page_before_nothing_is_marked(page: SealedPage) -> None:
    page.show_page("<p>一样</p>", {})
    assert page.marks == 0


def test_it_grows_with_its_text_and_finds_words(page: SealedPage) -> None:
    page.show_page("<p>一</p>" * 60 + "<p>末尾的话</p>", {})
    assert page.height() > 1000
    at = page.position_of("末尾的话")
    assert at is not None
    assert at > 800
    assert page.position_of("没有的话") is None


def test_only_sealed_pictures_are_ever_loaded(page: SealedPage) -> None:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    page.show_page('<img src="sealed:1">', {1: image})
    loaded = page.loadResource(IMAGES, QUrl("sealed:1"))
    assert isinstance(loaded, QImage)
    assert loaded.width() == 640
    assert page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("file:///etc/passwd")) == b""


def test_it_takes_the_colours_of_the_theme(page: SealedPage, looks: theme.Theme) -> None:
    page.show_page("<p>字</p>", {})
    light = page.styleSheet()
    looks.choose("dark")
    assert page.styleSheet() != light
