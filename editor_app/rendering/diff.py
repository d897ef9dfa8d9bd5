"""What changed between two texts, as pieces to show and, first of all, as numbers to check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.anchor import Stretch
from editor_app.rendering.amounts import amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER_HEAD = re.compile(r"^[\d.,]*\d[%％]?")
_Span: TypeAlias = tuple[int, int]
_Pair: TypeAlias = tuple[_Span, _Span]
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


def kept_stretches(before: str, after: str) -> tuple[Stretch, ...]:
    """The pieces that both texts have, in order: what anchors are followed along."""
    found: list[Stretch] = []
    old = new = 0
    for change in text_diff(before, after):
        length = len(change.text)
        if change.op is Op.SAME:
            found.append(Stretch(old, new, length))
        old += length if change.op is not Op.INSERTED else 0
        new += length if change.op is not Op.REMOVED else 0
    return tuple(found)


def changed_numbers(changes: Sequence[Change]) -> tuple[NumberChange, ...]:
    """Every number, date and amount that differs, with its unit, in reading order: what a reviewer looks at first."""
    before = "".join(change.text for change in changes if change.op is not Op.INSERTED)
    after = "".join(change.text for change in changes if change.op is not Op.REMOVED)
    old, new = amounts(before), amounts(after)
    found: list[NumberChange] = []
    for was, now in _joined(_changed_spans(changes), old, new):
        gone = [before[low:high] for low, high in old if _touch((low, high), was)]
        come = [after[low:high] for low, high in new if _touch((low, high), now)]
        if gone != come:
            found += _paired(gone, come, _around(after, now))
    return tuple(found)


def _changed_spans(changes: Sequence[Change]) -> Iterator[tuple[_Span, _Span]]:
    """Where each change stands in the old and in the new text."""
    old = new = 0
    removed = inserted = 0
    for change in (*changes, Change(Op.SAME, "")):
        if change.op is Op.SAME:
            if removed or inserted:
                yield (old, old + removed), (new, new + inserted)
            old, new = old + removed + len(change.text), new + inserted + len(change.text)
            removed = inserted = 0
        elif change.op is Op.REMOVED:
            removed += len(change.text)
        else:
            inserted += len(change.text)


def _joined(spans: Iterator[tuple[_Span, _Span]], old: Sequence[_Span], new: Sequence[_Span]) -> list[_Pair]:
    """The changes, those within one amount as one, each as wide as the amounts that it touches."""
    wide: list[_Pair] = []
    for was, now in spans:
        pair = _widened(*_widened(was, now, old, new), old, new)  # twice: what one text adds may touch in the other
        if wide and (wide[-1][0][1] > pair[0][0] or wide[-1][1][1] > pair[1][0]):
            last = wide.pop()
            pair = (last[0][0], max(last[0][1], pair[0][1])), (last[1][0], max(last[1][1], pair[1][1]))
        wide.append(pair)
    return wide


def _widened(was: _Span, now: _Span, old: Sequence[_Span], new: Sequence[_Span]) -> _Pair:
    """Both as wide as the amounts that they touch; what is taken in beside them is the same text in both."""
    there, here = _around_amounts(was, old), _around_amounts(now, new)
    left = max(was[0] - there[0], now[0] - here[0])
    right = max(there[1] - was[1], here[1] - now[1])
    return (max(0, was[0] - left), was[1] + right), (max(0, now[0] - left), now[1] + right)


def _around_amounts(span: _Span, found: Sequence[_Span]) -> _Span:
    touched = [each for each in found if _touch(each, span)]
    return min([span[0], *(low for low, _ in touched)]), max([span[1], *(high for _, high in touched)])


def _touch(amount: _Span, span: _Span) -> bool:
    """Whether a change reaches into an amount; what is put in within it has no length of its own."""
    if span[0] == span[1]:
        return amount[0] < span[0] < amount[1]
    return amount[0] < span[1] and span[0] < amount[1]


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
        tail = _number_tail(hunk.same)
        if tail and (_NUMBER_HEAD.match(hunk.removed) or _NUMBER_HEAD.match(hunk.inserted)):
            hunk.same = hunk.same.removesuffix(tail)
            hunk.removed, hunk.inserted = tail + hunk.removed, tail + hunk.inserted
        following = hunks[at + 1] if at + 1 < len(hunks) else None
        head = _NUMBER_HEAD.match(following.same) if following else None
        if following and head and (hunk.removed[-1:].isdigit() or hunk.inserted[-1:].isdigit()):
            following.same = following.same[head.end() :]
            hunk.removed, hunk.inserted = hunk.removed + head[0], hunk.inserted + head[0]
    return hunks


def _number_tail(text: str) -> str:
    """The digits, points and commas at the end, from the first digit on; a pattern would try it from every digit."""
    at = len(text)
    while at and (text[at - 1].isdecimal() or text[at - 1] in ".,"):
        at -= 1
    return text[at:].lstrip(".,")


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


def _around(after: str, now: _Span) -> str:
    return " ".join(after[max(0, now[0] - _AROUND) : min(now[1], now[0] + 40) + _AROUND].split())
