"""Three versions of a Markdown text put together paragraph by paragraph; apart because it knows no documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.media import placement_markdown, placements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.domain.media import Placement

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ALONE = re.compile(r"\s*$|#{1,6}\s|\s*\||!\[")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_ROW = re.compile(r"\s*\|")


class Keep(StrEnum):
    """What stays where two people wrote different things at the same place."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Paragraphs that nobody, only one, or both alike changed."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """The same place written differently by both; no unit = deleted there."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    def kept(self, keep: Keep) -> tuple[str, ...]:
        """The units that `keep` leaves; both = mine before theirs."""
        if keep is Keep.MINE:
            return self.mine
        return self.theirs if keep is Keep.THEIRS else _together(self.mine, self.theirs)


Piece: TypeAlias = "Agreed | Clash"
_Edit: TypeAlias = "tuple[int, int, int, int]"
"""Units [0] to [1] of the base became units [2] to [3]."""


def units(text: str) -> tuple[str, ...]:
    """Paragraphs, items, table rows, code blocks and blank lines; with line feeds between, they are the text again."""
    found: list[str] = []
    fence, is_open = "", False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            found[-1] += f"\n{line}"
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif is_open and not (mark or _ALONE.match(line) or _ITEM.match(line)):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
            fence = mark[1] if mark else ""
            is_open = not (mark or _ALONE.match(line))
    return tuple(found)


def merged_text(base: str, mine: str, theirs: str) -> tuple[Piece, ...]:
    """What both made of `base`, in reading order; a paragraph that both changed differently is a `Clash`."""
    if theirs in (mine, base):
        return (Agreed(units(mine)),)
    if mine == base:
        return (Agreed(units(theirs)),)
    old, ours, others = units(base), units(mine), units(theirs)
    return tuple(_joined(_swept(old, ours, others)))


def text_of(pieces: Sequence[Piece], keeps: Sequence[Keep]) -> str:
    """The text with every clash settled; `keeps` has one word for each clash, in order."""
    words = iter(keeps)
    kept = [piece.units if isinstance(piece, Agreed) else piece.kept(next(words)) for piece in pieces]
    return "\n".join(unit for each in kept for unit in each)


def _swept(old: tuple[str, ...], ours: tuple[str, ...], others: tuple[str, ...]) -> Iterator[Piece]:
    edits = sorted(
        [(edit, True) for edit in _edits(old, ours)] + [(edit, False) for edit in _edits(old, others)],
        key=lambda each: (each[0][0], each[0][1]),
    )
    at = place = 0
    while place < len(edits):
        first, last = edits[place][0][:2]
        end = place + 1
        while end < len(edits) and _meet((first, last), edits[end][0]):
            last = max(last, edits[end][0][1])
            end += 1
        group, place = edits[place:end], end
        yield Agreed(old[at:first])
        mine = _side(old, ours, (first, last), [edit for edit, is_mine in group if is_mine])
        theirs = _side(old, others, (first, last), [edit for edit, is_mine in group if not is_mine])
        yield from _settled(old[first:last], mine, theirs)
        at = last
    yield Agreed(old[at:])


def _edits(old: tuple[str, ...], new: tuple[str, ...]) -> list[_Edit]:
    """Only what is written anchors the two to each other: blank lines are all alike."""
    edits: list[_Edit] = []
    at, place = -1, -1
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        first, stop, start, end = at + 1, i, place + 1, j
        while first < stop and start < end and old[first] == new[start]:
            first, start = first + 1, start + 1
        while first < stop and start < end and old[stop - 1] == new[end - 1]:
            stop, end = stop - 1, end - 1
        if first < stop or start < end:
            edits += _one_by_one(old, new, (first, stop, start, end))
        at, place = i, j
    return edits


def _one_by_one(old: tuple[str, ...], new: tuple[str, ...], edit: _Edit) -> list[_Edit]:
    """Neighbouring paragraphs that were each reworded, apart; else the change as it is."""
    first, stop, start, end = edit
    pairs = list(zip(old[first:stop], new[start:end], strict=False))
    if stop - first != end - start or any(bool(a.strip()) != bool(b.strip()) for a, b in pairs):
        return [edit]
    return [(first + n, first + n + 1, start + n, start + n + 1) for n, (a, b) in enumerate(pairs) if a != b]


def _anchors(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where written units of both are the same."""
    ours, others = ([at for at, unit in enumerate(each) if unit.strip()] for each in (old, new))
    found = SequenceMatcher(None, [old[at] for at in ours], [new[at] for at in others]).get_matching_blocks()
    for block in found:
        for step in range(block.size):
            yield ours[block.a + step], others[block.b + step]


def _meet(region: tuple[int, int], edit: _Edit) -> bool:
    """Whether two changes are at one place; what only touches stands one after the other."""
    (lo, hi), (start, stop) = region, edit[:2]
    if lo == hi or start == stop:
        return (lo, hi) == (start, stop) or lo < start < hi
    return start < hi


def _side(
    old: tuple[str, ...], new: tuple[str, ...], region: tuple[int, int], edits: Sequence[_Edit]
) -> tuple[str, ...]:
    """The units that one person has in place of that region of the base."""
    made: list[str] = []
    at = region[0]
    for start, stop, first, last in edits:
        made += [*old[at:start], *new[first:last]]
        at = stop
    return (*made, *old[at : region[1]])


def _settled(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Piece]:
    if mine in (base, theirs):
        yield Agreed(theirs)
    elif theirs == base:
        yield Agreed(mine)
    elif not base:
        yield from _both_added(mine, theirs)
    elif (placed := _one_placement(base, mine, theirs)) is not None:
        yield Agreed((placed,))
    else:
        yield Clash(base, mine, theirs)


def _both_added(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Piece]:
    """Both put something at the same place: what is alike stands once."""
    same = 0
    while same < min(len(mine), len(theirs)) and mine[same] == theirs[same]:
        same += 1
    yield Agreed(mine[:same])
    rest, others = mine[same:], theirs[same:]
    yield Clash((), rest, others) if rest and others else Agreed(rest or others)


def _one_placement(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """One picture of which one changed the alternative text and the other the caption; None = it isn't that."""
    found = [_placement(each) for each in (base, mine, theirs)]
    old, ours, others = found
    if old is None or ours is None or others is None or len({_target(each) for each in found if each}) != 1:
        return None
    words = [_word(*three) for three in ((old.alt, ours.alt, others.alt), (old.caption, ours.caption, others.caption))]
    alt, caption = words
    return None if alt is None or caption is None else placement_markdown(_target(old), alt, caption)


def _placement(side: tuple[str, ...]) -> Placement | None:
    """The picture or chart that is all there is."""
    found = list(placements(side[0])) if len(side) == 1 else []
    return found[0] if len(found) == 1 and side[0][found[0].start : found[0].end] == side[0] else None


def _target(placed: Placement) -> str:
    return f"media:{placed.media}" if placed.media else f"chart:{placed.chart}"


def _word(base: str, mine: str, theirs: str) -> str | None:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Agreed ones that follow each other become one; empty ones go."""
    waiting: tuple[str, ...] = ()
    for piece in pieces:
        if isinstance(piece, Agreed):
            waiting += piece.units
            continue
        if waiting:
            yield Agreed(waiting)
        waiting = ()
        yield piece
    if waiting:
        yield Agreed(waiting)


def _together(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    if not (mine and theirs) or not mine[-1].strip() or not theirs[0].strip():
        return mine + theirs
    lines = (mine[-1], theirs[0])
    is_list = all(map(_ITEM.match, lines)) or all(map(_ROW.match, lines))
    return mine + theirs if is_list else (*mine, "", *theirs)
