from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.services import backups
from editor_app.ui.app import session_of
from editor_app.ui.daily_backup import DailyWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office


def test_an_open_window_makes_the_daily_backup_when_it_is_due(
    office: Office, seat_window: Callable[[Seat], MainWindow]
) -> None:
    session = session_of(seat_window(office.editor))
    watch = session.findChild(DailyWatch)
    assert watch is not None
    watch._timer.timeout.emit()
    assert backups.listed(office.desk) == ()
    office.clock.turn(timedelta(hours=25))
    watch._timer.timeout.emit()
    watch.backup.wait()
    assert len(backups.listed(office.desk)) == 1


def test_a_closed_window_looks_no_more(office: Office, qtbot: QtBot) -> None:
    assert qtbot is not None
    parent = QObject()
    watch = DailyWatch(office.desk, parent)
    watch.close()
    assert not watch._timer.isActive()
