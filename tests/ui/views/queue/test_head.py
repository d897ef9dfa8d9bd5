from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.head import QueueHead
from editor_app.ui.views.queue.loading import Share, Sought

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_filter_and_grouping_are_told_together(qtbot: QtBot) -> None:
    head = QueueHead()
    qtbot.addWidget(head)
    told: list[Sought] = []
    head.sought.connect(told.append)
    head.filters.choose(Share.NEEDS)
    head.group_by(Grouping.DAY)
    assert told == [Sought(Share.NEEDS), Sought(Share.NEEDS, Grouping.DAY)]
    assert head.grouping.text() == "按日期"


def test_the_search_is_folded_away_until_it_is_asked_for_and_forgotten_when_it_is_closed(qtbot: QtBot) -> None:
    head = QueueHead()
    qtbot.addWidget(head)
    head.show()
    assert head.seeking.isHidden()
    head.seek_button.click()
    assert not head.seeking.isHidden()
    head.seeking.words.setText("便民")
    head.show_everything()
    assert head.seeking.isHidden()
    assert head.seeking.words.text() == ""
