import time

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from editor_app.ui import type as fonts
from editor_app.ui.theme import colours
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.tables import (
    _PADDING,
    LOOK,
    CardTable,
    DeliveryLook,
    FactLook,
    GroupLook,
    Look,
    look_height,
    paint_delivery,
)
from tests.ui.conftest import colours_in
from tests.ui.gallery import Rows, queue_looks

_NOWHERE = QModelIndex()


class _Many(QAbstractListModel):
    """100,000 deliveries that are made when they are asked for."""

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # noqa: ARG002, N802 - Qt's own signature
        return 100_000

    def tall_rows(self) -> range:
        return range(0)

    def data(self, index: QModelIndex, role: int = 0) -> object:
        if role != LOOK:
            return None
        return DeliveryLook("博", f"账号 {index.row()}", "sent", "回读一致", "15:31")


@pytest.fixture
def table(qtbot: QtBot) -> CardTable:
    made = CardTable("投递")
    qtbot.addWidget(made)
    made.model_kept = Rows(queue_looks())
    made.setModel(made.model_kept)
    made.resize(880, 700)
    made.show()
    return made


def test_heads_of_groups_are_higher_than_deliveries(table: CardTable) -> None:
    assert table.verticalHeader().sectionSize(0) == 72
    assert table.verticalHeader().sectionSize(1) == 36
    group: Look = queue_looks()[0]
    assert look_height(group) == 72
    assert look_height(None) == 36


def test_what_needs_a_person_is_seen_in_the_table(table: CardTable) -> None:
    seen = colours_in(table.grab().toImage())
    assert {colours().ochre_wash.name(), colours().carmine_wash.name(), colours().seal.name()} <= seen


def test_a_selected_row_is_washed(table: CardTable) -> None:
    table.selectRow(1)
    box = table.visualRect(table.model().index(1, 0))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(box.center().x(), box.top() + 4) == colours().indigo_wash


def test_a_click_on_a_head_asks_to_fold_it(table: CardTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.toggled) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    assert told.args[0].row() == 0
    with qtbot.assertNotEmitted(table.toggled):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 90))


def test_enter_opens_the_current_row(table: CardTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(2, 0))
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 2


def test_arrows_move_and_the_focus_is_painted_inside(table: CardTable, qtbot: QtBot) -> None:
    table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 2


def test_facts_stand_in_columns_and_the_last_is_right_aligned(qtbot: QtBot) -> None:
    table = CardTable("凭据")
    qtbot.addWidget(table)
    rows = Rows([FactLook(("请求摘要", "c41e 07ab", "15:31"), ("ink2", "ink", "ink3"), last=True)])
    table.setModel(rows)
    table.drawn.columns = (0, 120, 240)
    table.resize(400, 60)
    image = table.grab().toImage()
    dark = [x for x in range(image.width()) if any(image.pixelColor(x, y).lightness() < 150 for y in range(4, 32))]
    assert min(dark) <= 20
    assert 375 <= max(dark) <= 385


def test_a_hundred_thousand_rows_are_shown_at_once(qtbot: QtBot) -> None:
    table = CardTable("投递")
    qtbot.addWidget(table)
    model = _Many()
    began = time.process_time()
    table.setModel(model)
    table.resize(880, 700)
    table.show()
    table.grab()
    assert table.verticalHeader().length() == 100_000 * 36
    assert time.process_time() - began < 30  # a hang, not a measurement: those are in tests/benchmarks


def test_a_closed_group_shows_its_count(qtbot: QtBot) -> None:
    table = CardTable("投递")
    qtbot.addWidget(table)
    look = GroupLook("到2022年", "定稿 2", "5AC7 D310", "09:00", "已发出", 5, ("verified",) * 5, open=False)
    rows = Rows([look])
    table.setModel(rows)
    table.resize(700, 90)
    assert colours().green.name() in colours_in(table.grab().toImage())


def test_after_a_reset_heights_follow_the_new_rows(table: CardTable) -> None:
    rows = table.model()
    rows.beginResetModel()
    rows.looks = rows.looks[1:]
    rows.endResetModel()
    assert table.verticalHeader().sectionSize(0) == 36
    assert table.verticalHeader().sectionSize(5) == 72


@pytest.mark.usefixtures("qtbot")
def test_the_time_of_another_day_is_shown_to_its_minutes() -> None:
    ends = []
    for words in ("06:00", "11月30日 06:00"):
        image = QImage(880, 36, QImage.Format.Format_ARGB32)
        with QPainter(image) as painter:
            paint_delivery(painter, QRectF(image.rect()), DeliveryLook("博", "账号", "queued", "", words))
        width = fonts.width("06:00", Role.DENSE) - 2
        ends.append(image.copy(image.width() - _PADDING - width, 0, width, 36))
    assert ends[0] == ends[1]
