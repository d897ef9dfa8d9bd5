"""What the copy buttons of a kit put on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from editor_app.platforms.hand_off import PLATFORM
from editor_app.platforms.hand_off.kit import kit_of
from editor_app.ui.views.queue.kit_rows import PictureLine, text_lines
from tests.platforms.workshop import FIRST, Bench, variant

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.platforms.hand_off.kit import Kit


def kit(service: str = "zhihu", **said: str) -> Kit:
    return kit_of(PLATFORM.compose(variant(options={"service": service}, **said), "x:y/z", Bench()).payload)


def test_title_text_and_topics_go_to_the_clipboard_word_for_word(qtbot: QtBot) -> None:
    made, clipboard = kit(), QGuiApplication.clipboard()
    lines = text_lines(made)
    for line in lines:
        qtbot.addWidget(line)
    title, text, topics = lines
    title.button.click()
    assert clipboard.text() == "网上办事指南 2026"
    with qtbot.waitSignal(text.copied):
        text.button.click()
    assert clipboard.text() == made.text
    assert "<strong>12 个事项</strong>" in clipboard.mimeData().html()
    topics.button.click()
    assert clipboard.text() == "一网通办 便民"


def test_where_plain_text_is_taken_the_topics_are_in_it_and_nothing_is_formatted(qtbot: QtBot) -> None:
    lines = text_lines(kit("xiaohongshu", title="一次办好"))
    for line in lines:
        qtbot.addWidget(line)
    assert len(lines) == 2
    lines[1].button.click()
    mime = QGuiApplication.clipboard().mimeData()
    assert (mime.text().endswith("#一网通办 #便民"), mime.hasHtml()) == (True, False)


def test_a_picture_goes_to_the_clipboard_as_a_picture_and_its_words_as_words(qtbot: QtBot) -> None:
    picture = kit().pictures[1]
    line = PictureLine(1, picture)
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.wanted) as asked:
        line.copy.click()
    assert asked.args == [picture]
    line.put(FIRST)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (picture.medium.width, picture.medium.height)
    line.alt.click()
    assert QGuiApplication.clipboard().text() == "大厅窗口"


@pytest.mark.parametrize("broken", [b"", b"no picture"])
def test_bytes_that_are_no_picture_show_nothing(qtbot: QtBot, broken: bytes) -> None:
    line = PictureLine(1, kit().pictures[1])
    qtbot.addWidget(line)
    line.show_picture(broken)
    assert line._thumb.pixmap().isNull()
