from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.errors import Invalid
from editor_app.ui.views.queue.timing import TimeChoice, window_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOW = datetime(2026, 11, 28, 1, 12, tzinfo=UTC)
ZONE = "Asia/Shanghai"


def _choice(qtbot: QtBot, *window: datetime | None) -> TimeChoice:
    made = TimeChoice(ZONE, NOW, (window[0], window[1]) if window else (None, None))
    qtbot.addWidget(made)
    return made


def test_now_is_no_slot_and_a_time_carries_its_zone(qtbot: QtBot) -> None:
    choice = _choice(qtbot)
    assert choice.slot() is None
    choice.kinds.choose("later")
    choice.field.set_text("2026-11-28 16:30")
    slot = choice.slot()
    assert slot is not None
    assert (slot.at, slot.zone) == (datetime(2026, 11, 28, 8, 30, tzinfo=UTC), ZONE)
    assert (choice.clocks.office.text(), choice.clocks.utc.text()) == ("11月28日 星期六 16:30", "11月28日 星期六 08:30")


def test_the_next_half_hour_inside_of_the_window_is_proposed(qtbot: QtBot) -> None:
    assert _choice(qtbot).field.text() == "2026-11-28 09:30"
    assert _choice(qtbot, NOW + timedelta(hours=2), None).field.text() == "2026-11-28 11:30"


@pytest.mark.parametrize("typed", ["tomorrow", "2026-11-28 09:00", "2026-11-28 23:00"])
def test_no_time_a_past_one_and_one_outside_of_the_window_are_refused_in_place(qtbot: QtBot, typed: str) -> None:
    choice = _choice(qtbot, None, NOW + timedelta(hours=3))
    choice.kinds.choose("later")
    choice.field.set_text(typed)
    assert not choice.is_valid()
    assert choice.field.control.has_error
    with pytest.raises(Invalid):
        choice.slot()


def test_the_window_is_said_in_the_office_s_time() -> None:
    zone = ZoneInfo(ZONE)
    assert window_words((NOW, NOW + timedelta(hours=1)), NOW, zone) == "签发的时间：09:12 至 10:12"
    assert window_words((None, None), NOW, zone) == ""
