from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.ui.views.calendar.board import Proposal
from editor_app.ui.views.calendar.strip import Strip
from tests.ui.views.calendar.conftest import DAY, SHANGHAI, THURSDAY, Line

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    made = Strip()
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_chosen_says_what_can_be_done(strip: Strip) -> None:
    strip.show_nothing("拖动")
    assert strip.hint.isVisible()
    assert not strip.another.isVisible()


def test_the_chosen_delivery_is_told_with_both_times_and_what_is_wrong(strip: Strip, line: Line) -> None:
    strip.show_row(line("一"), "练", SHANGHAI, ("当天是停发日。",), "")
    assert "09:30 北京时间·UTC 01:30" in strip.times.text()
    assert strip.problem.text() == "当天是停发日。"
    assert strip.title.accessibleName() == "网站·排队·稿件一"
    assert strip.another.isEnabled()


def test_what_cannot_be_moved_says_why(strip: Strip, line: Line) -> None:
    strip.show_row(line("一"), "练", SHANGHAI, (), "只有还在等待的投递可以改时间。")
    assert not strip.another.isEnabled()
    assert strip.another.toolTip() == "只有还在等待的投递可以改时间。"


def test_a_proposal_is_confirmed_or_left_and_a_refused_one_asks_for_approval(
    strip: Strip, line: Line, qtbot: QtBot
) -> None:
    strip.show_proposal(Proposal(line("一"), THURSDAY + DAY), "练", SHANGHAI)
    assert strip.confirm.text() == "移到这里"
    assert "12月4日" in strip.times.text()
    with qtbot.waitSignal(strip.confirmed):
        strip.confirm.click()
    strip.show_proposal(Proposal(line("一"), THURSDAY + DAY, "停发"), "练", SHANGHAI)
    assert not strip.confirm.isEnabled()
    strip.show_proposal(Proposal(line("一"), THURSDAY + DAY, "不行", needs_approval=True), "练", SHANGHAI)
    assert (strip.confirm.text(), strip.problem.text()) == ("申请换时段…", "不行")
    assert strip.confirm.isEnabled()
    with qtbot.waitSignal(strip.given_up):
        strip.give_up.click()


def test_a_refusal_is_said_in_place(strip: Strip, line: Line) -> None:
    strip.show_row(line("一"), "练", SHANGHAI, (), "")
    strip.show_problem("不能")
    assert strip.problem.text() == "不能"
