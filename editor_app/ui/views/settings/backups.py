"""The section about backups: the last one, another now, looking it over, restoring beside, all in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from editor_app.ui import background
from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.moments import when
from editor_app.ui.restoring import RestoreDialog
from editor_app.ui.saying import sentence
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.progress import Progress
    from editor_app.services.backups import Listed
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.restoring import Found
    from editor_app.storage.backup import Backup
    from editor_app.storage.export import Exported
    from editor_app.ui.view import Shell


Result = TypeVar("Result")


class _Kept(NamedTuple):
    """What is there of backups, in words."""

    last: str
    kept: str
    newest: Path | None


class Backups(QObject):
    """The section and its deeds; `look` reads what is there on a thread."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell, self._over = shell, over
        self.section = Section("backup", tr("Backup"))
        self.deed: LongDeed | None = None
        self.restoring: RestoreDialog | None = None
        self._newest: Path | None = None
        self._last = SettingRow(tr("Last backup"), "", *self._buttons(), words="backup 备份")
        self._kept = self._row(tr("Kept here"), "", tr("Open the folder"), self._open, "folder 文件夹")
        self._build()

    def look(self) -> None:
        """Read which backups there are."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: _kept(seat.desk), self._show, self._not_read)

    def back_up(self) -> None:
        """Make a backup now, in the workspace's own folder."""
        self.back_up_to(None)

    def back_up_to(self, folder: Path | None) -> None:
        """Make a backup now in another folder; None = the workspace's own."""
        seat = self._shell.seat
        if seat is not None:
            self._begin(
                tr("The workspace is backed up"), tr("The database is copied…"),
                lambda progress: _back_up(seat.desk, folder, progress), self._backed_up,
            )  # fmt: skip

    def verify(self) -> None:
        """Look the newest backup over."""
        newest = self._newest
        if newest is None:
            self._shell.toast(tr("There is no backup yet."))
            return
        self._begin(
            tr("The backup is checked"), tr("The file is checked…"),
            lambda progress: _verify(newest, progress), self._verified,
        )  # fmt: skip

    def restore(self) -> None:
        """Ask which backup shall become a workspace, and where."""
        seat = self._shell.seat
        self.restoring = RestoreDialog(self._over.window(), seat.desk.store.backups if seat else None)
        self.restoring.restored.connect(self._restored)
        self.restoring.ask()

    def export(self) -> None:
        """Ask for a file and write the workspace into it."""
        chosen, _kind = QFileDialog.getSaveFileName(self._over.window(), tr("Export"), "press-desk.zip", "*.zip")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write the workspace into a file."""
        seat = self._shell.seat
        if seat is not None:
            self._begin(
                tr("The workspace is exported"), tr("The tables are written…"),
                lambda progress: _export(seat, file, progress), self._exported,
            )  # fmt: skip

    def _buttons(self) -> tuple[Button, Button]:
        check = Button(tr("Check it"), small=True, name=tr("Check the last backup"))
        check.clicked.connect(self.verify)
        now = Button(tr("Back up now"), Kind.PRIMARY, small=True)
        now.clicked.connect(self.back_up)
        return check, now

    def _build(self) -> None:
        seat = self._shell.seat
        away = self._row(
            tr("To another disk"), tr("A backup beside the workspace does not outlive its disk."),
            tr("Back up to…"), self._back_up_away, "disk usb 磁盘",
        )  # fmt: skip
        restore = self._row(
            tr("Restore"), tr("A backup becomes a workspace in a new folder; this one stays as it is."),
            tr("Restore…"), self.restore, "restore open 恢复",
        )  # fmt: skip
        export = self._row(
            tr("Export"), tr("Everything in one file, without credentials; it goes into a folder or a team database."),
            tr("Export…"), self.export, "export import 导出 导入",
        )  # fmt: skip
        if seat is not None and seat.desk.store.url:
            words = tr("This workspace is a team database; its backups are made on the server.")
            self.section.add(SettingRow(tr("Backup"), words), restore, export)
        else:
            self.section.add(self._last, self._kept, away, restore, export)

    def _row(self, title: str, meaning: str, verb: str, deed: Callable[[], None], words: str) -> SettingRow:
        button = Button(verb, small=True, name=f"{title} {verb}")
        button.clicked.connect(deed)
        return SettingRow(title, meaning, button, words=f"backup 备份 {words}")

    def _begin(
        self, title: str, first: str, work: Callable[[Progress], Result], done: Callable[[Result], None]
    ) -> None:
        self.deed = LongDeed(self._over.window(), title)
        self.deed.begin(first, work, done)

    def _back_up_away(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._over.window(), tr("A folder on another disk"), "")
        if chosen:
            self.back_up_to(Path(chosen))

    def _open(self) -> None:
        seat = self._shell.seat
        if seat is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(seat.desk.store.backups)))

    def _show(self, found: _Kept) -> None:
        self._newest = found.newest
        self._last.set_meaning(found.last)
        self._kept.set_meaning(found.kept)

    def _not_read(self, error: Exception) -> None:
        self._last.set_meaning(sentence(error))

    def _backed_up(self, made: Backup) -> None:
        lost = len(made.manifest.missing)
        self._shell.toast(
            tr_n(
                "Backed up and checked. The workspace has lost {count} picture.",
                "Backed up and checked. The workspace has lost {count} pictures.",
                count=lost,
            )
            if lost
            else tr("Backed up and checked.")
        )
        self.look()

    def _verified(self, found: Found) -> None:
        self._shell.toast(tr("The backup is whole.") if found.is_sound else said(found.faults[0]))

    def _restored(self, folder: str) -> None:
        self._shell.toast(tr("Restored to {folder}. “Open another workspace…” opens it.", folder=folder))

    def _exported(self, made: Exported) -> None:
        self._shell.toast(tr("Exported: {file}", file=made.file.name))


def _kept(desk: Desk) -> _Kept:
    """What is there, in words.

    Raises:
        DeskError: a team's database.
    """
    from editor_app.services import backups

    found = backups.listed(desk)
    every = tr("One a day is made by itself: 7 days, 4 weeks and 12 months are kept.")
    if not found:
        return _Kept(tr("There is no backup yet."), every, None)
    megabytes = f"{sum(one.size for one in found) / 1e6:.1f}"
    kept = tr("Backups: {count}, {size} MB", count=len(found), size=megabytes)
    return _Kept(_words(found[0], desk), joined(kept, every), found[0].path)


def _words(newest: Listed, desk: Desk) -> str:
    moment = when(newest.made_at, desk.clock.now(), ZoneInfo(desk.workspace.zone))
    if newest.manifest is None:
        return moment
    pictures = tr("pictures: {count}", count=len(newest.manifest.media))
    return joined(moment, tr("audit log up to row {n}", n=newest.manifest.sequence), pictures)


def _back_up(desk: Desk, folder: Path | None, progress: Progress) -> Backup:
    from editor_app.services import backups

    return backups.back_up(desk, folder, progress)


def _verify(path: Path, progress: Progress) -> Found:
    from editor_app.services import restoring

    return restoring.verify(path, progress)


def _export(seat: Seat, file: Path, progress: Progress) -> Exported:
    from editor_app.services import exporting
    from editor_app.services.desk import actor_of

    return exporting.export(seat.desk, actor_of(seat.member), file, progress)
