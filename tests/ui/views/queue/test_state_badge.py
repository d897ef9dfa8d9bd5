from pytestqt.qtbot import QtBot

from editor_app.ui import badges
from editor_app.ui.views.queue.state_badge import StateBadge
from tests.ui.conftest import colours_in, painted


def test_a_badge_says_its_state_and_shows_it_in_its_colour(qtbot: QtBot) -> None:
    for state in badges.STATES:
        badge = StateBadge(state)
        qtbot.addWidget(badge)
        assert badge.accessibleName() == badges.word_of(state)
        assert len(colours_in(painted(badge))) > 1
