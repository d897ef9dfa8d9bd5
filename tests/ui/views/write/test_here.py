from pytestqt.qtbot import QtBot

from editor_app.domain.presence import Doing, SeatId
from editor_app.services import presence
from editor_app.services.documents import Opened
from editor_app.ui.views.write.here import HereMark
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office


def test_nobody_else_is_nothing_to_see_and_somebody_is_named_before_the_first_key(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    mark = view.toolbar.findChild(HereMark)
    assert isinstance(mark, HereMark)
    assert not mark.isVisible()
    presence.sign(office.editor2, SeatId("w2"), opened.document.id, Doing.WRITING)
    qtbot.waitUntil(lambda: not view.presence._is_busy)
    view.presence.look()
    qtbot.waitUntil(mark.isVisible)
    assert mark.accessibleName() == "editor2 正在写这篇稿件"
    assert mark.toolTip() == mark.accessibleName()
    presence.leave(office.desk, SeatId("w2"))
    qtbot.waitUntil(lambda: not view.presence._is_busy)
    view.presence.look()
    qtbot.waitUntil(lambda: not mark.isVisible())


def test_it_gives_way_to_the_buttons(view: WriteView) -> None:
    mark = view.toolbar.findChild(HereMark)
    assert isinstance(mark, HereMark)
    assert mark.minimumSizeHint().width() < 40
