"""Markdown made calm: marks step back, headings and emphasis gain weight; apart because it only ever sets formats."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from editor_app.ui import theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.page_layout import PageLayout, gap_font, heading_level

_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_INLINE: Final = re.compile(
    r"(?P<code>`+)(?P<coded>[^`\n]+)(?P=code)"
    r"|(?P<strong>\*\*|__)(?P<bold>(?!\s).+?(?<!\s))(?P=strong)"
    r"|(?P<em>(?<!\*)\*(?!\*)|(?<!\w)_(?!_))(?P<soft>[^\s*_](?:[^*_]*[^\s*_])?)(?P=em)"
    r"|(?P<image>!?)\[(?P<words>(?:\\.|[^\]\\])*)\](?P<target>\([^)\n]*\)|\[[^\]\n]*\])"
    r"|(?P<note>\[\^[^\]\s]+\])|(?P<escape>\\[\\`*_{}\[\]()#+\-.!>|])"
)
_LEAD: Final = re.compile(
    r"(?P<heading>#{1,6}[ \t]+)|(?P<quote>(?:[ ]{0,3}>[ \t]?)+)|(?P<list>[ ]*(?:[-*+]|\d{1,3}\.)[ \t]+)"
)
_IN_CODE: Final = 1


class Highlighter(QSyntaxHighlighter):
    """Formats of one sheet."""

    def __init__(self, document: QTextDocument, layout: PageLayout) -> None:
        super().__init__(document)
        self._layout = layout
        self._formats: dict[str, QTextCharFormat] = {}
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme in force; call `rehighlight` afterwards."""
        colours = theme.colours()
        quiet = _made(colours.ink3)
        self._formats = {
            "mark": quiet,
            "hung": _made(colours.ink3, Role.NOTE),
            "gap": _gap(colours.ink3),
            "bold": _made(colours.ink, bold=True),
            "soft": _made(colours.ink, underline=True),
            "code": _made(colours.ink2, Role.DIGEST),
            "link": _made(colours.indigo),
            "target": _made(colours.ink3, Role.NOTE),
            "quote": _made(colours.ink2),
            "hidden": _made(QColor(0, 0, 0, 0), Role.TINY),
        }
        for level, role in ((1, Role.DOC_TITLE), (2, Role.DOC_H2), (3, Role.DOC_H3)):
            self._formats[f"h{level}"] = _made(colours.ink, role)

    @override
    def highlightBlock(self, text: str) -> None:
        fence = _FENCE.match(text)
        in_code = self.previousBlockState() == _IN_CODE
        self.setCurrentBlockState(_IN_CODE if in_code != bool(fence) else 0)
        if in_code or fence:
            self._set(0, len(text), "code")
        elif text[:2] == "![" and self._layout.is_chip(self.currentBlock()):
            self._set(0, len(text), "hidden")
        elif text:
            self._prose(text)

    def _prose(self, text: str) -> None:
        level = heading_level(text)
        start = 0
        if level:
            self._set(0, len(text), f"h{min(level, 3)}")
        if lead := _LEAD.match(text):
            start = lead.end()
            if lead["quote"]:
                self._set(0, len(text), "quote")
            self._set(0, start, "hung" if lead["heading"] else "mark")
            if level:
                self._set(level, start, "gap")
        if not any(mark in text for mark in "*_`[\\"):
            return
        for found in _INLINE.finditer(text, start):
            self._inline(found, heading=level > 0)

    def _inline(self, found: re.Match[str], *, heading: bool) -> None:
        group = found.lastgroup
        if found["code"]:
            self._set(found.start(), found.end(), "code")
        elif found["strong"] and not heading:
            self._enclosed(found, "bold", "bold")
        elif found["em"] and not heading:
            self._enclosed(found, "soft", "soft")
        elif found["target"] is not None:
            self._set(found.start(), found.start("words"), "mark")
            self._set(found.start("words"), found.end("words"), "link")
            self._set(found.end("words"), found.end(), "target")
        elif group in ("note", "escape"):
            self._set(found.start(), found.end(), "link" if group == "note" else "mark")

    def _enclosed(self, found: re.Match[str], group: str, name: str) -> None:
        self._set(found.start(), found.start(group), "mark")
        self._set(found.start(group), found.end(group), name)
        self._set(found.end(group), found.end(), "mark")

    def _set(self, start: int, end: int, name: str) -> None:
        self.setFormat(start, end - start, self._formats[name])


def _made(colour: QColor, role: Role | None = None, *, bold: bool = False, underline: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    if role is not None:
        font = fonts.document_font(role)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if underline:  # 着重: Chinese type has no slant
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made


def _gap(colour: QColor) -> QTextCharFormat:
    made = _made(colour)
    made.setFont(gap_font())
    return made
