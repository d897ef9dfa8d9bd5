"""What servers and colleagues wrote leads to pages only, and is shown as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument

from editor_app.ui.outside import open_page, tip

if TYPE_CHECKING:
    from collections.abc import Iterator


class Desktop(QObject):
    """A desktop that keeps what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def desktop(qapp: object) -> Iterator[Desktop]:  # noqa: ARG001 - Qt must run
    made = Desktop()
    for scheme in ("http", "https", "file", "smb", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in ("http", "https", "file", "smb", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_page_is_opened(desktop: Desktop) -> None:
    assert open_page("https://news.example.gov.cn/a?b=c")
    assert desktop.opened == ["https://news.example.gov.cn/a?b=c"]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "file://evil.example/share/run.exe", "smb://evil.example/x", "mailto:a@b.cn", "x", "",
        "javascript:alert(1)", "ms-msdt:/id", "https://a\u202eb.example", " https://a.example", "//evil.example",
    ],
)  # fmt: skip
def test_nothing_else_is_opened(desktop: Desktop, address: str) -> None:
    assert not open_page(address)
    assert desktop.opened == []


@pytest.mark.parametrize(
    "words", ["<img src='file://evil.example/x.png'>", "<b>甲</b>\n乙 & 丙", "a < b\n<i>x</i>", "只有字", "1 < 2"]
)
def test_a_tooltip_shows_words_as_they_are_written(qapp: object, words: str) -> None:  # noqa: ARG001 - Qt must run
    shown = QTextDocument()
    (shown.setHtml if tip(words) != words else shown.setPlainText)(tip(words))
    assert shown.toPlainText() == words
    assert "\ufffc" not in shown.toPlainText()
