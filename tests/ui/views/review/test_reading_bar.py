"""The bar of proof reading is named, hidden until somebody reads, and begins at the usual speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.speech import RATES
from editor_app.ui.views.review.reading_bar import ReadingBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_waits_hidden_and_every_button_says_what_it_does(qtbot: QtBot) -> None:
    bar = ReadingBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    assert float(bar.speed.key()) == 0.0
    assert 0.0 in RATES
    names = [button.accessibleName() for button in (bar.before, bar.play, bar.after, bar.end)]
    assert all(names)
    assert len(set(names)) == 4
