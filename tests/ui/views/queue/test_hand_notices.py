"""What the queue says of a delivery that a person posts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.text import T
from editor_app.ui.i18n import tr
from editor_app.ui.views.queue.hand_notices import hand_notice, second_look_notice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ZHOU = SimpleNamespace(by="周敏")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Nobody has the kit yet."),
        ({"is_late": True}, "It should have been out by now."),
        ({"taken": ZHOU, "is_late": True}, "It should have been out by now."),
        ({"stop": T("All sending is frozen.")}, "Do not post it now"),
    ],
)
def test_it_says_who_has_it_whether_it_is_late_and_what_stops_it(
    qtbot: QtBot, more: dict[str, Any], words: str
) -> None:
    made = hand_notice(SimpleNamespace(**{"stop": None, "is_late": False, "taken": None, **more}))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    assert tr(words) in made.accessibleName()
    assert ("周敏" in made.accessibleName()) == ("taken" in more)


def test_a_second_look_names_who_posted_it(qtbot: QtBot) -> None:
    made = second_look_notice(SimpleNamespace(posted=ZHOU))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    assert "周敏" in made.accessibleName()
