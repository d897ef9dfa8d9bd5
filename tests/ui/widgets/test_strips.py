import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.strips import FilterBar, Item, Segments, TabBar
from tests.ui.conftest import colours_in, painted

ITEMS = [Item("all", "全部", 16), Item("mine", "要处理", 2), Item("done", "已发出", 8)]
KINDS = [FilterBar, TabBar, Segments]


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_is_chosen_unless_another_is_named(qtbot: QtBot, kind: type[FilterBar]) -> None:
    first, named = kind("筛选", ITEMS), kind("筛选", ITEMS, "done")
    qtbot.addWidget(first)
    qtbot.addWidget(named)
    assert (first.current(), named.current()) == ("all", "done")


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_chooses_and_tells(qtbot: QtBot, kind: type[FilterBar]) -> None:
    strip = kind("筛选", ITEMS)
    qtbot.addWidget(strip)
    strip.show()
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.mouseClick(strip._buttons["mine"], Qt.MouseButton.LeftButton)
    assert told.args == ["mine"]
    assert strip.current() == "mine"


@pytest.mark.parametrize("kind", KINDS)
def test_arrows_move_the_choice(qtbot: QtBot, kind: type[FilterBar]) -> None:
    strip = kind("筛选", ITEMS)
    qtbot.addWidget(strip)
    strip.show()
    strip._buttons["all"].setFocus()
    with qtbot.waitSignal(strip.chosen):
        qtbot.keyClick(strip._buttons["all"], Qt.Key.Key_Right)
    assert strip.current() == "mine"


def test_other_items_keep_the_choice_if_it_is_still_there(qtbot: QtBot) -> None:
    strip = FilterBar("筛选", ITEMS, "mine")
    qtbot.addWidget(strip)
    strip.set_items([Item("all", "全部", 3), Item("mine", "要处理", 1)])
    assert strip.current() == "mine"
    strip.set_items([Item("all", "全部", 0)])
    assert strip.current() == "all"
    strip.set_items([])
    assert strip.current() == ""


def test_choosing_the_chosen_is_silent(qtbot: QtBot) -> None:
    strip = FilterBar("筛选", ITEMS)
    qtbot.addWidget(strip)
    with qtbot.assertNotEmitted(strip.chosen):
        strip.choose("all")
        strip.choose("unknown")


@pytest.mark.parametrize(("badge", "tone", "token"), [("!", "carmine", "carmine_wash"), ("±2", "ochre", "ochre_wash")])
def test_a_drift_badge_is_coloured_where_it_needs_a_person(qtbot: QtBot, badge: str, tone: str, token: str) -> None:
    plain = TabBar("账号", [Item("b", "微博", tile="博", badge="=")])
    marked = TabBar("账号", [Item("b", "微博", tile="博", badge=badge, tone=tone)])
    for bar in (plain, marked):
        qtbot.addWidget(bar)
    assert colours()[token].name() in colours_in(painted(marked))
    assert colours()[token].name() not in colours_in(painted(plain))


def test_count_and_badge_are_spoken(qtbot: QtBot) -> None:
    strip = TabBar("账号", [Item("b", "微博", 3, badge="未看")])
    qtbot.addWidget(strip)
    assert strip._buttons["b"].accessibleName() == "微博 3 未看"


def test_segments_with_icons_are_wider(qtbot: QtBot) -> None:
    plain, drawn = Segments("图", [Item("a", "折线")]), Segments("图", [Item("a", "折线", icon="chart-line")])
    for bar in (plain, drawn):
        qtbot.addWidget(bar)
    assert drawn._buttons["a"].sizeHint().width() == plain._buttons["a"].sizeHint().width() + 22
    assert painted(drawn) is not None
