from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.services import sample
from editor_app.ui import background, beginnings, i18n, theme
from editor_app.ui.preferences import Preferences
from editor_app.ui.start_window import StartWindow


def start(qtbot: QtBot, chosen: Preferences) -> StartWindow:
    made = StartWindow(chosen)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    return made


def test_one_press_makes_the_practice_office_and_sits_down(
    qtbot: QtBot, chosen: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beginnings, "sample_folder", lambda: tmp_path / "practice")
    window = start(qtbot, chosen)
    with qtbot.waitSignal(window.made, timeout=60_000) as told:
        window.open_sample()
    assert told.args is not None
    seat = told.args[0]
    assert seat.desk.workspace.sample
    assert set(sample.open_passphrases(seat.desk)) == {"周敏", "李明", "王芳", "陈静", "刘洋", "赵磊"}
    seat.desk.close()
    with qtbot.waitSignal(window.open_asked) as again:
        window.open_sample()
    assert again.args == [str(tmp_path / "practice")]
    background.shut_down()


def test_cancel_leaves_no_half_made_office(
    qtbot: QtBot, chosen: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beginnings, "sample_folder", lambda: tmp_path / "practice")
    window = start(qtbot, chosen)
    window.open_sample()
    assert window.dialog is not None
    qtbot.waitUntil((tmp_path / "practice").exists, timeout=20_000)
    window.dialog.dismiss()
    background.shut_down()
    assert not beginnings.is_workspace(tmp_path / "practice")


def test_a_disk_that_says_no_is_told_in_words(
    qtbot: QtBot, chosen: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(beginnings, "sample_folder", lambda: tmp_path / "file" / "practice")
    window = start(qtbot, chosen)
    window.open_sample()
    first = window.dialog
    qtbot.waitUntil(lambda: window.dialog is not None and window.dialog is not first, timeout=20_000)
    assert window.dialog is not None
    assert window.dialog.isVisible()


def test_language_and_looks_are_kept_and_shown_at_once(qtbot: QtBot, chosen: Preferences) -> None:
    window = start(qtbot, chosen)
    window._speak("en")
    assert (i18n.language(), chosen.language) == ("en", "en")
    window._dress("dark")
    assert (theme.active().choice, chosen.theme) == ("dark", "dark")


def test_help_opens_with_a_key_and_new_workspaces_are_asked_for(qtbot: QtBot, chosen: Preferences) -> None:
    window = start(qtbot, chosen)
    window.show_help()
    assert window.dialog is not None
    window.dialog.leave()
    window.ask_new()
    assert isinstance(window.dialog, beginnings.NewOfficeDialog)


def test_a_backup_can_be_opened_from_the_first_start(qtbot: QtBot, chosen: Preferences, tmp_path: Path) -> None:
    from editor_app.services import backups
    from editor_app.ui.restoring import RestoreDialog
    from tests.services.office import new_office

    office = new_office(tmp_path / "office")
    made = backups.back_up(office.desk, tmp_path / "disk")
    office.desk.close()
    window = start(qtbot, chosen)
    assert window._page is not None
    window._page.backup_asked.emit()
    asked = window.dialog
    assert isinstance(asked, RestoreDialog)
    asked.file.set_text(str(made.path))
    asked.folder.set_text(str(tmp_path / "restored"))
    with qtbot.waitSignal(window.open_asked, timeout=30_000) as told:
        asked.answer("restore", closes=False)
    assert told.args == [str(tmp_path / "restored")]
    background.shut_down()
