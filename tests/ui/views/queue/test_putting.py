from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.timetable import AccountTimes, RegularTime
from editor_app.services import freezing, planning, publishing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage


def test_the_same_text_goes_to_an_account_again_only_with_a_reason(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    stage.queued("政务新媒体都有谁？一图读懂", stage.accounts[0])
    edition = stage.sign(stage.submitted("政务新媒体都有谁？一图读懂", stage.accounts[0]))
    _window, view = shown(stage, edition=edition.id)
    qtbot.waitUntil(lambda: view.acting.putting.dialog is not None)
    dialog = view.acting.putting.dialog
    assert dialog is not None
    dialog.verb.click()
    qtbot.waitUntil(lambda: not dialog.why_again.isHidden())
    assert "100" in dialog.problem.text()
    dialog.verb.click()
    assert dialog.why_again.control.has_error
    dialog.why_again.set_text("上一条会被撤回")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(publishing.status(stage.desk)) == 2)


def test_each_account_is_queued_at_its_next_regular_time(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    one, other = (account.id for account in freezing.chosen_accounts(stage.desk, stage.accounts[:2]))
    planning.set_account_times(stage.publisher, one, AccountTimes((RegularTime(0, 9, 0),)))
    planning.set_account_times(stage.publisher, other, AccountTimes((RegularTime(1, 17, 30),)))
    edition = stage.sign(stage.submitted("公租房申请条件一图读懂", *stage.accounts[:2]))
    _window, view = shown(stage, edition=edition.id)
    qtbot.waitUntil(lambda: view.acting.putting.dialog is not None)
    dialog = view.acting.putting.dialog
    assert dialog is not None
    dialog.timing.kinds.choose("next")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(publishing.status(stage.desk)) == 2)
    walls = {row.planned_at.astimezone(ZoneInfo(stage.desk.workspace.zone)) for row in publishing.status(stage.desk)}
    assert {f"{wall:%a %H:%M}" for wall in walls} == {"Mon 09:00", "Tue 17:30"}


def test_without_regular_times_none_is_offered(
    qtbot: QtBot, stage: Stage, shown: Callable[..., tuple[MainWindow, QueueView]]
) -> None:
    edition = stage.sign(stage.submitted("公租房申请条件一图读懂", stage.accounts[0]))
    _window, view = shown(stage, edition=edition.id)
    qtbot.waitUntil(lambda: view.acting.putting.dialog is not None)
    dialog = view.acting.putting.dialog
    assert dialog is not None
    assert [item.key for item in dialog.timing.kinds.items()] == ["now", "later"]
