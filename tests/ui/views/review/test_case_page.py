from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QGuiApplication

from editor_app.ui.threads import Sitting
from editor_app.ui.views.review.case_page import CasePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed


@pytest.fixture
def page(qtbot: QtBot, reviewed: Reviewed) -> CasePage:
    made = CasePage()
    qtbot.addWidget(made)
    made.resize(1360, 820)
    made.show()
    made.show_case(
        reviewed.case(),
        Sitting(reviewed.stage.reviewers[1].member, reviewed.stage.clock.now(), ZoneInfo("Asia/Shanghai")),
    )
    return made


def test_the_first_variant_is_shown_with_its_changes_marked(page: CasePage, reviewed: Reviewed) -> None:
    assert page.shown == reviewed.stage.accounts[0]
    assert page.compare.isChecked()
    assert page.page.marks > 2
    assert "许多群众" in page.page.toPlainText()
    page.compare.click()
    assert page.page.marks == 0
    assert "很多咱老百姓" not in page.page.toPlainText()


def test_the_keyboard_steps_through_the_variants_and_each_is_told(page: CasePage, reviewed: Reviewed) -> None:
    told: list[str] = []
    page.opened.connect(told.append)
    for _ in reviewed.stage.accounts:
        page.step_variant(1)
    names = reviewed.stage.accounts
    assert told == [names[1], names[2], names[0]]


def test_the_tabs_say_what_was_seen(page: CasePage, reviewed: Reviewed) -> None:
    page.show_standing(reviewed.stage.accounts[:1], may_queue=False)
    badges = [button.item.badge for button in page.tabs._buttons.values()]
    assert badges == ["看过", "未看", "未看"]
    assert page.standing is not None
    assert page.standing.unseen == reviewed.stage.accounts[1]


def test_the_digest_is_copied_whole(page: CasePage, reviewed: Reviewed) -> None:
    page.copy.click()
    assert QGuiApplication.clipboard().text() == reviewed.second.digest


def test_a_difference_is_scrolled_to(page: CasePage) -> None:
    page.scroll_to("2023")
    assert page._scroll.verticalScrollBar().value() > 0
