"""Every deed of this view by name, with icon and keys: for the toolbar, the palette and the keyboard alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from editor_app.ui.i18n import tr
from editor_app.ui.view import Action
from editor_app.ui.views.write import formatting

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextCursor

    from editor_app.ui.views.write.comments_panel import CommentsPanel
    from editor_app.ui.views.write.editor import Editor
    from editor_app.ui.views.write.examining import Examining
    from editor_app.ui.views.write.find_bar import FindBar
    from editor_app.ui.views.write.findings_panel import FindingsPanel
    from editor_app.ui.views.write.inserting import Inserting
    from editor_app.ui.views.write.saving import Saving
    from editor_app.ui.views.write.sheltering import Sheltering


class Hands(Protocol):
    """What the deeds ask of the view."""

    editor: Editor
    inserting: Inserting
    comments: CommentsPanel
    examining: Examining
    saving: Saving
    sheltering: Sheltering
    find_bar: FindBar
    findings: FindingsPanel

    def show_library(self) -> None:
        """Save, and show all documents."""
        ...

    def begin_document(self) -> None:
        """A new, empty document."""
        ...

    def import_files(self) -> None:
        """Documents of files."""
        ...

    def save(self) -> None:
        """A revision of what is on the sheet."""
        ...

    def turn_focus(self) -> None:
        """Only the sheet, or everything again."""
        ...

    def turn_outline(self) -> None:
        """Show or fold the outline."""
        ...

    def ask_details(self) -> None:
        """The fields around the text."""
        ...

    def look_back(self) -> None:
        """What was saved before, and the way back."""
        ...

    def turn_hidden(self) -> None:
        """Show characters that nobody sees, or not."""
        ...

    def turn_exact(self) -> None:
        """The exact preview, or the live one."""
        ...

    def write_shown(self) -> None:
        """Write the version of the account shown."""
        ...

    def write_main(self) -> None:
        """Write the main text again."""
        ...

    def why_not_main(self) -> str:
        """Why there is no way back to the main text."""
        ...

    def submit(self) -> None:
        """Hand the document in."""
        ...


def deeds_of(hands: Hands) -> dict[str, Action]:
    """The deeds while a document is on the desk."""
    editor, inserting = hands.editor, hands.inserting

    def formats(change: Callable[[QTextCursor], None]) -> Callable[[], None]:
        return partial(_format, editor, change)

    return {
        "documents": Action(tr("All documents"), hands.show_library, "folder-open", "Ctrl+O"),
        "new": Action(tr("New document"), hands.begin_document, "file-plus", "Ctrl+N"),
        "import": Action(tr("Import…"), hands.import_files, "file-input", "Ctrl+Shift+O"),
        "save": Action(tr("Save as a revision"), hands.save, "save", "Ctrl+S"),
        "undo": Action(tr("Undo"), editor.undo, "undo-2", "", note="Ctrl+Z"),
        "redo": Action(tr("Redo"), editor.redo, "redo-2", "", note="Ctrl+Shift+Z"),
        "heading": Action(tr("Heading"), formats(formatting.next_heading), "heading-2", "Ctrl+Alt+H"),
        "bold": Action(tr("Bold"), formats(formatting.bold), "bold", "Ctrl+B"),
        "bullets": Action(tr("List"), formats(formatting.bullets), "list", "Ctrl+Shift+8"),
        "numbers": Action(tr("Numbered list"), formats(formatting.numbers), "list-ordered", "Ctrl+Shift+7"),
        "quote": Action(tr("Quote"), formats(formatting.quote), "quote", "Ctrl+Shift+9"),
        "link": Action(tr("Link…"), inserting.ask_link, "link", "Ctrl+L"),
        "table": Action(tr("Table"), inserting.insert_table, "table", "Ctrl+Alt+T"),
        "picture": Action(tr("Insert pictures…"), inserting.choose_picture, "image-plus", "Ctrl+Shift+I"),
        "chart": Action(tr("Insert chart…"), inserting.choose_chart, "chart-column", "Ctrl+Shift+C"),
        "find": Action(tr("Find and replace"), hands.find_bar.begin, "search", "Ctrl+F"),
        "focus": Action(tr("Focus mode"), hands.turn_focus, "maximize", "F11"),
        "outline": Action(tr("Outline"), hands.turn_outline, "list-tree", "Ctrl+Shift+L"),
        "details": Action(tr("Details: source, summary, address…"), hands.ask_details, "tag", "Ctrl+Shift+D"),
        "history": Action(tr("History of this document…"), hands.look_back, "history", "Ctrl+Alt+R"),
        "undone": Action(tr("Bring back what was undone…"), hands.saving.bring_back, "rotate-ccw"),
        "embargo": Action(tr("Embargo: until when, and who may see it…"), hands.sheltering.ask, "lock", "Ctrl+Alt+E"),
        "hidden": Action(tr("Show hidden characters"), hands.turn_hidden, "eye", "Ctrl+Shift+H"),
        "exact": Action(tr("Exact preview"), hands.turn_exact, "scan-eye", "Ctrl+Shift+E"),
        "variant": Action(tr("Write the version of the account shown"), hands.write_shown, "replace", "Ctrl+Shift+V"),
        "main": Action(tr("Back to the main text"), hands.write_main, "file-text", "", blocked=hands.why_not_main),
        "checks": Action(tr("Go to the checks"), hands.findings.enter, "shield-check", "F8"),
        "links": Action(tr("Follow the links"), hands.examining.follow_links, "link", "Shift+F7"),
        "comments": Action(tr("Go to the comments"), hands.comments.enter, "message-square-text", "Shift+F8"),
        "point": Action(tr("Comment on a picture or chart…"), hands.comments.point, "image", "Ctrl+Alt+K"),
        "submit": Action(tr("Submit for review…"), hands.submit, "stamp", "Ctrl+Return"),
    }  # fmt: skip


def _format(editor: Editor, change: Callable[[QTextCursor], None]) -> None:
    cursor = editor.textCursor()
    change(cursor)
    editor.setTextCursor(cursor)
    editor.setFocus()


MENU = (
    *("details", "embargo", "point", "history", "undone", "variant", "hidden", "exact", ""),
    *("new", "import", "save", "documents"),
)
"""What stands behind the dots of the toolbar."""
