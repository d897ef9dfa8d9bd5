from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services.unserved import Unserved
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.lists import empty_queue, filter_items, ready_card, unserved_card
from editor_app.ui.views.queue.loading import Share
from editor_app.ui.views.queue.notice import Notice
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.rows import ListRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


def test_the_filters_carry_their_counts() -> None:
    items = filter_items({Share.ALL: 16, Share.NEEDS: 2})
    assert [(item.text, item.count) for item in items[:3]] == [("全部", 16), ("要处理", 2), ("进行中", 0)]


def test_an_edition_that_waits_to_be_queued_has_its_button_and_a_reason_when_it_may_not_be(
    qtbot: QtBot, stage: Stage
) -> None:
    stage.sign(stage.submitted("政务新媒体都有谁？一图读懂"))
    ready = loading.ready(stage.desk)
    asked: list[str] = []
    card = ready_card(ready, asked.append, "")
    qtbot.addWidget(card)
    card.findChildren(ListRow)[0].button.click()
    assert asked == [ready[0].edition]
    refused = ready_card(ready, asked.append, "只有发布人可以。")
    qtbot.addWidget(refused)
    button = refused.findChildren(ListRow)[0].button
    assert not button.isEnabled()
    assert button.toolTip() == "只有发布人可以。"


def test_what_nothing_sends_is_said_with_its_time_and_what_to_do(qtbot: QtBot, busy: Busy) -> None:
    office = busy.office()
    card = unserved_card(Unserved(3, office.now), office)
    qtbot.addWidget(card)
    said = card.findChildren(Notice)[0].accessibleName()
    assert said.startswith("3 条投递已到时间，但没有发送器在发送。")
    assert office.when(office.now) in said
    assert "发布人" in said


def test_the_empty_queue_says_what_to_do(qtbot: QtBot) -> None:
    gone: list[str] = []
    page = empty_queue(gone.append, 2)
    qtbot.addWidget(page)
    write, review = page.findChildren(Button)
    assert review.text() == "看等待审核的 2 份"
    write.click()
    review.click()
    assert gone == ["write", "review"]
