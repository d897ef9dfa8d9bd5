"""The page on which a sealed payload is read, with its changes marked; apart because it sets type and owns no facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QTextBrowser
from typing_extensions import override

from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.review.marking import NUMBER, Marks, mark, number_image
from editor_app.ui.views.review.pages import SCHEME
from editor_app.ui.views.review.placing import Looked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.ui.tokens import Palette

MEASURE: Final = 640
_SCROLLING: Final = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Space,
})  # fmt: skip


class SealedPage(QTextBrowser):
    """Grows as high as its text; the page around it scrolls. `picture_pressed` tells the place of a picture."""

    picture_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._html = ""
        self._looked = Looked()
        self._pictures: dict[str, QImage] = {}
        self.bare = ""
        """The page in plain text, without what is marked or put into it."""
        self.marked = Marks()
        self.setAccessibleName(tr("What this account would receive"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        theme.active().changed.connect(self.dress)

    @property
    def marks(self) -> int:
        """How many changes are marked."""
        return self.marked.count

    def show_page(self, html: str, pictures: Mapping[int, QImage]) -> None:
        """Show `html` with nothing marked."""
        self._html, self._looked = html, Looked()
        room = fonts.scaled(MEASURE)
        self._pictures = {
            f"{SCHEME}{ordinal}": image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            if image.width() > room
            else image
            for ordinal, image in pictures.items()
        }
        self.dress()

    def dress(self) -> None:
        """Set everything anew in the colours of the theme."""
        colours = theme.colours()
        self.setStyleSheet(f"QTextBrowser {{ background: {colours.paper.name()}; border: 0; }}")
        look = self.palette()
        look.setColor(look.ColorRole.Dark, colours.line)
        self.setPalette(look)
        self.document().setDefaultStyleSheet(_sheet(colours))
        self.document().setDefaultFont(fonts.document_font(Role.DOC_BODY))
        self.setHtml(self._html)
        self.bare = self.toPlainText()
        self.marked = mark(self.document(), self.bare, self._looked)
        self._grow()

    def show_looked(self, looked: Looked) -> None:
        """Mark what differs and what was commented on."""
        if looked == self._looked:
            return
        is_bare, self._looked = self._looked == Looked(), looked
        if is_bare:  # as after `show_page`: setting the text again would take as long as everything else
            self.marked = mark(self.document(), self.bare, looked)
            self._grow()
        else:
            self.dress()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if ordinal := self.picture_at(event.position().toPoint()):
            self.picture_pressed.emit(ordinal)
        else:
            super().mouseDoubleClickEvent(event)

    def picture_at(self, point: QPoint) -> int:
        """The place of the sealed picture at a point; 0 = there is none."""
        at = self.cursorForPosition(point).position()
        for near in (at, at + 1):
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(near, self.document().characterCount() - 1))
            name = cursor.charFormat().toImageFormat().name() if cursor.charFormat().isImageFormat() else ""
            if name.startswith(SCHEME):
                return int(name.removeprefix(SCHEME))
        return 0

    def highlight(self, span: tuple[int, int] | None) -> None:
        """Put a ground below a piece of the bare page, or take it away."""
        chosen = []
        if span is not None:
            shown = QTextBrowser.ExtraSelection()
            start, end = (self.marked.position(len(self.bare[:at].encode("utf-16-le")) // 2) for at in span)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shown.cursor = cursor
            shown.format.setBackground(theme.colours().indigo_wash)
            chosen.append(shown)
        self.setExtraSelections(chosen)

    def highlighted_at(self) -> int | None:
        """How far below its top the highlighted piece begins; None = nothing is."""
        chosen = self.extraSelections()
        return self._top_of(chosen[0].cursor.selectionStart()) if chosen else None

    def selection(self) -> tuple[int, int] | None:
        """What is selected, in characters of the bare page; None = nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = (self.marked.bare(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        units = self.bare.encode("utf-16-le")
        before, until = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, end))
        return (before, until) if before < until else None

    def place_of(self, thread: str) -> int | None:
        """How far below its top a thread stands; None = it is not on this page."""
        at = self.marked.places.get(thread)
        return None if at is None else self._top_of(at)

    def _top_of(self, at: int) -> int:
        block = self.document().findBlock(at)
        line = block.layout().lineForTextPosition(at - block.position())
        return int(
            self.document().documentLayout().blockBoundingRect(block).top() + (line.y() if line.isValid() else 0)
        )

    def position_of(self, words: str) -> int | None:
        """How far below its top the page says `words`; None = it doesn't."""
        found = self.document().find(words) if words else QTextCursor()
        if found.isNull():
            return None
        layout = self.document().documentLayout()
        return int(layout.blockBoundingRect(found.block()).top())

    def _grow(self) -> None:
        self.document().setTextWidth(self.width())
        self.setFixedHeight(int(self.document().size().height()) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        address = name.toString() if isinstance(name, QUrl) else name
        if type != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()  # nothing but the sealed pictures is ever read
        if address.startswith(NUMBER):
            return number_image(address, self.devicePixelRatioF())
        return self._pictures.get(address) or _lost()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        area = self.parent()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parent()
        is_selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and event.key() != Qt.Key.Key_Space
        if area is not None and Qt.Key(event.key()) in _SCROLLING and not is_selecting:
            _scroll(area, event)
        else:
            super().keyPressEvent(event)


def _scroll(area: QScrollArea, event: QKeyEvent) -> None:
    bar = area.verticalScrollBar()
    step, page = 48, area.viewport().height() - 48
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    moves = {
        Qt.Key.Key_Up: -step,
        Qt.Key.Key_Down: step,
        Qt.Key.Key_PageUp: -page,
        Qt.Key.Key_PageDown: page,
        Qt.Key.Key_Space: -page if back else page,
        Qt.Key.Key_Home: -bar.maximum(),
        Qt.Key.Key_End: bar.maximum(),
    }
    bar.setValue(bar.value() + moves[Qt.Key(event.key())])


def _lost() -> QImage:
    image = QImage(fonts.scaled(MEASURE), 120, QImage.Format.Format_RGB32)
    image.fill(theme.colours().carmine_wash)
    return image


def _sheet(colours: Palette) -> str:
    ink, ink2, quiet, link = (colours[name].name() for name in ("ink", "ink2", "ink3", "indigo"))
    serif = ", ".join(f"'{name}'" for name in fonts.families("serif", chinese=True))
    sans = ", ".join(f"'{name}'" for name in fonts.families("sans", chinese=True))
    size = fonts.scaled
    note = f"font-family: {sans}; font-size: {size(13)}px; line-height: 108%;"
    return f"""
    p, li, dd, dt, blockquote {{ color: {ink}; font-family: {serif}; font-size: {size(16)}px; line-height: 121%; }}
    p {{ margin-top: 6px; margin-bottom: 6px; }}
    .title, .h1 {{ font-size: {size(24)}px; font-weight: 700; line-height: 104%; margin-top: 0; margin-bottom: 2px; }}
    .h2 {{ font-size: {size(20)}px; font-weight: 700; line-height: 108%; margin-top: 18px; margin-bottom: 4px; }}
    .h3, .h4, .h5, .h6 {{ font-size: {size(17)}px; font-weight: 700; margin-top: 14px; margin-bottom: 4px; }}
    .pic {{ line-height: 100%; margin-top: 10px; margin-bottom: 4px; }}
    hr {{ background-color: {colours.line.name()}; }}
    .meta {{ color: {ink2}; {note} margin-top: 4px; margin-bottom: 4px; }}
    .alt, figcaption {{ color: {quiet}; {note} margin-top: 0; margin-bottom: 10px; }}
    .late {{ color: {colours.ochre.name()}; {note} background-color: {colours.ochre_wash.name()}; }}
    td, th {{ color: {ink}; font-family: {serif}; font-size: {size(15)}px; padding: 3px 8px 3px 0; }}
    td.name {{ color: {quiet}; {note} }}
    td.value {{ color: {ink}; {note} }}
    a {{ color: {link}; text-decoration: none; }}
    code, pre {{ font-family: "Noto Sans Mono CJK SC"; font-size: {size(13)}px; }}
    """
