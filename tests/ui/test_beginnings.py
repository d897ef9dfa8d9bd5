from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Conflict
from editor_app.domain.member import Role
from editor_app.services import workspaces
from editor_app.ui import background, beginnings
from editor_app.ui.beginnings import NewOfficeDialog

PASSPHRASE = "stones by the quiet river"


def asked(qtbot: QtBot) -> tuple[QWidget, NewOfficeDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    dialog = NewOfficeDialog(window)
    dialog.ask()
    return window, dialog


def test_an_own_workspace_is_made_with_its_founder_seated(qtbot: QtBot, tmp_path: Path) -> None:
    _window, dialog = asked(qtbot)
    dialog.office.set_text("滨江区政务公开办公室")
    dialog.folder.set_text(str(tmp_path / "office"))
    dialog.name.set_text("周敏")
    dialog.first.set_text(PASSPHRASE)
    dialog.second.set_text(PASSPHRASE)
    with qtbot.waitSignal(dialog.made, timeout=20_000) as told:
        dialog.answer("make", closes=False)
    assert told.args is not None
    seat = told.args[0]
    assert seat.member.roles == {Role.ADMIN, Role.PUBLISHER}
    assert not seat.desk.workspace.sample
    assert beginnings.is_workspace(tmp_path / "office")
    seat.desk.close()
    background.shut_down()


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot) -> None:
    _window, dialog = asked(qtbot)
    dialog.answer("make", closes=False)
    assert dialog.office.control.has_error
    dialog.office.set_text("办公室")
    dialog.name.set_text("周敏")
    dialog.first.set_text(PASSPHRASE)
    dialog.answer("make", closes=False)
    assert dialog.second.control.has_error
    assert dialog.isVisible()


def test_a_passphrase_too_plain_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    _window, dialog = asked(qtbot)
    dialog.office.set_text("办公室")
    dialog.folder.set_text(str(tmp_path / "office"))
    dialog.name.set_text("周敏")
    dialog.first.set_text("aaaa")
    dialog.second.set_text("aaaa")
    dialog.answer("make", closes=False)
    qtbot.waitUntil(lambda: dialog.first.control.has_error, timeout=10_000)
    assert not (tmp_path / "office").exists()


def test_the_folder_follows_the_offices_name_until_another_is_chosen(qtbot: QtBot) -> None:
    _window, dialog = asked(qtbot)
    dialog.office.set_text("滨江区/办公室")
    assert Path(dialog.folder.text()) == beginnings.documents_folder() / "滨江区办公室"
    dialog.folder.set_text("/elsewhere/office")
    dialog.office.set_text("另一个")
    assert dialog.folder.text() == "/elsewhere/office"


def test_a_sample_that_can_not_be_made_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    beginnings.make_office(beginnings.NewOffice("办公室", folder, "周敏", ()), PASSPHRASE, "zh_CN").desk.close()
    with pytest.raises(Conflict):
        beginnings.make_sample(folder, "zh_CN")
    workspaces.open_desk(folder).close()
