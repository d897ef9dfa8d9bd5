from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import pytest

from editor_app.services import backups as services
from editor_app.services import exporting, restoring
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


@dataclass
class Gate:
    """Stops a deed at its second word until the test has pressed Cancel; then the service goes on for itself."""

    reached: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def before(self, service: Callable[..., object]) -> Callable[..., object]:
        """The service itself, whose progress passes the gate."""

        def gated(*given: object) -> object:
            *others, progress = given
            words = count()

            def told(share: float, what: object) -> None:
                if next(words):
                    self.reached.set()
                    assert self.may_go_on.wait(30)
                progress(share, what)  # type: ignore[operator]

            try:
                return service(*others, told)
            finally:
                self.ended.set()

        return gated


@pytest.mark.parametrize("deed", ["back_up", "export", "verify", "restore"])
def test_every_long_deed_can_be_cancelled_and_leaves_nothing_half_done(
    deed: str, office: Office, seat_window: Sit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, kept = Gate(), services.back_up(office.desk, tmp_path / "disk").path
    module, name = {"back_up": (services, "back_up"), "export": (exporting, "export")}.get(deed, (restoring, deed))
    monkeypatch.setattr(module, name, gate.before(getattr(module, name)))
    found = shown(seat_window(office.admin), qtbot)
    if deed == "restore":
        found.restore()
        asked = found.restoring
        assert asked is not None
        asked.file.set_text(str(kept))
        asked.folder.set_text(str(tmp_path / "new"))
        asked.answer("restore", closes=False)
        long = asked.deed
    else:
        found._newest = kept
        {
            "back_up": lambda: found.back_up_to(tmp_path / "away"),
            "export": lambda: found.export_to(tmp_path / "office.zip"),
            "verify": found.verify,
        }[deed]()
        long = found.deed
    assert long is not None
    assert gate.reached.wait(30)
    long.progress.cancel.click()
    gate.may_go_on.set()
    assert gate.ended.wait(30)
    qtbot.waitUntil(lambda: not long.dialog.isVisible())
    found_there = [path.name for folder in ("away", "new") for path in (tmp_path / folder).rglob("*")]
    made = [name for name in found_there if name != ".busy"]  # the lock of the folder, which holds nothing
    assert (made, (tmp_path / "office.zip").exists()) == ([], False)
    monkeypatch.undo()
    assert restoring.verify(kept).is_sound
