from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor_app.services import backups
from editor_app.ui import background, restoring
from editor_app.ui.restoring import RestoreDialog

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.services.office import Office


def shown(qtbot: QtBot) -> tuple[QWidget, RestoreDialog]:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1000, 700)
    over.show()
    dialog = RestoreDialog(over)
    dialog.ask()
    return over, dialog


def test_a_backup_becomes_a_workspace_in_a_new_folder(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    made = backups.back_up(office.desk)
    _over, dialog = shown(qtbot)
    dialog.file.set_text(str(made.path))
    dialog.folder.set_text(str(tmp_path / "restored"))
    with qtbot.waitSignal(dialog.restored, timeout=30_000) as told:
        dialog.answer("restore", closes=False)
    assert told.args == [str(tmp_path / "restored")]
    assert (tmp_path / "restored" / "workspace.db").is_file()
    background.shut_down()


def test_a_folder_is_suggested_and_both_must_be_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "documents_folder", lambda: tmp_path)
    over, dialog = shown(qtbot)
    dialog.answer("restore", closes=False)
    assert dialog.isVisible()
    dialog.file.set_text("/x/workspace-20261129T000000Z.db")
    assert dialog.folder.text() == str(tmp_path / "workspace-20261129T000000Z")
    dialog.folder.set_text("/elsewhere/mine")
    dialog.file.set_text("/x/other.zip")
    assert dialog.folder.text() == "/elsewhere/mine"
    dialog.folder.set_text("")
    dialog.answer("restore", closes=False)
    assert over.isVisible()
    assert dialog.deed is None
    dialog.dismiss()
