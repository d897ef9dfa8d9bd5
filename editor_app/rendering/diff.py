"""What changed between two texts, as pieces to show and, first of all, as numbers to check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"\d+(?:[.,，/:：\-]\d+)*[%％‰]?")
_NUMBER_TAIL = re.compile(r"\d[\d.,]*$")
_NUMBER_HEAD = re.compile(r"^[\d.,]*\d[%％]?")
_SECONDS = 1.0
_AROUND = 12


class Op(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text and what happened to it; removed ones stand before what was inserted in their place."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that is another one now, new, or gone."""

    before: str
    """Empty = new."""
    after: str
    """Empty = gone."""
    around: str
    """A few characters of the text about it, as it is now."""


def text_diff(before: str, after: str) -> tuple[Change, ...]:
    """The pieces of both texts in reading order, cut where a person would cut; numbers are never cut.

    After one second the rest is compared less finely; the pieces always add up to both texts.
    """
    import diff_match_patch

    engine = diff_match_patch.diff_match_patch()
    engine.Diff_Timeout = _SECONDS
    pieces: list[tuple[int, str]] = engine.diff_main(before, after)
    engine.diff_cleanupSemantic(pieces)
    return tuple(_changes(_whole_numbers(_hunks(pieces))))


def changed_numbers(changes: Sequence[Change]) -> tuple[NumberChange, ...]:
    """Every number that differs, in reading order: what a reviewer looks at first."""
    found: list[NumberChange] = []
    for at, change in enumerate(changes):
        if change.op is Op.SAME or (change.op is Op.INSERTED and at and changes[at - 1].op is Op.REMOVED):
            continue
        removed = change.text if change.op is Op.REMOVED else ""
        follows = changes[at + 1] if at + 1 < len(changes) and change.op is Op.REMOVED else None
        inserted = follows.text if follows and follows.op is Op.INSERTED else ("" if removed else change.text)
        old, new = _NUMBER.findall(removed), _NUMBER.findall(inserted)
        if old != new:
            found += _paired(old, new, _around(changes, at, inserted))
    return tuple(found)


@dataclass(slots=True)
class _Hunk:
    """What stays, and what is removed and inserted behind it."""

    same: str = ""
    removed: str = ""
    inserted: str = ""


def _hunks(pieces: Sequence[tuple[int, str]]) -> list[_Hunk]:
    hunks = [_Hunk()]
    for op, text in pieces:
        if op == 0:
            if hunks[-1].removed or hunks[-1].inserted:
                hunks.append(_Hunk())
            hunks[-1].same += text
        elif op < 0:
            hunks[-1].removed += text
        else:
            hunks[-1].inserted += text
    return hunks


def _whole_numbers(hunks: list[_Hunk]) -> list[_Hunk]:
    """The same hunks, where a change within a number takes in the digits left and right of it."""
    for at, hunk in enumerate(hunks):
        if not (hunk.removed or hunk.inserted):
            continue
        tail = _NUMBER_TAIL.search(hunk.same)
        if tail and (_NUMBER_HEAD.match(hunk.removed) or _NUMBER_HEAD.match(hunk.inserted)):
            hunk.same = hunk.same[: tail.start()]
            hunk.removed, hunk.inserted = tail[0] + hunk.removed, tail[0] + hunk.inserted
        following = hunks[at + 1] if at + 1 < len(hunks) else None
        head = _NUMBER_HEAD.match(following.same) if following else None
        if following and head and (hunk.removed[-1:].isdigit() or hunk.inserted[-1:].isdigit()):
            following.same = following.same[head.end() :]
            hunk.removed, hunk.inserted = hunk.removed + head[0], hunk.inserted + head[0]
    return hunks


def _changes(hunks: Sequence[_Hunk]) -> Iterator[Change]:
    removed = inserted = ""
    for hunk in hunks:
        if hunk.same:
            yield from _both(removed, inserted)
            removed = inserted = ""
            yield Change(Op.SAME, hunk.same)
        removed, inserted = removed + hunk.removed, inserted + hunk.inserted
    yield from _both(removed, inserted)


def _both(removed: str, inserted: str) -> Iterator[Change]:
    if removed:
        yield Change(Op.REMOVED, removed)
    if inserted:
        yield Change(Op.INSERTED, inserted)


def _paired(old: list[str], new: list[str], around: str) -> Iterator[NumberChange]:
    """Old and new numbers side by side, equal ones left out."""
    common = [number for number in old if number in new]
    old = [number for number in old if number not in common]
    new = [number for number in new if number not in common]
    for at in range(max(len(old), len(new))):
        yield NumberChange("".join(old[at : at + 1]), "".join(new[at : at + 1]), around)


def _around(changes: Sequence[Change], at: int, inserted: str) -> str:
    left = changes[at - 1].text if at and changes[at - 1].op is Op.SAME else ""
    after = at + 1 + (changes[at].op is Op.REMOVED and bool(inserted))
    right = changes[after].text if after < len(changes) and changes[after].op is Op.SAME else ""
    return " ".join(f"{left[-_AROUND:]}{inserted[:40]}{right[:_AROUND]}".split())
