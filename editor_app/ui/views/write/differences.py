"""Two texts side by side in one: what is new and what is gone; apart because recovery and conflict show it alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Role
from editor_app.ui.widgets import diff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.rendering.diff import Change

_AROUND: Final = 60  # characters shown before and after a change
_GAP: Final = " … "
_KINDS: Final = {"same": " ", "inserted": "+", "removed": "-"}


class Piece(NamedTuple):
    """Text that is the same (" "), new ("+") or gone ("-")."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """How `before` becomes `after`, by the same differ as the review's, which never cuts a number."""
    from editor_app.rendering.diff import text_diff

    return pieces_of(text_diff(before, after))


def pieces_of(changes: Sequence[Change]) -> list[Piece]:
    """What the review's differ found, as pieces."""
    return [Piece(_KINDS[change.op.value], change.text) for change in changes]


def shortened(found: Sequence[Piece]) -> list[Piece]:
    """The same with long unchanged stretches cut to what stands around a change."""
    short = []
    for place, piece in enumerate(found):
        if piece.kind != " " or len(piece.text) <= 2 * _AROUND + len(_GAP):
            short.append(piece)
            continue
        head = piece.text[:_AROUND] if place else ""
        tail = piece.text[-_AROUND:] if place < len(found) - 1 else ""
        short.append(Piece(" ", head + _GAP + tail))
    return short


def changes(found: Sequence[Piece]) -> int:
    """How many characters are new or gone."""
    return sum(len(piece.text) for piece in found if piece.kind != " ")


class Differences(QTextBrowser):
    """The pieces as text: new ones on a ground with a line below, those gone struck through."""

    def __init__(self, name: str, before: str = "", after: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(fonts.document_font(Role.QUOTE))
        self.document().setDocumentMargin(12)
        ground, line = theme.colours().paper.name(), theme.colours().line.name()
        self.setStyleSheet(f"QTextBrowser {{ background: {ground}; border: 1px solid {line}; }}")
        if before or after:
            self.show_pieces(pieces(before, after))

    def show_pieces(self, found: Sequence[Piece]) -> None:
        """Show what a differ found."""
        cursor = QTextCursor(self.document())
        looks = {"+": diff.inserted(), "-": diff.removed(), " ": QTextCharFormat()}
        for piece in shortened(found):
            cursor.insertText(piece.text, looks[piece.kind])
        self.moveCursor(QTextCursor.MoveOperation.Start)
