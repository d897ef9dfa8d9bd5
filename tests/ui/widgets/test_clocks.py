import pytest
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.clocks import Day, DeadlineStrip, UpdateClock
from tests.ui.conftest import colours_in, painted


@pytest.mark.parametrize(
    ("days", "token"), [(3, "ink2"), (6, "ink2"), (7, "ochre"), (12, "ochre"), (13, "carmine"), (40, "carmine")]
)
def test_the_clock_warns_at_seven_and_thirteen_days(qtbot: QtBot, days: int, token: str) -> None:
    clock = UpdateClock(days)
    qtbot.addWidget(clock)
    image = painted(clock, 112, 8)
    assert image.pixelColor(2, 4) == colours()[token]
    assert str(days) in clock.accessibleName()


def test_today_nothing_is_filled(qtbot: QtBot) -> None:
    clock = UpdateClock(0)
    qtbot.addWidget(clock)
    assert painted(clock, 112, 8).pixelColor(2, 4) == colours().sunk


def test_the_strip_shows_which_days_count(qtbot: QtBot) -> None:
    strip = DeadlineStrip(
        [Day("五", "28", "counted"), Day("六", "29", "due", "到期"), Day("日", "30", "holiday", "休")]
    )
    qtbot.addWidget(strip)
    seen = colours_in(painted(strip))
    assert {colours().sunk.name(), colours().ochre.name()} <= seen
    assert "六 29 到期" in strip.accessibleName()
