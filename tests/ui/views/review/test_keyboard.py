"""A reviewer reads, returns and seals with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import approvals
from editor_app.ui.dialogs import Question
from tests.ui import keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed

    Shown = Callable[..., tuple[MainWindow, ReviewView]]
_LONG = 15_000


def test_a_reviewer_seals_and_returns_without_a_mouse(qtbot: QtBot, fresh: Reviewed, shown: Shown) -> None:
    stage, edition = fresh.stage, fresh.second.id
    window, view = shown(stage.reviewers[1], edition=edition)
    qtbot.waitUntil(lambda: view.page.case is not None, timeout=_LONG)
    for _ in stage.accounts:
        keys.press(qtbot, window, "Ctrl+PgDown")
    qtbot.waitUntil(lambda: not view.signing.why_no_seal(), timeout=_LONG)
    keys.press(qtbot, window, "Ctrl+Return")
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=_LONG)
    keys.push(qtbot, window, "盖章")
    signed = stage.reviewers[1].member.name
    qtbot.waitUntil(lambda: signed in _names(fresh), timeout=_LONG)
    window, view = shown(stage.reviewers[2], edition=edition)
    qtbot.waitUntil(lambda: not view.signing.why_no_return(), timeout=_LONG)
    keys.press(qtbot, window, "Ctrl+Shift+Return")
    keys.write(window, "第二段的年份请再核对。")
    keys.push(qtbot, window, "退回")
    qtbot.waitUntil(lambda: approvals.edition(stage.desk, edition).state.value == "returned", timeout=_LONG)


def _names(fresh: Reviewed) -> set[str]:
    record = approvals.record(fresh.stage.desk, fresh.second.id)
    return {each.name for stage in record.stages for each in stage.signed}
