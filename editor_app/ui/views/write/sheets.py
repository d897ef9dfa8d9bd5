"""The sheets on the desk, one for the main text and one for each account's version; apart as each has its own undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.views.write.formatting import replace_all

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from editor_app.ui.views.write.editor import Editor

_FIRST = 2  # behind the mark of the title


class Sheets:
    """Puts one sheet after the other into the editor; while it fills one, nobody types."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._documents: dict[str, QTextDocument] = {}
        self.is_filling = False

    def begin(self, text: str) -> None:
        """Another document is on the desk, its main text on the sheet; the old sheets go."""
        old, self._documents = self._documents, {}
        self.show("", text)
        for document in old.values():
            self._editor.drop_document(document)

    def show(self, key: str, text: str) -> None:
        """The sheet of that account ("" = the main text), with `text` on it."""
        self.is_filling = True
        if key not in self._documents:
            self._documents[key] = self._editor.new_document(text)
            self._editor.show_document(self._documents[key])
            self._editor.go_to(_FIRST)
        else:
            self._editor.show_document(self._documents[key])
            replace_all(self._editor.textCursor(), text)  # what it inherits may have changed meanwhile
        self.is_filling = False

    def fill(self, text: str) -> None:
        """Put `text` on the sheet that is shown, undoable."""
        self.is_filling = True
        replace_all(self._editor.textCursor(), text)
        self.is_filling = False

    def mend(self) -> None:
        """When everything was deleted, the mark of the title comes back within the same undo step."""
        if not self._editor.document().isEmpty():
            return
        self.is_filling = True
        cursor = self._editor.textCursor()
        cursor.joinPreviousEditBlock()
        cursor.insertText("# ")
        cursor.endEditBlock()
        self.is_filling = False
