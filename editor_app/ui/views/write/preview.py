"""The live preview: a browser in which only the blocks that changed are set anew; apart because it must be quick."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from editor_app.rendering.blocks import changed
from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import DARK, LIGHT, Palette, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_PICTURES_KEPT: Final = 64
_PADDING: Final = 16
_HEADINGS: Final = {1: 21, 2: 17, 3: 15}
_BORDER: Final = "\u2063"  # an invisible separator: an empty block would take the format of its neighbour


class LivePreview(QTextBrowser):
    """Blocks of HTML one below the other; `picture_wanted` asks for what is not there yet."""

    picture_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html: list[str] = []
        self._counts: list[int] = []
        self._starts: tuple[int, ...] = ()
        self._pictures: dict[str, QImage] = {}
        self._palette: Palette | None = None
        self._scratch = QTextDocument(self)
        self.setAccessibleName(tr("Live preview"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_PADDING)
        theme.active().changed.connect(self.dress)
        self.dress()

    # What it shows

    def show_blocks(self, html: Sequence[str], starts: Sequence[int]) -> tuple[int, int, int]:
        """Show `html`, setting only what differs from what is shown; `starts` are its offsets in the Markdown.

        Returns: (first, old end, new end) of the blocks that were set anew.
        """
        first, old_end, new_end = span = changed(self._html, html)
        self._starts = tuple(starts)
        if first == old_end == new_end:
            return span
        at = self.verticalScrollBar().value()
        self._replace(first, old_end, list(html[first:new_end]))
        self._html[first:old_end] = html[first:new_end]
        self.verticalScrollBar().setValue(at)
        return span

    def clear_blocks(self) -> None:
        """Show nothing."""
        self.clear()
        self._html, self._counts, self._starts = [], [], ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """The HTML shown, block by block."""
        return tuple(self._html)

    def follow(self, offset: int) -> None:
        """Scroll so that what stands at `offset` of the Markdown is at the top."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or not self._counts:
            self.verticalScrollBar().setValue(0)
            return
        ahead = len(self._counts) - len(self._starts)  # the head, and the footnotes at the end, come from elsewhere
        number = 1 + sum(self._counts[: min(place + max(ahead, 0), len(self._counts) - 1)])
        block = self.document().findBlockByNumber(number)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - _PADDING)

    # How it looks

    def set_dark(self, *, dark: bool | None) -> None:
        """Show the page as on a dark or light screen; None = as the window."""
        self._palette = None if dark is None else (DARK if dark else LIGHT)
        self.dress()

    @property
    def is_dark(self) -> bool:
        """Whether the page is shown dark."""
        return (self._palette or theme.colours()).paper.lightnessF() < 0.5

    def dress(self) -> None:
        """Take the colours of the theme, and set everything anew."""
        colours = self._palette or theme.colours()
        look = self.palette()
        look.setColor(look.ColorRole.Base, colours.paper)
        look.setColor(look.ColorRole.Text, colours.ink)
        self.setPalette(look)
        ground, ink = colours.paper.name(), colours.ink.name()
        self.setStyleSheet(f"QTextBrowser {{ background: {ground}; color: {ink}; border: 0; }}")
        font = fonts.document_font(Role.BODY)
        self.document().setDefaultFont(font)
        self.setFont(font)
        for document in (self.document(), self._scratch):
            document.setDefaultStyleSheet(_sheet(colours))
        html, self._html = self._html, []
        self._counts = []
        self.show_blocks(html, self._starts)

    # Pictures

    def keep_picture(self, address: str, picture: QImage | bytes) -> None:
        """Show `picture` (an image, or SVG) wherever `address` stands."""
        image = picture if isinstance(picture, QImage) else _from_svg(picture, self._room())
        if image.width() > self._room():
            image = image.scaledToWidth(self._room(), Qt.TransformationMode.SmoothTransformation)
        if len(self._pictures) >= _PICTURES_KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[address] = image
        for place, html in enumerate(self._html):
            if address in html:
                self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
                self._replace(place, place + 1, [html])

    def forget_picture(self, address: str) -> None:
        """Ask for it again when it is next shown."""
        self._pictures.pop(address, None)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        made = QMimeData()
        made.setText(self.textCursor().selection().toPlainText().replace(_BORDER + "\n", "").replace(_BORDER, ""))
        return made

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        address = name.toString() if isinstance(name, QUrl) else name
        if type != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()  # nothing but our own pictures is ever read
        if (known := self._pictures.get(address)) is not None:
            return known
        if address.startswith(("media:", "chart:")):
            self.picture_wanted.emit(address)
        return _waiting(self._room())

    def _room(self) -> int:
        return max(120, min(self.viewport().width() or 343, 680) - 2 * _PADDING)

    # The patch: each block of HTML is followed by a hidden mark, so that what Qt merges never crosses a border

    def _replace(self, first: int, old_end: int, html: list[str]) -> None:
        """Set blocks anew: what Qt makes of each is counted, so that it can be found again."""
        document = self.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if not self._counts:
            document.clear()
            cursor = QTextCursor(document)
            self._close(cursor)
        border = document.findBlockByNumber(sum(self._counts[:first]))
        cursor.setPosition(_end_of(border))
        if count := sum(self._counts[first:old_end]):
            last = document.findBlockByNumber(border.blockNumber() + count)
            cursor.setPosition(_end_of(last), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        made = [self._insert(cursor, one) for one in html]
        cursor.endEditBlock()
        self._counts[first:old_end] = made

    def _insert(self, cursor: QTextCursor, html: str) -> int:
        """Put one block behind the mark at the cursor, and its own mark behind it; how many text blocks it became."""
        document = self.document()
        before = document.blockCount()
        number = cursor.block().blockNumber() + 1
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        self._scratch.setHtml(html)
        cursor.insertHtml(html)
        first = document.findBlockByNumber(number)
        model = self._scratch.firstBlock()
        if cursor.block().blockNumber() > number and first.length() == 1:
            first.setVisible(False)  # Qt leaves an empty block before a list or a table
        elif model.textList() is None:
            opener = QTextCursor(first)
            opener.setBlockFormat(model.blockFormat())
        if html.startswith("<h"):
            _size_heading(first)
        if cursor.block().length() > 1 or cursor.block().blockNumber() == number:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        self._close(cursor)
        return document.blockCount() - before

    def _close(self, cursor: QTextCursor) -> None:
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.insertText(_BORDER, QTextCharFormat())
        cursor.block().setVisible(False)
        self.document().markContentsDirty(cursor.block().position(), cursor.block().length())


def _size_heading(block: QTextBlock) -> None:
    """Qt sets headings relative to the default font, whatever the style sheet says."""
    level = block.blockFormat().headingLevel()
    for fragment in _fragments(block) if level else []:
        look = fragment.charFormat()
        look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        look.setProperty(QTextFormat.Property.FontPixelSize, fonts.scaled(_HEADINGS.get(level, 15)))
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found, step = [], block.begin()
    while not step.atEnd():
        found.append(step.fragment())
        step += 1
    return found


def _end_of(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _from_svg(content: bytes, width: int) -> QImage:
    drawing = QSvgRenderer(QByteArray(content))
    size = drawing.defaultSize()
    height = round(width * size.height() / max(1, size.width()))
    image = QImage(QSize(width * 2, height * 2), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(255, 255, 255, 0))
    with QPainter(image) as painter:
        drawing.render(painter)
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _waiting(width: int) -> QImage:
    """A flat place for a picture that is still being read."""
    image = QImage(width, width * 9 // 16, QImage.Format.Format_RGB32)
    image.fill(theme.colours().sunk)
    return image


def _sheet(colours: Palette) -> str:
    ink, quiet, line, link = (colours[name].name() for name in ("ink", "ink3", "line", "indigo"))
    body = f"color: {colours.ink2.name() if colours.name == 'dark' else ink}; font-size: 15px; line-height: 124%;"
    return f"""
    p, li, td, th, dd, dt {{ {body} }}
    p {{ margin-top: 8px; margin-bottom: 8px; }}
    h1 {{ color: {ink}; font-weight: 700; line-height: 100%; margin-top: 4px; margin-bottom: 4px; }}
    h2 {{ color: {ink}; font-weight: 700; margin-top: 16px; margin-bottom: 6px; }}
    h3, h4, h5, h6 {{ color: {ink}; font-weight: 700; margin-top: 12px; margin-bottom: 4px; }}
    .meta {{ color: {quiet}; font-size: 13px; line-height: 104%; margin-top: 0; margin-bottom: 8px; }}
    .by {{ color: {link}; }}
    figcaption, .credit {{ color: {quiet}; font-size: 12px; }}
    blockquote p {{ color: {quiet}; }}
    a {{ color: {link}; text-decoration: none; }}
    table {{ border-color: {line}; border-style: solid; border-width: 1px; border-collapse: collapse; }}
    td, th {{ padding: 4px 8px; }}
    code, pre {{ font-family: "Noto Sans Mono CJK SC"; font-size: 13px; }}
    hr {{ color: {line}; }}
    """
