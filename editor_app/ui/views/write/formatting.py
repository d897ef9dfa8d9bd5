"""What the toolbar does to the text: emphasis, headings, lists, quotes, links, tables; one undo step each."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextBlock

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+")
_BULLET: Final = re.compile(r"([ ]*)[-*+][ \t]+")
_NUMBER: Final = re.compile(r"([ ]*)(\d{1,3})\.[ \t]+")
_QUOTE: Final = re.compile(r">[ \t]?")
_ANY: Final = re.compile(r"(?:#{1,6}[ \t]+|[ ]*[-*+][ \t]+|[ ]*\d{1,3}\.[ \t]+|>[ \t]?)")
_ITEM: Final = re.compile(r"(?P<mark>[ ]*(?:[-*+]|(?P<number>\d{1,3})\.)[ \t]+|>[ \t]?)(?P<words>.*)")


def go_on(cursor: QTextCursor) -> bool:
    """Begin the next item of a list or quote; an empty item ends it. False = nothing was done."""
    item = _ITEM.match(cursor.block().text())
    if item is None or cursor.hasSelection() or cursor.positionInBlock() < len(item["mark"]):
        return False
    cursor.beginEditBlock()
    if item["words"].strip():
        mark = item["mark"]
        if item["number"]:
            mark = mark.replace(item["number"], str(int(item["number"]) + 1), 1)
        cursor.insertText("\n" + mark)
    else:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.endEditBlock()
    return True


def bold(cursor: QTextCursor) -> None:
    """Put the chosen words between `**`, or take the marks away; without a choice, the caret stands between them."""
    cursor.beginEditBlock()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    words = cursor.selectedText()
    before = _text_around(cursor, start - 2, start)
    after = _text_around(cursor, end, end + 2)
    if words.startswith("**") and words.endswith("**") and len(words) > 4:
        cursor.insertText(words[2:-2])
        _choose(cursor, start, end - 4)
    elif before == after == "**":
        _replace(cursor, end, end + 2, "")
        _replace(cursor, start - 2, start, "")
        _choose(cursor, start - 2, end - 2)
    else:
        cursor.insertText(f"**{words}**")
        _choose(cursor, start + 2, end + 2)
    cursor.endEditBlock()


def next_heading(cursor: QTextCursor) -> None:
    """Body text becomes a heading of level 2, that one of level 3, and that body text again."""
    level = heading_level(cursor)
    set_heading(cursor, {0: 2, 2: 3}.get(level, 0))


def heading_level(cursor: QTextCursor) -> int:
    """The level of the heading in which the caret stands; 0 = none."""
    found = _HEADING.match(cursor.block().text())
    return len(found[1]) if found else 0


def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make the chosen lines headings of `level`; 0 = text."""
    mark = "#" * level + " " if level else ""
    _each_block(cursor, lambda _place, text: mark + _ANY.sub("", text, count=1))


def bullets(cursor: QTextCursor) -> None:
    """Make the chosen lines items of a list, or text again."""
    _toggle(cursor, _BULLET, lambda _place: "- ")


def numbers(cursor: QTextCursor) -> None:
    """Make the chosen lines numbered items, or text again."""
    _toggle(cursor, _NUMBER, lambda place: f"{place + 1}. ")


def quote(cursor: QTextCursor) -> None:
    """Make the chosen lines a quote, or text again."""
    _toggle(cursor, _QUOTE, lambda _place: "> ")


def link(cursor: QTextCursor, words: str, address: str) -> None:
    """Put a link in place of what is chosen."""
    cursor.insertText(f"[{words.replace(']', chr(92) + ']')}]({address})")


def insert_block(cursor: QTextCursor, markdown: str) -> None:
    """Put Markdown that stands alone below the line of the caret, empty lines around it."""
    cursor.beginEditBlock()
    if cursor.hasSelection():
        cursor.removeSelectedText()
    if cursor.block().text().strip():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText("\n\n")
    elif cursor.block().previous().isValid() and cursor.block().previous().text().strip():
        cursor.insertText("\n")
    cursor.insertText(markdown.rstrip("\n"))
    following = cursor.block().next()
    if not following.isValid():
        cursor.insertText("\n\n")
    elif following.text().strip():
        cursor.insertText("\n")
    cursor.endEditBlock()


def replace_all(cursor: QTextCursor, text: str) -> None:
    """Put `text` in place of everything, undoable; only what differs is touched, so that formats and carets stay."""
    old = cursor.document().toPlainText()
    cursor.beginEditBlock()
    for start, end, new in reversed(_changed_lines(old, text)):
        _replace_differing(cursor, old, (start, end), new)
    cursor.endEditBlock()


def _changed_lines(old: str, text: str) -> list[tuple[int, int, str]]:
    """Where lines of `old` differ from `text`, as characters of `old`, and what stands there instead."""
    before, after = old.splitlines(keepends=True), text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, before))]
    found = SequenceMatcher(None, before, after).get_opcodes()
    return [(starts[i1], starts[i2], "".join(after[j1:j2])) for tag, i1, i2, j1, j2 in found if tag != "equal"]


def _replace_differing(cursor: QTextCursor, old: str, span: tuple[int, int], new: str) -> None:
    """The same within one stretch: what is alike at its ends stays untouched."""
    start, end = span
    shorter = min(end - start, len(new))
    first = 0
    while first < shorter and old[start + first] == new[first]:
        first += 1
    back = 0
    while back < shorter - first and old[end - 1 - back] == new[-1 - back]:
        back += 1
    _replace(cursor, utf16(old[: start + first]), utf16(old[: end - back]), new[first : len(new) - back])


def utf16(text: str) -> int:
    """The length of `text` as Qt counts it: characters beyond the BMP are two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _toggle(cursor: QTextCursor, mark: re.Pattern[str], new: Callable[[int], str]) -> None:
    blocks = _blocks(cursor)
    marked = all(mark.match(block.text()) for block in blocks if block.text().strip())
    if marked and any(block.text().strip() for block in blocks):
        _each_block(cursor, lambda _place, text: mark.sub("", text, count=1))
    else:
        _each_block(cursor, lambda place, text: new(place) + _ANY.sub("", text, count=1))


def _each_block(cursor: QTextCursor, change: Callable[[int, str], str]) -> None:
    """Change the lines that are chosen; empty ones between them stay."""
    numbers_ = [block.blockNumber() for block in _blocks(cursor)]
    several = len(numbers_) > 1
    place = 0
    cursor.beginEditBlock()
    for number in numbers_:
        block = cursor.document().findBlockByNumber(number)
        if several and not block.text().strip():
            continue
        old = block.text()
        new = change(place, old)
        place += 1
        same = len(old) - len(_common_end(old, new))
        _replace(cursor, block.position(), block.position() + utf16(old[:same]), new[: len(new) - (len(old) - same)])
    cursor.endEditBlock()


def _common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    block = cursor.document().findBlock(cursor.selectionStart())
    last = cursor.document().findBlock(cursor.selectionEnd())
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return found


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    """Edit through a second cursor, so that the caret keeps its place."""
    other = QTextCursor(cursor.document())
    other.setPosition(start)
    other.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    other.insertText(text)


def _choose(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _text_around(cursor: QTextCursor, start: int, end: int) -> str:
    last = cursor.document().characterCount() - 1
    if start < 0 or end > last:
        return ""
    other = QTextCursor(cursor.document())
    other.setPosition(start)
    other.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return other.selectedText()
