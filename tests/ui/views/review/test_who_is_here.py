"""A reviewer is seen at the document, and sees who writes in it, before anything is signed."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from editor_app.domain.presence import Doing, SeatId
from editor_app.services import presence
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.review.view import ReviewView
from tests.ui.views.review.conftest import Reviewed


def test_who_writes_is_named_beside_the_title_while_an_edition_is_read(
    fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]], qtbot: QtBot
) -> None:
    stage, document = fresh.stage, fresh.second.document
    presence.sign(stage.editor, SeatId("w"), document, Doing.WRITING)
    _window, view = shown(stage.reviewers[1], edition=fresh.second.id)
    qtbot.waitUntil(lambda: "正在写这篇稿件" in view.facts())
    others = presence.others(stage.desk, document, SeatId("w"))
    assert [(each.name, each.doing) for each in others] == [(stage.reviewers[1].member.name, Doing.REVIEWING)]
    view.show_shelf()
    assert "正在写" not in view.facts()
    qtbot.waitUntil(lambda: presence.others(stage.desk, document, SeatId("w")) == ())
    presence.leave(stage.desk, SeatId("w"))
