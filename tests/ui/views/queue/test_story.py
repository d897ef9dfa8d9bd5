from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import Event
from editor_app.ui.views.queue import loading, story

if TYPE_CHECKING:
    from tests.ui.views.queue.conftest import Busy


def _told(busy: Busy, name: str) -> list[str]:
    chosen = loading.chosen(busy.stage.desk, busy.ids[name])
    return [entry.text for entry in story.told(chosen, busy.office())]


def test_a_delivery_that_went_well_is_told_from_the_queue_to_the_read_back(busy: Busy) -> None:
    told = _told(busy, "verified")
    assert told[0] == "周敏 排入发布"
    assert told[1:3] == ["到点，取出这一条", "签章与字节核对无误"]
    assert told[-3:] == ["先记下“准备发出”", "平台已确认", "回读一致"]


def test_a_lost_reply_is_told_to_the_point_where_a_person_is_asked(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["ask"])
    told = story.told(chosen, busy.office())
    assert [entry.glyph for entry in told[-2:]] == ["unknown", "ask"]
    assert "系统不会自动重发" in told[-1].detail


def test_a_person_s_reason_stands_in_the_story(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["held"])
    last = story.told(chosen, busy.office())[-1]
    assert last.text == "周敏 暂缓"
    assert last.detail == "等宣传部核对数字后再发"


def test_a_read_back_that_differs_stops_the_eye(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["different"])
    assert story.told(chosen, busy.office())[-1].glyph == "must_fix"


def test_every_event_has_a_sentence() -> None:
    silent = {Event.FIND, Event.FIND_ONE, Event.SETTLE_DONE, Event.VERIFY}
    missing = {f"delivery.{event}" for event in set(Event) - silent} - set(story._KINDS)
    assert not missing
