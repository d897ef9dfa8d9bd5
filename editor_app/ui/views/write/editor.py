"""The sheet one types on: caret, chips, facts, hidden characters, drops; apart from what is done to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from editor_app.domain.media import placements
from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.write.highlighter import Highlighter
from editor_app.ui.views.write.page_layout import PageLayout, chip_height, facts_height, x_in

if TYPE_CHECKING:
    from collections.abc import Sequence

_INVISIBLE: Final = {
    "\u00a0": "NBSP", "\u00ad": "SHY", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM",
    "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
    "\u3000": "□", "\t": "→",
}  # fmt: skip
_CARET: Final = 2
_MARK: Final = "# "


class Editor(QPlainTextEdit):
    """A sheet of Markdown; what is pasted or dropped is handed on by `arrived` unless it is plain typing."""

    arrived = Signal(QMimeData)
    facts_asked = Signal()
    chip_asked = Signal(int)  # the block number of a chip that was double-clicked
    composing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = ""
        self._preedit = ""
        self._shows_hidden = False
        self._open_block = -1
        self._layouts: dict[int, tuple[PageLayout, Highlighter]] = {}
        self.setAccessibleName(tr("Text of the document"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.setCursorWidth(_CARET)
        self.setAcceptDrops(True)
        self.setFont(fonts.document_font(Role.DOC_BODY))
        self.viewport().setMouseTracking(True)
        self.show_document(self.new_document(""))
        self._ink()
        theme.active().changed.connect(self._dress)
        self.cursorPositionChanged.connect(self._follow_caret)

    # Documents: one for the main text, one for each account's version that is written

    def new_document(self, text: str) -> QTextDocument:
        """A document set and coloured as a sheet, its undo beginning at `text`."""
        made = QTextDocument(self)
        made.setDefaultFont(fonts.document_font(Role.DOC_BODY))
        made.setDocumentMargin(0)
        layout = PageLayout(made)
        layout.fit(self.viewport().width())
        made.setDocumentLayout(layout)
        made.setPlainText(text)
        self._layouts[id(made)] = (layout, Highlighter(made, layout))
        return made

    def show_document(self, document: QTextDocument) -> None:
        """Type on `document` from now on."""
        self._open_block = -1
        self.page.fit(self.viewport().width()) if self.document() is not None and id(
            self.document()
        ) in self._layouts else None
        self.setExtraSelections([])  # Qt keeps them, and looks into the old document when the next ones come
        self.setDocument(document)
        self.page.fit(self.viewport().width())
        self._show_hidden()

    def drop_document(self, document: QTextDocument) -> None:
        """Forget a document that is not shown any more."""
        if document is not self.document():
            self._layouts.pop(id(document), None)
            document.deleteLater()

    @property
    def page(self) -> PageLayout:
        """The layout of the document shown."""
        return self._layouts[id(self.document())][0]

    @property
    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return bool(self._preedit)

    def text(self) -> str:
        """What is on the sheet; what an input method still composes is not part of it."""
        return self.toPlainText()

    def set_facts(self, words: str) -> None:
        """Show `words` (source and date) below the title."""
        self.facts = words
        self.viewport().update()

    def set_hidden_shown(self, *, shown: bool) -> None:
        """Show characters that nobody sees: spaces, tabs, joiners, marks of direction."""
        self._shows_hidden = shown
        self._show_hidden()

    @property
    def is_hidden_shown(self) -> bool:
        """Whether characters that nobody sees are marked."""
        return self._shows_hidden

    def mark_places(self, places: Sequence[tuple[int, int, str]]) -> None:
        """Draw a wave below (position, length) in the colour named by the third."""
        marks = []
        for position, length, tone in places:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(position, self.document().characterCount() - 1))
            end = min(position + length, self.document().characterCount() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setUnderlineStyle(selection.format.UnderlineStyle.WaveUnderline)
            selection.format.setUnderlineColor(theme.colours()[tone])
            marks.append(selection)
        self.setExtraSelections(marks)

    def go_to(self, position: int, length: int = 0) -> None:
        """Put the caret at `position`, the next `length` characters chosen, in the middle of the window."""
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + length, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_line(self, line: int) -> None:
        """Put the caret at the start of a line, counted from 0."""
        self.go_to(self.document().findBlockByNumber(line).position())

    def first_position(self) -> int:
        """The offset of the first character in view."""
        return self.firstVisibleBlock().position()

    # Qt's own

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        kept = QMimeData()  # Qt takes the source away once this returns
        for kind in source.formats():
            kept.setData(kind, source.data(kind))
        if source.hasImage():
            kept.setImageData(source.imageData())
        self.arrived.emit(kept)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.composing_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and self._stands_behind_mark():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._goes_on():
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        block = self.cursorForPosition(event.position().toPoint()).block()
        if block.text()[:2] == "![":
            self.chip_asked.emit(block.blockNumber())
            return
        super().mouseDoubleClickEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._facts_box().contains(event.position()):
            self.facts_asked.emit()
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_facts = self._facts_box().contains(event.position())
        shape = Qt.CursorShape.PointingHandCursor if on_facts else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page.fit(self.viewport().width())
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            paint.smooth(painter)
            self._paint_facts(painter)
            for block, box in self._visible():
                if self.page.is_chip(block):
                    self._paint_chip(painter, block, box)
                elif self._shows_hidden:
                    self._paint_hidden(painter, block, box.topLeft())

    # Painting, and what follows the caret

    def _visible(self) -> list[tuple[QTextBlock, QRectF]]:
        found = []
        block = self.firstVisibleBlock()
        corner = self.contentOffset()
        top = self.blockBoundingGeometry(block).translated(corner).top()
        while block.isValid() and top < self.viewport().height():
            height = self.page.blockBoundingRect(block).height()
            found.append((block, QRectF(0, top, self.viewport().width(), height)))
            top += height
            block = block.next()
        return found

    def _facts_box(self) -> QRectF:
        """Where the line of facts stands; empty when the title is out of view."""
        block = self.document().firstBlock()
        if self.firstVisibleBlock().blockNumber() != 0 or not block.text().startswith("# "):
            return QRectF()
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        bottom = box.bottom() - (0 if block.next().isValid() else 160)
        return QRectF(self.page.left, bottom - facts_height(), self.page.column, facts_height())

    def _paint_facts(self, painter: QPainter) -> None:
        box = self._facts_box()
        if not box.isEmpty():
            words = self.facts or tr("Add source, date and summary…")
            font = fonts.document_font(Role.ROW_SERIF)
            paint.text_in(painter, box, words, font, theme.colours().ink3)

    def _paint_chip(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        placement = next(placements(block.text()), None)
        if placement is None:
            return
        colours = theme.colours()
        card = QRectF(self.page.left, box.top() + 3, self.page.column, chip_height() - 6)
        chosen = self.textCursor().selectionStart() <= block.position() < self.textCursor().selectionEnd()
        paint.box(painter, card, Radius.CARD, colours.indigo_wash if chosen else colours.panel, colours.line)
        icon = "image" if placement.media else "chart-column"
        icons.paint(painter, icon, QPointF(card.left() + 12, card.center().y() - 9), icons.TOOL, colours.ink2)
        kind = tr("Picture") if placement.media else tr("Chart")
        at = card.left() + 40
        at += paint.text(painter, QRectF(at, card.top(), 60, card.height()), kind, Role.NOTE, colours.ink3) + 10
        words = placement.alt or tr("No alternative text yet")
        role = Role.DENSE
        room = QRectF(at, card.top(), card.right() - at - 12, card.height())
        paint.text(painter, room, words, role, colours.ink if placement.alt else colours.ochre)

    def _paint_hidden(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        font = QFont(fonts.document_font(Role.TINY))
        painter.setFont(font)
        for at, character in enumerate(block.text()):
            mark = _INVISIBLE.get(character)
            if mark is None:
                continue
            line = block.layout().lineForTextPosition(at)
            x = x_in(line, at)
            box = QRectF(corner.x() + x, corner.y() + line.y(), QFontMetricsF(font).horizontalAdvance(mark) + 4, 14)
            paint.text_in(painter, box, mark, font, QColor(theme.colours().ochre))

    def _stands_behind_mark(self) -> bool:
        """Whether the caret stands between the title's mark and the title, where nothing may be deleted."""
        cursor = self.textCursor()
        return cursor.position() == len(_MARK) and not cursor.hasSelection() and self._has_mark()

    def _has_mark(self) -> bool:
        return self.document().firstBlock().text().startswith(_MARK)

    def _follow_caret(self) -> None:
        """The chip that the caret enters opens, the one it leaves closes; the title's mark is never typed before."""
        if self.textCursor().position() < len(_MARK) and not self.textCursor().hasSelection() and self._has_mark():
            cursor = self.textCursor()
            cursor.setPosition(len(_MARK))
            self.setTextCursor(cursor)
            return
        number = self.textCursor().block().blockNumber() if not self.textCursor().hasSelection() else -1
        before, self._open_block = self._open_block, number
        self.page.open_chip = number
        for changed in {before, number} if before != number else set():
            block = self.document().findBlockByNumber(changed)
            if block.isValid() and block.text()[:2] == "![":
                block.layout().clearLayout()
                self._layouts[id(self.document())][1].rehighlightBlock(block)

    def _goes_on(self) -> bool:
        """Whether Enter in a list or quote was done here: the next item begins, an empty one ends the list."""
        from editor_app.ui.views.write import formatting

        return formatting.go_on(self.textCursor())

    def _show_hidden(self) -> None:
        option = self.document().defaultTextOption()
        flags = QTextOption.Flag.ShowTabsAndSpaces if self._shows_hidden else QTextOption.Flag(0)
        option.setFlags(flags)
        self.document().setDefaultTextOption(option)
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        block = self.document().firstBlock()
        while block.isValid():
            block.layout().clearLayout()
            block = block.next()
        self.viewport().update()

    def _ink(self) -> None:
        """Light text on dark comes out heavier than dark on light, so running text steps back there."""
        look = QPalette()
        look.setColor(QPalette.ColorRole.Text, theme.colours()["ink2" if theme.colours().name == "dark" else "ink"])
        self.setPalette(look)

    def _dress(self) -> None:
        self._ink()
        for layout, highlighter in self._layouts.values():
            highlighter.dress()
            highlighter.rehighlight()
            del layout
        self.viewport().update()
