"""In a practice workspace one more platform is chosen, set up on a thread, and served while the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.services import accounts, playing, practice
from editor_app.ui import background
from editor_app.ui.dialogs import Question
from editor_app.ui.playing import Playing, PlayingDialog
from editor_app.ui.practice_server import PracticeServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.services.office import Office

LIMIT = 15_000


@pytest.fixture
def over(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    background.shut_down()


@pytest.fixture
def server(office: Office) -> Iterator[PracticeServer]:
    practice.new_endpoint(office.desk.store)
    made = PracticeServer(office.desk.store)
    yield made
    made.end()


def test_a_chosen_platform_is_connected_and_served_for_this_window(
    office: Office, server: PracticeServer, over: QWidget, qtbot: QtBot
) -> None:
    made = Playing(over, server.start)
    made.ask(office.admin)
    assert made.dialog is not None
    made.dialog.choice.control.choose("wechat")  # type: ignore[attr-defined]
    with qtbot.waitSignal(made.played, timeout=LIMIT) as told:
        made.dialog.play.click()
    assert told.args == ["WeChat Official Account已可接收发布。"], "named in the language of the office"
    assert [account.platform for account in accounts.all_accounts(office.desk)] == ["wechat"]
    assert all(one.is_up() for one in practice.endpoints(office.desk.store))
    server.end()
    assert not any(one.is_up() for one in practice.endpoints(office.desk.store))


def test_whoever_looks_after_no_accounts_reads_why_nothing_is_played(
    office: Office, server: PracticeServer, over: QWidget, qtbot: QtBot
) -> None:
    made = Playing(over, server.start)
    made.ask(office.editor)
    assert made.dialog is not None
    made.dialog.play.click()
    assert made.deed is not None
    deed = made.deed
    qtbot.waitUntil(lambda: isinstance(deed.dialog, Question), timeout=LIMIT)
    assert accounts.all_accounts(office.desk) == ()
    assert [one.platform for one in practice.endpoints(office.desk.store)] == ["sandbox"]


def test_when_everything_is_played_the_dialog_says_so(over: QWidget, office: Office) -> None:
    assert playing.playable(office.desk)
    dialog = PlayingDialog(over, [])
    wanted: list[str] = []
    dialog.wanted.connect(wanted.append)
    dialog.ask()
    dialog.leave()
    assert wanted == []
