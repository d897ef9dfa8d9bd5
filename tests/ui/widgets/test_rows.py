from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.buttons import Kind
from editor_app.ui.widgets.rows import ListCard, ListRow, RowLook, SectionHead, paint_mark
from tests.ui.conftest import colours_in, painted

LOOK = RowLook("state:ask", "“指尖上的网上政府”怎么建？", "连接中断。", "等了 10 分钟", "判断…", "ochre", primary=True)


def test_the_whole_row_is_the_target(qtbot: QtBot) -> None:
    row = ListRow(LOOK)
    qtbot.addWidget(row)
    row.resize(800, row.height())
    with qtbot.waitSignal(row.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    with qtbot.waitSignal(row.activated):
        row.button.click()


def test_the_button_says_the_deed_and_of_what(qtbot: QtBot) -> None:
    row = ListRow(LOOK)
    qtbot.addWidget(row)
    assert row.button.accessibleName() == "判断… “指尖上的网上政府”怎么建？"
    assert "等了 10 分钟" in row.button.accessibleDescription()
    assert row.button.kind is Kind.PRIMARY


def test_a_row_is_sixty_eight_high_and_its_button_stands_at_the_right(qtbot: QtBot) -> None:
    row = ListRow(LOOK)
    qtbot.addWidget(row)
    painted(row, 800, 68)
    assert row.height() == 68
    assert row.button.geometry().right() == 800 - 16 - 1
    assert colours().ochre.name() in colours_in(row.grab().toImage())


def test_rows_without_a_deed_have_no_button(qtbot: QtBot) -> None:
    row = ListRow(RowLook("icon:file-text", "推进政务公开", spoken=True))
    qtbot.addWidget(row)
    assert row.button.isHidden()
    assert len(colours_in(painted(row, 600, 68))) > 5


def test_a_card_separates_its_rows_by_lines(qtbot: QtBot) -> None:
    card = ListCard([ListRow(LOOK), ListRow(LOOK)])
    qtbot.addWidget(card)
    image = painted(card, 600, 136)
    assert image.pixelColor(300, 68) == colours().line


def test_every_kind_of_mark_is_painted() -> None:
    for mark in ("state:failed", "finding:block", "icon:stamp", "seal:审"):
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(colours().paper)
        with QPainter(image) as painter:
            paint_mark(painter, mark, QRectF(2, 2, 20, 20))
        assert len(colours_in(image)) > 1, mark


def test_a_head_counts_its_section(qtbot: QtBot) -> None:
    head = SectionHead("先处理", "2")
    qtbot.addWidget(head)
    assert head.count.text() == "2"
