from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from editor_app.ui.views.calendar.head import Head
from editor_app.ui.views.calendar.pages import Mode, Page
from tests.ui.views.calendar.conftest import SHANGHAI

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_head_says_page_zone_count_and_conflicts(qtbot: QtBot) -> None:
    head = Head(SHANGHAI)
    qtbot.addWidget(head)
    head.show()
    head.show_page(Page(Mode.WEEK, date(2026, 12, 3)), 12, 2)
    assert head.title.text() == "2026年11月30日至12月6日"
    assert head.facts.text() == "12 条投递·北京时间"
    assert head.conflicts.isVisible()
    assert head.modes.current() == "week"
    head.show_page(Page(Mode.MONTH, date(2026, 12, 3)), 0, 0)
    assert not head.conflicts.isVisible()


def test_a_year_whose_holidays_are_not_known_says_so(qtbot: QtBot) -> None:
    head = Head(SHANGHAI)
    qtbot.addWidget(head)
    head.show_page(Page(Mode.MONTH, date(2027, 2, 1)), 0, 0)
    assert "2027 年的节假日" in head.facts.text()


def test_each_button_has_its_deed(qtbot: QtBot) -> None:
    head = Head(SHANGHAI)
    qtbot.addWidget(head)
    for button, signal in (
        (head.back, head.stepped),
        (head.today, head.today_asked),
        (head.times, head.times_asked),
        (head.conflicts, head.conflict_asked),
    ):
        with qtbot.waitSignal(signal):
            button.click()
    with qtbot.waitSignal(head.mode_chosen) as said:
        head.modes.choose("week")
    assert said.args == ["week"]
