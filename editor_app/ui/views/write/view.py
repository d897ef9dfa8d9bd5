"""The view itself: library or desk, its panels laid out, and what the window asks of it; flows live beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui.i18n import joined, tr
from editor_app.ui.presence import Presence
from editor_app.ui.view import View
from editor_app.ui.views.write import actions, sheet
from editor_app.ui.views.write.comments_panel import CommentsPanel
from editor_app.ui.views.write.detailing import Detailing
from editor_app.ui.views.write.details_dialog import facts_line
from editor_app.ui.views.write.editor import Editor
from editor_app.ui.views.write.examining import Examining
from editor_app.ui.views.write.find_bar import FindBar
from editor_app.ui.views.write.findings_panel import FindingsPanel
from editor_app.ui.views.write.folding import Folding
from editor_app.ui.views.write.formatting import heading_level
from editor_app.ui.views.write.handing_in import HandingIn
from editor_app.ui.views.write.here import HereMark
from editor_app.ui.views.write.inserting import Inserting
from editor_app.ui.views.write.library import Library
from editor_app.ui.views.write.looking_back import LookingBack
from editor_app.ui.views.write.outline import Outline
from editor_app.ui.views.write.preview_panel import PreviewPanel
from editor_app.ui.views.write.previewing import Previewing
from editor_app.ui.views.write.saving import Saving
from editor_app.ui.views.write.sheets import Sheets
from editor_app.ui.views.write.shelf import Shelf
from editor_app.ui.views.write.sheltering import Sheltering
from editor_app.ui.views.write.standing import Standing
from editor_app.ui.views.write.toolbar import Toolbar
from editor_app.ui.views.write.variant_bar import VariantBar
from editor_app.ui.views.write.working import Working
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Surface, across

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.account import Account
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Opened
    from editor_app.ui.view import Action, Shell

_REST_MS: Final = 250  # outline and counts follow when typing rests


class WriteView(View):
    """One document on the desk, or the library to take one from."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.working: Working | None = None
        self.account: Account | None = None
        self.accounts: tuple[Account, ...] = ()

    @property
    def owner(self) -> QWidget:
        """This widget."""
        return self

    @property
    def seat(self) -> Seat | None:
        """Who writes."""
        return self.shell.seat

    @override
    def title(self) -> str:
        if self.working is None:
            return tr("Write")
        return self.working.content.title or tr("Untitled")

    @override
    def has_document_title(self) -> bool:
        return self.working is not None

    @override
    def chip(self) -> str:
        return self.sheltering.chip(self.working) if self.working is not None else ""

    @override
    def facts(self) -> str:
        working, seat = self.working, self.seat
        if working is None or seat is None:
            return ""
        return joined(self.saving.words(working, seat), self.sheltering.words)

    @override
    def top_action(self) -> QWidget | None:
        return self._submit if self.working is not None else None

    @override
    def actions_offered(self) -> Sequence[Action]:
        if self.working is None:
            return [self.deeds[name] for name in ("new", "import")]
        return list(self.deeds.values())

    @override
    def build(self) -> None:
        self.editor = Editor()
        self.sheets = Sheets(self.editor)
        self.outline = Outline()
        self.panel = PreviewPanel()
        self.findings = FindingsPanel()
        self.find_bar = FindBar(self.editor)
        self.variant_bar = VariantBar()
        self.saving = Saving(self)
        self.inserting = Inserting(self)
        self.previewing = Previewing(self, self.panel)
        self.examining = Examining(self, self.findings)
        self.comments = CommentsPanel(self, self.panel)
        self.handing_in = HandingIn(self, self.saving)
        self.library = Library()
        self.shelf = Shelf(self, self.library)
        self.standing = Standing(self, self.outline)
        self.detailing = Detailing(self, self.inherit_all)
        self.sheltering = Sheltering(self, self._put_away, self.retell)
        self.deeds = actions.deeds_of(self)
        self.presence = Presence(self, lambda: self.seat)
        self.toolbar = Toolbar(self.deeds, actions.MENU, HereMark(self.presence))
        self.folding = Folding(self.outline, self.panel, self.findings, self.toolbar)
        self._submit = Button(tr("Submit"), icon="stamp", small=True, name=tr("Submit for review…"))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.library)
        self._pages.addWidget(self._desk())
        self._listen()
        if self.seat is not None:
            self.saving.open(self.seat)
            self.saving.look_for_lost()

    def _desk(self) -> QWidget:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for part in (self.toolbar, self.find_bar, self.variant_bar, self.editor, self.findings):
            middle.addWidget(part, 1 if part is self.editor else 0)
        holder = QWidget()
        holder.setLayout(middle)
        row = across(self.outline, holder, self.comments.column, gap=0)
        row.setStretch(1, 1)
        desk = Surface("panel")
        desk.setLayout(row)
        return desk

    def _listen(self) -> None:
        self.find_bar.hide()
        self.looking_back = LookingBack(self, self.saving)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell_outline)
        self.editor.textChanged.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._moved)
        self.editor.facts_asked.connect(self.ask_details)
        self.outline.chosen.connect(self.editor.go_to_line)
        self.panel.variant_asked.connect(self.write_shown)
        self.variant_bar.back.clicked.connect(self.write_main)
        self.variant_bar.details.clicked.connect(self.ask_details)
        self.variant_bar.inherit.clicked.connect(self.inherit_all)
        self.examining.examined.connect(self._tell_accounts)
        self.examining.details_asked.connect(self.ask_details)
        self.saving.saved.connect(self.standing.read)
        self.handing_in.submitted.connect(lambda _edition: self.standing.read())
        self._submit.clicked.connect(self.submit)

    @override
    def activate(self, arguments: Mapping[str, str]) -> None:
        if document := arguments.get("document"):
            self.shelf.open(document, arguments.get("account", ""))
        elif arguments.get("new"):
            self.begin_document()
        elif self.working is None:
            self.shelf.read()
        if self.working is not None:
            self.presence.attend(self.working.document.id)

    @override
    def leave(self) -> None:
        self.saving.save()
        self.presence.attend(None)

    @override
    def may_leave(self) -> bool:
        if may := self.saving.save_now():
            self.presence.sign_off()
        return may

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if "document" in kinds or "edition" in kinds:
            if self.working is None:
                self.shelf.read()
            else:
                self.standing.read()
                self.sheltering.read()
                self.shelf.read_newer()
        if "comment" in kinds or "document" in kinds:
            self.comments.read()
        if "account" in kinds and self.working is not None:
            self.shelf.read_accounts()

    @override
    def fit(self, *, narrow: bool, low: bool) -> None:
        self.folding.fit(narrow=narrow, low=low)

    def put_on_desk(self, opened: Opened) -> None:
        """Write on that document from now on."""
        self.working = Working.of(opened)
        self.account = None
        self.saving.begin()
        self.presence.attend(opened.document.id)
        self.sheets.begin(self.working.sheet_of(None))
        self.variant_bar.show_account(None, self.working)
        self._pages.setCurrentIndex(1)
        self.editor.setFocus()
        self.editor.set_facts(facts_line(self.working))
        self.shelf.read_accounts()
        self.standing.read()
        self.comments.read()
        self.sheltering.read()
        if self.seat is not None:
            self.previewing.begin(self.seat)
        self._tell_outline()
        self.examining.typed()
        self.retell()
        self._show_deed()

    def write_for(self, account: Account | None) -> None:
        """Write the version of an account; each has its own undo."""
        if self.working is None or account == self.account:
            return
        self.take_sheet()
        self.account = account
        self.sheets.show(account.id if account is not None else "", self.working.sheet_of(account))
        self.variant_bar.show_account(account, self.working)
        if account is not None:
            self.previewing.choose(account.id)
            self._tell_accounts()
        self._tell_outline()
        self.examining.typed()

    def take_sheet(self) -> None:
        """What is on the sheet becomes part of the draft; nothing of the sheet itself changes."""
        if self.working is not None:
            self.working.take_sheet(self.editor.text(), self.account)

    def show_sheet(self) -> None:
        """What is in the draft comes onto the sheet, undoable."""
        if self.working is not None:
            self.sheets.fill(self.working.sheet_of(self.account))
            self.content_changed()

    def content_changed(self) -> None:
        """Details, charts or inheritance changed."""
        if self.working is not None:
            self.editor.set_facts(facts_line(self.working))
            self.variant_bar.show_account(self.account, self.working)
        self.saving.typed()
        self.previewing.typed()
        self.examining.typed()
        self._tell_accounts()
        self._rest.start()
        self.retell()

    def content_read(self) -> None:
        """The accounts were read."""
        self._tell_accounts()
        self.previewing.typed()
        self.examining.typed()

    def retell(self) -> None:
        """Title, chip or save state changed."""
        self.titled.emit()

    def _typed(self) -> None:
        if self.sheets.is_filling or self.working is None:
            return
        self.sheets.mend()
        self.take_sheet()
        self.previewing.typed()
        self.saving.typed()
        self.presence.typed()
        self.examining.typed()
        self._rest.start()

    def _moved(self) -> None:
        cursor = self.editor.textCursor()
        self.outline.show_line(cursor.block().blockNumber())
        self.toolbar.buttons["heading"].set_on(on=heading_level(cursor) > 1)

    def _tell_outline(self) -> None:
        text = self.editor.text()
        self.outline.show_headings(sheet.headings(text))
        self.outline.show_counts(sheet.counts(text))
        self._moved()
        self.retell()
        if self.account is not None:
            self.variant_bar.show_account(self.account, self.working)
            self._tell_accounts()

    def _tell_accounts(self) -> None:
        self.previewing.show_accounts(self.examining.breaking)

    def show_library(self) -> None:
        """Save, and show all documents."""
        self.saving.save(self._put_away)

    def _put_away(self) -> None:
        self.working = None
        self.account = None
        self.presence.attend(None)
        self.previewing.close_exact()
        self._pages.setCurrentIndex(0)
        self.shelf.read()
        self.retell()
        self._show_deed()

    def _show_deed(self) -> None:
        """The window takes the deed in its top bar anew."""
        if self.isVisible():
            self.shell.go("write")

    def begin_document(self) -> None:
        """A new, empty document."""
        self.saving.save(self.shelf.begin)

    def import_files(self) -> None:
        """Documents of files."""
        self.saving.save(self.shelf.ask_files)

    def save(self) -> None:
        """A revision of what is on the sheet."""
        self.saving.save(lambda: self.shell.toast(tr("Saved as revision {number}.", number=self._number())))

    def _number(self) -> int:
        return self.working.based_on.number if self.working is not None else 0

    def turn_focus(self) -> None:
        """Only the sheet, or everything again."""
        self.folding.turn_focus()

    def turn_outline(self) -> None:
        """Show the outline in a narrow window, or fold it."""
        self.folding.turn_outline()

    def ask_details(self) -> None:
        """The fields around the text, of the main text or of the version on the sheet."""
        self.detailing.ask()

    def inherit_all(self) -> None:
        """The account on the sheet says what the main text says, undoable on its sheet."""
        if self.working is not None and self.account is not None:
            self.working.inherit(self.account)
            self.show_sheet()

    def look_back(self) -> None:
        """What was saved before, and the way back."""
        self.looking_back.begin()

    def turn_hidden(self) -> None:
        """Show characters that nobody sees, or not."""
        self.editor.set_hidden_shown(shown=not self.editor.is_hidden_shown)

    def turn_exact(self) -> None:
        """The page as a browser sets it, or the live preview."""
        self.previewing.toggle_exact()

    def write_shown(self) -> None:
        """Write the version of the account whose preview is shown."""
        self.write_for(self.previewing.account)

    def write_main(self) -> None:
        """Write the main text again."""
        self.write_for(None)

    def why_not_main(self) -> str:
        """Why there is no way back to the main text: it is on the sheet."""
        return "" if self.account is not None else tr("The main text is on the sheet.")

    def submit(self) -> None:
        """Hand the document in."""
        if self.working is not None:
            self.handing_in.begin()
