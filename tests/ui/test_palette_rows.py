from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from editor_app.ui.matching import Match
from editor_app.ui.palette_rows import COMMANDS, DOCUMENTS, PLACES, Command, Hit, RowPainter, Rows, grouped
from editor_app.ui.theme import colours
from tests.ui.conftest import colours_in


def hit(text: str, score: int, group: str = COMMANDS, **facts: str) -> Hit:
    return Hit(Command(text, lambda: None, group, **facts), Match(score, (0, 1)))


def test_groups_stand_in_their_order_and_the_best_hit_first() -> None:
    rows = grouped([hit("稿件", 1, DOCUMENTS), hit("差", 1), hit("好", 9), hit("去", 5, PLACES)])
    assert [row if isinstance(row, str) else row.command.text for row in rows] == [
        COMMANDS, "好", "差", PLACES, "去", DOCUMENTS, "稿件",
    ]  # fmt: skip


def test_a_group_shows_its_best_eight() -> None:
    assert len(grouped([hit(str(number), number) for number in range(30)])) == 9


def test_a_group_of_a_plug_in_comes_last() -> None:
    assert grouped([hit("x", 1, "Other"), hit("y", 1)])[-2] == "Other"


def test_heads_cannot_be_chosen_and_everything_is_spoken(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = Rows(view)
    rows.show_rows(grouped([hit("插入图表…", 1)]))
    assert rows.flags(rows.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "命令"
    assert rows.data(rows.index(1, 0)) == "插入图表…"
    assert rows.rowCount(QModelIndex()) == 2


def test_keys_notes_and_states_stand_at_the_right(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = Rows(view)
    rows.show_rows(
        [hit("甲图表", 1, keys="Ctrl+K", icon="table"), hit("乙图表", 1, note="草稿"), hit("丙图表", 1, state="sent")]
    )
    view.setModel(rows)
    view.setItemDelegate(RowPainter(view))
    view.resize(500, 140)
    view.setCurrentIndex(rows.index(0, 0))
    seen = colours_in(view.grab().toImage())
    assert {colours().green.name(), colours().indigo_wash.name()} <= seen
