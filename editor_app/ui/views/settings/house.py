"""Workspace and program: facts that Settings shows and deeds such as copying the diagnosis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from editor_app import __version__
from editor_app.resources import resource
from editor_app.ui import background
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import is_chinese, joined, said, tr, tr_n
from editor_app.ui.joining import shown_place
from editor_app.ui.moments import zone_word
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Desk, Seat
    from editor_app.services.diagnostics import Report
    from editor_app.storage.workspaces import Store
    from editor_app.ui.view import Shell


class House(QObject):
    """The sections about workspace and program; `look` reads what takes time."""

    def __init__(self, shell: Shell, over: QWidget) -> None:
        super().__init__(over)
        self._shell, self._over = shell, over
        self.workspace = Section("workspace", tr("Workspace"))
        self.program = Section("program", tr("Program"))
        self._vault = SettingRow(tr("Vault of this computer"), "", words="keyring vault secret 保险箱 密钥环")
        self._audit = SettingRow(tr("Audit chain"), "", words="audit 审计")
        self._build_workspace()
        self._build_program()

    def look(self) -> None:
        """Read vault and audit chain on a thread."""
        seat = self._shell.seat
        if seat is None:
            return
        background.run(self, lambda: vault_words(seat), self._vault.set_meaning, self._no_vault)
        background.run(self, lambda: audit_words(seat.desk), self._audit.set_meaning, self._no_audit)

    def copy_diagnosis(self) -> None:
        """Put the diagnosis on the clipboard; it holds no secret."""
        from editor_app.services import diagnostics

        seat = self._shell.seat
        desk = seat.desk if seat else None
        background.run(self, lambda: diagnostics.report(desk), self._copied, self._not_copied)

    def _build_workspace(self) -> None:
        seat = self._shell.seat
        if seat is None:
            return
        info, store = seat.desk.workspace, seat.desk.store
        where = Button(tr("Open the folder"), small=True)
        where.clicked.connect(lambda: _open(store.folder))
        zone = joined(zone_word(info.zone), info.zone)
        rows = [
            SettingRow(tr("Name"), info.name),
            SettingRow(tr("Where it is kept"), _kept_at(store), where, words="folder path 文件夹"),
            SettingRow(tr("Time zone of the office"), tr("{zone}. All planned times mean this zone.", zone=zone)),
            self._audit,
            self._vault,
        ]
        if info.sample:
            words = tr("It takes accounts of this computer only, and its passphrases lie open in its folder.")
            rows.insert(1, SettingRow(tr("Practice workspace"), words))
        if store.verify_first:
            words = tr("It was restored or copied: everything unsettled is read back before anything is sent.")
            rows.append(SettingRow(tr("Verify first"), words))
        self.workspace.add(*rows)

    def _build_program(self) -> None:
        from editor_app.storage.places import user_folder

        copy = Button(tr("Copy the diagnosis"), icon="clipboard-copy", small=True)
        copy.clicked.connect(self.copy_diagnosis)
        logs = user_folder() / "logs"
        folder = Button(tr("Open the folder"), small=True, name=tr("Open the folder of logs"))
        folder.clicked.connect(lambda: _open(logs))
        tour = Button(tr("Show the tour"), small=True)
        tour.clicked.connect(self.show_tour)
        licences = Button(tr("Licences…"), small=True)
        licences.clicked.connect(lambda: LicencesDialog(self._over).ask())
        self.program.add(
            SettingRow(
                tr("Diagnosis"), tr("Versions, fonts, clock, database, vault: for your support. No secret."),
                copy, words="diagnostics doctor 诊断",
            ),
            SettingRow(
                tr("Logs"), tr("They hold ids and digests only: {folder}", folder=str(logs)), folder, words="log 日志",
            ),
            SettingRow(tr("Tour"), tr("Two minutes through the window."), tour, words="tour help 导览 帮助"),
            SettingRow(
                tr("About"), tr("Press Desk {version}, licensed under Apache 2.0", version=__version__), licences,
                words="about licence version 关于 许可 版本",
            ),
        )  # fmt: skip

    def show_tour(self) -> None:
        """Walk through the window again."""
        from editor_app.ui.main_window import MainWindow
        from editor_app.ui.tour import Tour

        window = self._over.window()
        if isinstance(window, MainWindow):
            Tour(window).begin()

    def _copied(self, found: Report) -> None:
        QGuiApplication.clipboard().setText(report_text(found))
        well = tr("Copied. Everything looks well.") if found.is_well else tr("Copied. Some lines are marked.")
        self._shell.toast(well)

    def _not_copied(self, error: Exception) -> None:
        self._shell.toast(sentence(error))

    def _no_vault(self, error: Exception) -> None:
        self._vault.set_meaning(sentence(error))

    def _no_audit(self, error: Exception) -> None:
        self._audit.set_meaning(sentence(error))


class LicencesDialog(Dialog):
    """The program's licence and whose work it carries."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, tr("Licences"), width=680)
        text = QPlainTextEdit(_licences())
        text.setReadOnly(True)
        text.setAccessibleName(tr("Licences"))
        text.setFont(fonts.font(Role.NOTE))
        text.setMinimumHeight(self.roomy(360))
        self.add(Label(tr("Press Desk is free software under the Apache License 2.0."), Role.BODY), text)
        self.begin_at(text)
        self.add_button("", Button(tr("Close"), Kind.PRIMARY))


def report_text(found: Report) -> str:
    """The diagnosis as lines of text; a mark before what is not well."""
    colon = "：" if is_chinese() else ": "
    return "\n".join(f"{'  ' if fact.is_well else '! '}{said(fact.label)}{colon}{fact.value}" for fact in found.facts)


def vault_words(seat: Seat) -> str:
    """Who can open the vault here, in words.

    Raises:
        DeskError: this member can't.
    """
    from editor_app.domain.errors import DeskError
    from editor_app.services import vaults
    from editor_app.storage.keyrings import system_keyring

    try:
        keyring = tr("The keyring of this computer ({name}) opens it too.", name=system_keyring().name)
    except DeskError as none:
        keyring = tr("No keyring: {reason}", reason=sentence(none))
    count = len(vaults.opened(seat).names())
    return tr_n(
        "You can open it; it keeps credentials of {count} account. {keyring}",
        "You can open it; it keeps credentials of {count} accounts. {keyring}",
        count=count,
        keyring=keyring,
    )


def audit_words(desk: Desk) -> str:
    """Whether the chain holds, from its first row."""
    from editor_app.storage import audit

    with desk.database.read() as snapshot:
        rows, head = audit.head(snapshot)
        altered = audit.first_altered(snapshot)
    if altered is not None:
        return tr("Row {number} does not follow from the one before: something was altered.", number=altered)
    count = f"{rows:,}"
    return tr("{count} rows, each follows from the one before. Head {head}", count=count, head=head[:12])


def _kept_at(store: Store) -> str:
    """Server and database as members name them, without anybody's login; or the folder."""
    from editor_app.services import teams

    return shown_place(teams.shared_address(store.url)) if store.url else str(store.folder)


def _open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _licences() -> str:
    """The licence of the icons that we carry, and those that the libraries say of themselves."""
    from importlib.metadata import PackageNotFoundError, distribution, requires

    lines = [resource("icons/LICENSE").read_text("utf-8").strip(), "", tr("Libraries"), ""]
    for wanted in sorted(requires("editor-app") or (), key=str.lower):
        name = re.split(r"[^\w.-]", wanted, maxsplit=1)[0]
        if "extra ==" in wanted:
            continue
        try:
            facts = distribution(name).metadata.json
        except PackageNotFoundError:
            continue
        licence = str(facts.get("license_expression") or facts.get("license") or "").partition("\n")[0][:60]
        lines.append(f"{facts['name']} {facts['version']}  {licence}".rstrip())
    return "\n".join(lines)
