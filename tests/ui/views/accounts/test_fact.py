from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor_app.ui.views.accounts.fact import Fact, facts
from tests.ui.conftest import painted


def test_a_fact_is_read_out_and_paints_with_every_mark(qtbot: QtBot) -> None:
    for mark in ("done", "absent", "advised"):
        fact = Fact(mark, "green", "可以撤回")
        qtbot.addWidget(fact)
        assert fact.accessibleName() == "可以撤回"
        fact.resize(200, 24)
        assert not painted(fact).isNull()


def test_facts_stand_in_two_columns_with_the_whole_value_as_a_tip(qtbot: QtBot) -> None:
    grid = facts([("主办单位", "区政务公开办"), ("备案号", "京-1")])
    qtbot.addWidget(grid)
    assert [label.text() for label in grid.findChildren(QLabel)] == ["主办单位", "区政务公开办", "备案号", "京-1"]
    assert grid.findChildren(QLabel)[1].toolTip() == "区政务公开办"


def test_a_long_name_of_a_fact_wraps_and_leaves_its_value_room(qtbot: QtBot) -> None:
    grid = facts([("When the answer is lost and the draft still there", "ask a person, who looks at the account")])
    qtbot.addWidget(grid)
    grid.resize(310, 120)
    grid.show()
    name, value = grid.findChildren(QLabel)
    assert value.width() > name.width()
