from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import backups as services
from editor_app.ui.views.settings.view import SettingsView
from editor_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.settings.backups import Backups
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot) -> Backups:
    window.go("settings", section="backup")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.backups._last._meaning.text()), timeout=10_000)
    return view.backups


def said(backups: Backups, title: str) -> str:
    return next(row for row in backups.section.rows if row.title == title)._meaning.text()


def test_a_backup_is_made_at_a_press_and_shown(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.editor), qtbot)
    assert "还没有备份" in said(found, "最近的备份")
    button = next(b for b in found.section.findChildren(Button) if b.text() == "立即备份")
    button.click()
    qtbot.waitUntil(lambda: "审计记录到第" in said(found, "最近的备份"), timeout=30_000)
    assert len(services.listed(office.desk)) == 1
    assert "备份：1 份" in said(found, "保存在这里")


def test_the_last_backup_is_checked(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    made = services.back_up(office.desk)
    found = shown(seat_window(office.editor), qtbot)
    assert found._newest == made.path
    found.verify()
    assert found.deed is not None
    dialog = found.deed.dialog
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=30_000)


def test_a_workspace_is_backed_up_elsewhere_and_exported(
    office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    found = shown(seat_window(office.admin), qtbot)
    found.back_up_to(tmp_path / "disk")
    qtbot.waitUntil(lambda: bool(list((tmp_path / "disk").glob("*.db"))), timeout=30_000)
    found.export_to(tmp_path / "office.zip")
    qtbot.waitUntil((tmp_path / "office.zip").exists, timeout=30_000)


def test_restoring_is_offered_beside_the_workspaces_own_backups(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.editor), qtbot)
    found.restore()
    assert found.restoring is not None
    assert found.restoring._begin_in == office.desk.store.backups
    found.restoring.dismiss()
