"""Every view of the window with accounts whose platform is not installed: it opens, and says what is missing."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from editor_app.domain.delivery import Event
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.services import publishing
from editor_app.services.documents import Draft
from editor_app.services.settling import GIVE_UP_AFTER
from editor_app.ui import background
from editor_app.ui.widgets.labels import Label
from tests.services import removed
from tests.services.outbox import Outbox, new_outbox
from tests.services.wrong import document_of, opened, published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.recall import Measure
    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


def view_of(window: MainWindow, place: str, **arguments: str) -> Any:
    """A view as it stands after going there."""
    window.go(place, **arguments)
    return cast("Any", window.view(place))


def asked_about(outbox: Outbox) -> str:
    """A lost reply of which a person is asked, because its platform went away."""
    delivery = outbox.queued("site", "另一件")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(delivery.id)
    with removed.uninstalled_for(outbox):
        outbox.office.clock.turn(GIVE_UP_AFTER)
        assert outbox.serve(delivery.id).state.value == "ask"
    return delivery.id


def test_every_view_opens_without_the_platform_of_its_deliveries(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    with closing(new_outbox(office, tmp_path)) as outbox:
        outbox.connect("site")
        outbox.connect("app", "keyed")
        (post,) = published(outbox, "app")
        case, document = opened(outbox, post, EditionKind.WITHDRAWAL), document_of(outbox, post)
        tomorrow = publishing.Slot(office.clock.now() + timedelta(days=1))
        publishing.queue(office.publisher, outbox.approved("app", title="第三件").id, tomorrow)
        asked = asked_about(outbox)
        review = office.submitted(Draft(Content(title="第四件", body="正文。", source="区政务公开办")), "site")
        with removed.uninstalled_for(outbox):
            _publisher_looks(seat_window(office.publisher), qtbot, asked, case.row.id)
            _others_look(seat_window(office.editor), seat_window(office.reviewer1), qtbot, (document, review.id))
            background.shut_down()


def _publisher_looks(window: MainWindow, qtbot: QtBot, asked: str, case: str) -> None:
    today = view_of(window, "today")
    qtbot.waitUntil(lambda: today.found is not None, timeout=20_000)
    assert any("没有安装平台“sandbox”" in task.reason for task in today.found.tasks)
    queue = view_of(window, "queue", delivery=asked)
    qtbot.waitUntil(lambda: queue.detail.chosen is not None, timeout=20_000)
    assert queue.detail.chosen.tile == "?"
    queue.acting.ask(Event.ANSWER_THERE)
    qtbot.waitUntil(lambda: queue.acting.answering.dialog is not None, timeout=20_000)
    asking = queue.acting.answering.dialog
    assert any("没有安装平台" in label.text() for label in asking.findChildren(Label))
    asking.leave()
    calendar = view_of(window, "calendar")
    qtbot.waitUntil(lambda: calendar.board.arranged is not None, timeout=20_000)
    recall = view_of(window, "recall", case=case)
    qtbot.waitUntil(lambda: recall.page.case is not None, timeout=20_000)
    (copy,) = recall.page.copies.rows
    offered: tuple[Measure, ...] = copy.place.offered
    assert ([each.value for each in offered], copy.measure.isHidden()) == (["by_hand"], False)
    assert any("没有安装平台" in label.text() for label in copy.findChildren(Label))
    for place in ("accounts", "emergency", "settings"):
        view_of(window, place)


def _others_look(editor: MainWindow, reviewer: MainWindow, qtbot: QtBot, known: tuple[str, str]) -> None:
    write = view_of(editor, "write", document=known[0])
    qtbot.waitUntil(lambda: [tab.tile for tab in write.panel._tabs] == ["?", "?"], timeout=20_000)
    qtbot.waitUntil(lambda: any("没有安装平台" in block for block in write.panel.live.blocks), timeout=20_000)
    review = view_of(reviewer, "review", edition=known[1])
    qtbot.waitUntil(lambda: review.page.case is not None, timeout=20_000)
