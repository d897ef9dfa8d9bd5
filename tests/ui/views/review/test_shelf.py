from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.ui.views.review import reading
from editor_app.ui.views.review.reading import Shelf
from editor_app.ui.views.review.shelf import ShelfPage
from editor_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed

ZONE = ZoneInfo("Asia/Shanghai")


def test_what_waits_opens_with_its_button(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = ShelfPage()
    qtbot.addWidget(page)
    seat = reviewed.stage.reviewers[1]
    page.show_shelf(reading.shelf(seat), reviewed.stage.clock.now(), ZONE)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    page.rows[0].button.click()
    assert chosen == [reviewed.second.id]
    assert "复审" in page.rows[0].look.reason
    assert page.rows[0].look.deadline.endswith("前")


def test_what_was_signed_says_where_it_stands(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = ShelfPage()
    qtbot.addWidget(page)
    page.show_shelf(reading.shelf(reviewed.stage.reviewers[0]), reviewed.stage.clock.now(), ZONE)
    assert "审核中" in page.rows[0].look.reason
    assert "3 枚章已盖 1 枚" in page.rows[0].look.reason


def test_the_empty_review_says_what_will_be_here(qtbot: QtBot, reviewed: Reviewed) -> None:
    page = ShelfPage()
    qtbot.addWidget(page)
    page.show_shelf(Shelf((), ()), reviewed.stage.clock.now(), ZONE)
    with qtbot.waitSignal(page.write_asked):
        page.findChildren(Button)[0].click()
