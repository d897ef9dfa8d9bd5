"""How the sheet is set: measure, line heights, hanging marks, chips; apart because Qt's layout knows no leading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout
from typing_extensions import override

from editor_app.ui import type as fonts
from editor_app.ui.tokens import Role

MEASURE: Final = 640
MARGIN: Final = 48  # least space at the left, where the marks of headings hang
_CHIP: Final = 48
_BLANK: Final = 14
_FACTS: Final = 34  # the line of the source below the title
_OPENING: Final = "“‘《〈「『（"
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+")
_HANGS: Final = re.compile(r"[ ]{0,8}(?:[-*+]|\d{1,3}\.)[ \t]+|>[ \t]?")
CHIP: Final = re.compile(r"!\[(?:\\.|[^\]\\])*\]\((?:media:[0-9a-f]{64}|chart:[0-9a-f-]{36})(?:\s+\"[^\n]*\")?\)\s*\Z")


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lines of one block stand."""

    role: Role
    above: int = 0
    below: int = 0


_BODY: Final = _Setting(Role.DOC_BODY)
_SETTINGS: Final = {
    1: _Setting(Role.DOC_TITLE, 4, 4),
    2: _Setting(Role.DOC_H2, 8, 0),
    3: _Setting(Role.DOC_H3, 4, 0),
}


def heading_level(text: str) -> int:
    """1 to 6 for a heading, else 0."""
    found = _HEADING.match(text) if text[:1] == "#" else None
    return len(found[1]) if found else 0


def _setting(text: str) -> _Setting:
    level = heading_level(text)
    return _SETTINGS[min(level, 3)] if level else _BODY


class PageLayout(QPlainTextDocumentLayout):
    """Lines at the token's heights in a column of 640 px; what Qt lays out by itself is laid out again."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.left = float(MARGIN)
        self.column = float(MEASURE)
        self.open_chip = -1  # the block in which the caret stands shows its Markdown

    def fit(self, width: int) -> None:
        """Stand in the middle of `width` pixels."""
        self.column = max(160.0, min(fonts.scaled(MEASURE), width - 2 * MARGIN))
        self.left = max(float(MARGIN), float((width - self.column) // 2))

    def is_chip(self, block: QTextBlock) -> bool:
        """Whether the block is shown as a chip: a picture or chart alone, without the caret in it."""
        text = block.text()
        return text[:2] == "![" and block.blockNumber() != self.open_chip and CHIP.match(text) is not None

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        lines = block.layout()
        text = block.text()
        # Qt puts lines at x = 0; ours never stand there, so this tells what it has laid out behind our back.
        if lines.lineCount() == 0 or lines.lineAt(0).x() == 0.0:
            self._lay_out(block, lines, text)
        return QRectF(0, 0, self.left + self.column, self._height(block, lines, text))

    def _height(self, block: QTextBlock, lines: QTextLayout, text: str) -> float:
        if not text and block.next().isValid():
            return fonts.scaled(_BLANK)
        if self.is_chip(block):
            return fonts.scaled(_CHIP)
        setting = _setting(text)
        height = setting.above + setting.below + lines.lineCount() * fonts.line(setting.role)
        if block.blockNumber() == 0:
            height += fonts.scaled(_FACTS) + 20
        return float(height if block.next().isValid() else height + 160)  # the last line need not sit at the edge

    def _lay_out(self, block: QTextBlock, lines: QTextLayout, text: str) -> None:
        setting = _setting(text)
        chip = self.is_chip(block)
        step = float(fonts.scaled(_CHIP) if chip else fonts.line(setting.role))
        blank = not text and block.next().isValid()
        middle = fonts.scaled(_BLANK) / 2 if blank else step / 2
        baseline = middle + fonts.size(setting.role) * fonts.MIDDLE
        first, hung, rest = _hanging(text, setting.role)
        top = float(setting.above + (20 if block.blockNumber() == 0 else 0))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(2.0 * fonts.size(Role.DOC_BODY))
        if self._shows_hidden():
            option.setFlags(QTextOption.Flag.ShowTabsAndSpaces)
        lines.setTextOption(option)
        lines.beginLayout()
        count = 0
        while (line := lines.createLine()).isValid():
            indent = rest
            if count == 0:
                line.setLineWidth(self.column)
                indent = -(x_in(line, first) - line.x()) - hung if first else 0.0
            line.setLineWidth(1e6 if chip else self.column - indent)
            line.setPosition(QPointF(self.left + indent, top + count * step + baseline - line.ascent()))
            count += 1
        lines.endLayout()
        block.setLineCount(max(1, count))

    def _shows_hidden(self) -> bool:
        flags = self.document().defaultTextOption().flags()
        return bool(flags & QTextOption.Flag.ShowTabsAndSpaces)


def _hanging(text: str, role: Role) -> tuple[int, float, float]:
    """Characters that hang before the column, what an opening mark hangs besides, how far later lines stand in."""
    if heading := _HEADING.match(text):
        opens = heading.end() < len(text) and text[heading.end()] in _OPENING
        return heading.end(), fonts.size(role) / 2 if opens else 0.0, 0.0
    if (mark := _HANGS.match(text)) and mark.end() < len(text):
        return 0, 0.0, _width(mark[0], role)
    return 0, 0.0, 0.0


def x_in(line: QTextLine, at: int) -> float:
    """Where a character stands in its line; PySide gives the place and the position it found."""
    found: tuple[float, int] = line.cursorToX(at)  # type: ignore[assignment]
    return found[0]


def gap_font() -> QFont:
    """The font of the space behind a heading's marks, so that they stand 8 px before it."""
    made = QFont(fonts.document_font(Role.NOTE))
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, fonts.scaled(5))
    return made


def facts_height() -> int:
    """The height of the line of facts below the title."""
    return fonts.scaled(_FACTS)


def chip_height() -> int:
    """The height of a chip's block."""
    return fonts.scaled(_CHIP)


def _width(text: str, role: Role) -> float:
    return QFontMetricsF(fonts.document_font(role)).horizontalAdvance(text)
