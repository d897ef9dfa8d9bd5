"""Finding a command by what was typed: characters, full pinyin or initials; apart because it is pure and tested so."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Readings = tuple[tuple[str, ...], ...]  # for each character, its pinyin without tones
_CONTIGUOUS: Final = 100
_AT_START: Final = 40
_AT_WORD: Final = 20


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits and which of its characters were hit."""

    score: int
    hits: tuple[int, ...]


class Pinyin:
    """Readings of characters; loaded by a thread, because the dictionary takes a tenth of a second."""

    def __init__(self) -> None:
        self._ready = threading.Event()

    def load(self) -> threading.Thread:
        """Begin to load; texts match by their characters alone until it is ready."""
        thread = threading.Thread(target=self._load, name="pinyin", daemon=True)
        thread.start()
        return thread

    def readings(self, text: str) -> Readings:
        """The readings of each character, or empty ones while the dictionary is loading."""
        return _readings(text) if self._ready.is_set() else ((),) * len(text)

    def _load(self) -> None:
        _readings("政务")
        self._ready.set()


@lru_cache(maxsize=4096)
def _readings(text: str) -> Readings:
    from pypinyin import Style, pinyin

    found: list[tuple[str, ...]] = []
    for character in text:
        if "\u4e00" <= character <= "\u9fff":
            found.append(tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))
        else:
            found.append(())
    return tuple(found)


def match(query: str, text: str, readings: Readings) -> Match | None:
    """Where `query` is found in `text`: as a run of characters or pinyin, else as letters in order; None if nowhere."""
    wanted = "".join(query.lower().split())
    if not wanted:
        return Match(0, ())
    lowered = text.lower()
    for start in range(len(text)):
        hits = _run(wanted, lowered, readings, start)
        if hits:
            return Match(_CONTIGUOUS + _start_bonus(lowered, start) - min(start, 15), hits)
    return _scattered(wanted, lowered)


def _start_bonus(text: str, start: int) -> int:
    if start == 0:
        return _AT_START
    return _AT_WORD if not text[start - 1].isalnum() else 0


def _run(wanted: str, text: str, readings: Readings, place: int) -> tuple[int, ...]:
    """The places of a run that begins at `place` and uses up `wanted`; empty if there is none."""
    if place >= len(text):
        return ()
    if text[place] == " " and wanted:
        return _run(wanted, text, readings, place + 1)
    for piece in _pieces(wanted, text[place], readings[place]):
        rest = wanted[len(piece) :]
        if not rest:
            return (place,)
        following = _run(rest, text, readings, place + 1)
        if following:
            return (place, *following)
    return ()


def _pieces(wanted: str, character: str, readings: tuple[str, ...]) -> list[str]:
    """The beginnings of `wanted` that stand for `character`, longest first."""
    pieces = {character} if wanted.startswith(character) else set()
    for reading in readings:
        for length in range(1, len(reading) + 1):
            if wanted.startswith(reading[:length]):
                pieces.add(reading[:length])
    return sorted(pieces, key=len, reverse=True)


def _scattered(wanted: str, text: str) -> Match | None:
    """Letters in order, first at the beginnings of words ("ic" for "Insert chart")."""
    starts = [
        place for place in range(len(text)) if text[place].isalnum() and (not place or not text[place - 1].isalnum())
    ]
    initials = "".join(text[place] for place in starts)
    if wanted in initials:
        first = initials.index(wanted)
        return Match(_CONTIGUOUS - 20, tuple(starts[first : first + len(wanted)]))
    if len(wanted) < 3:
        return None
    hits: list[int] = []
    place = -1
    for letter in wanted:
        place = text.find(letter, place + 1)
        if place < 0:
            return None
        hits.append(place)
    return Match(40 - min(30, hits[-1] - hits[0]), tuple(hits))
