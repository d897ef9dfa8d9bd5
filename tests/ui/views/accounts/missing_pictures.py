"""Pictures of an account whose package was removed and of packages that can't be used, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.accounts.missing_pictures FOLDER [SCENE...]
"""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

from editor_app.domain.delivery import Event
from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.registry import GROUP, Registry
from editor_app.services import accounts, documents, publishing
from editor_app.services.documents import Draft
from editor_app.ui.views.accounts.view import MATRIX, AccountsView
from tests.end2end.foreign_packages import board
from tests.services import removed
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage, busy_queue, new_stage

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.ui.main_window import MainWindow

BROKEN = [
    EntryPoint("gazette", "no_such_module:PLATFORM", GROUP),
    EntryPoint("wordpress", "json:JSONDecoder", GROUP),
]
"""What else lies beside: a package that can't be imported, and one that wants a name of ours."""


def make(folder: Path) -> Play:
    """The practice office with a third-party account, whose package is gone since something waits for it."""
    stage = new_stage(folder)
    place = folder.parent / "packages" / "city_board"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(board(), "utf-8")
    sys.path.insert(0, str(place.parent))
    point = EntryPoint("notice_board", "city_board:PLATFORM", GROUP)
    desks = [stage.desk, stage.editor.desk]
    removed.give(desks, Registry(installed=lambda: [point]))
    url = Connection("http://127.0.0.1:9", Secret("token"))
    accounts.add_for_practice(stage.publisher, "notice_board", "市民中心公告栏", url, "office-7")
    stage.accounts = stage.accounts[:3]
    held = stage.queued("元旦假期公共服务安排", "市民中心公告栏")[0].id
    document = documents.create(stage.editor, "", draft=Draft(Content(title="办事指南", body="第一段。"))).document.id
    removed.give(desks, Registry(installed=lambda: BROKEN))
    stage.links._platforms = stage.desk.platforms
    stage.serve(held)
    busy_queue(stage)
    board_id = accounts.by_name(stage.desk, "市民中心公告栏").id
    return Play(
        stage.publisher,
        {
            "missing": _account,
            "missing-today": lambda window: window.go("today"),
            "missing-matrix": _matrix,
            "missing-held": partial(_held, held),
            "missing-ask": partial(_asked, stage),
            "missing-write": partial(_written, document, board_id),
        },
        {"missing-write": stage.editor},
    )


def _view(window: MainWindow) -> AccountsView:
    window.go("accounts", account="市民中心公告栏")
    wait(600)
    view = window.view("accounts")
    assert isinstance(view, AccountsView)
    return view


def _account(window: MainWindow) -> None:
    _view(window).turn("list")


def _matrix(window: MainWindow) -> None:
    _view(window).turn(MATRIX)


def _held(held: str, window: MainWindow) -> None:
    window.go("queue", delivery=held)


def _written(document: str, account: str, window: MainWindow) -> None:
    window.go("write", document=document, account=account)
    wait(800)
    view = window.view("write")
    view.panel.strip.choose(account)  # type: ignore[attr-defined]
    wait(1500)


def _asked(stage: Stage, window: MainWindow) -> None:
    removed.give([stage.desk], Registry(removed.BARE, tuple))
    rows = [row for row in publishing.status(stage.desk) if row.state.value == "ask"]
    window.go("queue", delivery=rows[0].id)
    wait(500)
    window.view("queue").acting.ask(Event.ANSWER_THERE)  # type: ignore[attr-defined]


if __name__ == "__main__":
    run(make)
