from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.delivery import Event
from editor_app.services import publishing
from editor_app.services.publishing import Slot
from editor_app.ui.views.queue import loading, story
from editor_app.ui.views.queue.words import OfficeTime

if TYPE_CHECKING:
    from tests.ui.views.queue.conftest import Busy
    from tests.ui.views.staged import Stage


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


def test_every_line_that_the_program_writes_about_a_delivery_has_a_sentence() -> None:
    sources = Path(story.__file__).parents[3] / "services"
    written = {
        found for path in sources.glob("*.py") for found in re.findall(r'"(delivery\.[a-z_]+)"', path.read_text())
    }
    assert len(written) > 10
    told = {*story._KINDS, *story._READS, *story._UNTOLD, "delivery.step", "delivery.id"}
    assert not written - told


def test_a_try_says_which_it_is_and_where_the_list_stood(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["ask"])
    intents = [entry for entry in story.told(chosen, busy.office()) if entry.text == "先记下“准备发出”"]
    assert [entry.detail for entry in intents] == [f"第 1 次·列表停在 {chosen.timeline.attempts[0].watermark}"]


def test_another_time_is_told_from_when_to_when(stage: Stage) -> None:
    delivery = stage.queued("便民事项", stage.accounts[0])[0]
    later = stage.clock.now() + timedelta(hours=2)
    publishing.reschedule(stage.publisher, delivery.id, Slot(later))
    office = OfficeTime(ZoneInfo(stage.desk.workspace.zone), stage.clock.now())
    last = story.told(loading.chosen(stage.desk, delivery.id), office)[-1]
    assert last.text == "周敏 改了时间"
    assert last.detail.startswith(f"{office.when(delivery.planned_at)} → {office.when(later)}")
