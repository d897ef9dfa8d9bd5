from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label, boxed, down
from editor_app.ui.widgets.scrolling import Unrolled, emptied, scrolled


def test_long_content_scrolls_up_and_down_only_and_takes_no_focus(qtbot: QtBot) -> None:
    area = scrolled(boxed(down(*(Button(f"行 {number}") for number in range(60)))))
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_an_emptied_column_holds_nothing_and_shows_nothing(qtbot: QtBot) -> None:
    column = down(Button("一"), Button("二"), None)
    holder = boxed(column)
    qtbot.addWidget(holder)
    holder.show()
    emptied(column)
    assert column.count() == 0
    assert not any(button.isVisible() for button in holder.findChildren(Button))


def test_content_is_as_high_as_it_is_where_there_is_room_and_scrolls_where_there_is_not(qtbot: QtBot) -> None:
    content = boxed(down(*(Button(f"行 {number}") for number in range(20))))
    area = Unrolled(content)
    qtbot.addWidget(area)
    wanted = area.heightForWidth(300)
    assert wanted == content.sizeHint().height() == area.sizeHint().height()
    area.resize(300, wanted)
    area.show()
    assert area.verticalScrollBar().maximum() == 0
    area.resize(300, wanted // 2)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0, timeout=10_000)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_words_that_fit_the_whole_width_get_no_bar_that_would_make_them_wrap(qtbot: QtBot) -> None:
    words = Label("该文件夹对外的网址，例如 https://news.example.gov。", wrap=True)
    content = boxed(down(words))
    width = next(
        width for width in range(200, 600) if content.layout().heightForWidth(width) == words.heightForWidth(600)
    )
    area = Unrolled(content)
    qtbot.addWidget(area)
    area.resize(width, 4)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0, timeout=10_000)
    area.resize(width, area.heightForWidth(width))
    qtbot.waitUntil(lambda: area.viewport().width() == width, timeout=10_000)
    assert area.verticalScrollBar().maximum() == 0


def test_content_that_grows_where_there_is_no_more_room_scrolls(qtbot: QtBot) -> None:
    more = Button("再多一行")
    more.hide()
    content = boxed(down(Button("一"), more))
    area = Unrolled(content)
    qtbot.addWidget(area)
    area.resize(300, area.heightForWidth(300))
    area.show()
    more.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0, timeout=10_000)


def test_a_bar_that_is_kept_leaves_the_width_as_it_is_however_little_there_is(qtbot: QtBot) -> None:
    area = Unrolled(boxed(down(Button("一"))))
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    area.keep_bar(on=True)
    qtbot.waitUntil(lambda: area.viewport().width() < 300, timeout=10_000)
    area.keep_bar(on=False)
    qtbot.waitUntil(lambda: area.viewport().width() == 300, timeout=10_000)
