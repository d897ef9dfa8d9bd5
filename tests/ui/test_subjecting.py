"""From the window to a comment on a part of a picture, and the word that there is nothing to point at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.anchor import Region
from editor_app.domain.document import Content
from editor_app.services import commenting, documents
from editor_app.services.documents import Draft
from editor_app.ui.subjecting import Asked, Subjecting
from editor_app.ui.talking import Talking
from editor_app.ui.threads import Sitting
from tests.ui.test_subjects import illustrated

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office


def test_what_is_said_of_a_part_is_kept(
    office: Office, seat_window: Callable[[Seat], MainWindow], qtbot: QtBot
) -> None:
    made = illustrated(office)
    window = seat_window(office.reviewer1)
    talking = Talking(window, window)
    pointing = Subjecting(window, window, talking)
    sitting = Sitting(office.reviewer1.member, office.clock.now(), ZoneInfo("Asia/Shanghai"))
    pointing.ask(Asked(made.revision.document, made.revision.id, ""), sitting)
    qtbot.waitUntil(lambda: pointing.dialog is not None, timeout=10_000)
    assert pointing.dialog is not None
    pointing.dialog.canvas.mark(Region(1, 2, 30, 40))
    pointing.dialog.words.set_text("这里有人脸")
    with qtbot.waitSignal(talking.said, timeout=10_000):
        pointing.dialog.comment.click()
    (placed,) = commenting.threads(office.desk, made.revision.document)
    assert placed.thread.anchor.region == Region(1, 2, 30, 40)
    assert placed.thread.remarks[0].words == "这里有人脸"


def test_a_text_without_pictures_says_so(
    office: Office, seat_window: Callable[[Seat], MainWindow], qtbot: QtBot
) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="题", body="正文。")))
    window = seat_window(office.reviewer1)
    pointing = Subjecting(window, window, Talking(window, window))
    sitting = Sitting(office.reviewer1.member, office.clock.now(), ZoneInfo("Asia/Shanghai"))
    pointing.ask(Asked(made.document.id, made.revision.id, ""), sitting)
    qtbot.waitUntil(window._toast.isVisible, timeout=10_000)
    assert pointing.dialog is None
