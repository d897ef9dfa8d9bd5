"""A recall from finding the document to the closed case, with the keyboard alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.services import approvals, recalling
from editor_app.ui.views.recall.asking import NoteDialog, OpenDialog
from tests.ui import keys
from tests.ui.views.recall.cases import published, signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.services.recalling import Case
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.recall.view import RecallView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, RecallView]]
_LONG = 15_000


def test_a_recall_needs_no_mouse(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    _open(qtbot, stage, shown)
    case = _case(stage)
    assert (case.row.kind, case.row.reason) == (EditionKind.WITHDRAWAL, "办理时间写错了")
    signed(stage, approvals.edition(stage.desk, case.editions[0][0]))
    window, view = shown(stage, "publisher")
    press, write, push = (partial(deed, qtbot, window) for deed in (keys.press, _write, keys.push))
    qtbot.waitUntil(lambda: view.page.deed.isEnabled() and bool(view.page.case), timeout=_LONG)
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: _case(stage).places[0].serving is not None, timeout=_LONG)
    served = _case(stage).places[0].serving
    assert served is not None
    stage.serve(served.delivery, 2)
    view.refresh(frozenset({"delivery"}))
    qtbot.waitUntil(lambda: view.page.case is not None and not view.page.case.left, timeout=_LONG)
    press("Ctrl+Return")
    write("以后由两人核对时间")
    push("办结")
    qtbot.waitUntil(lambda: _case(stage).row.closed_at is not None, timeout=_LONG)
    assert post.account == served.account


def _open(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    """The case opened and handed in by an editor."""
    window, view = shown(stage, "editor")
    press, write, push = (partial(deed, qtbot, window) for deed in (keys.press, _write, keys.push))
    press("Ctrl+N")
    assert isinstance(view.dialog, OpenDialog)
    write("元旦")
    finding = view.dialog.finding
    qtbot.waitUntil(lambda: finding.named() is not None, timeout=_LONG)
    keys.walk_to(qtbot, window, "更正")
    press("Right")
    keys.walk_to(qtbot, window, "理由")
    write("办理时间写错了")
    push("开立")
    qtbot.waitUntil(lambda: view.page.case is not None and view.page.deed.isEnabled(), timeout=_LONG)
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(view.dialog, NoteDialog), timeout=_LONG)
    write("以正式通知为准。")
    push("提交")
    qtbot.waitUntil(lambda: bool(_case(stage).editions), timeout=_LONG)


def _write(_qtbot: QtBot, window: MainWindow, words: str) -> None:
    keys.write(window, words)


def _case(stage: Stage) -> Case:
    (found,) = recalling.cases(stage.desk, open_only=False)
    return found
