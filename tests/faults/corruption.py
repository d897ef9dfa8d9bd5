"""Ways in which the bytes of a database file go bad, each from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_PAGE, _SECTOR = 4096, 512


def _bits(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 3, 20))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _sector_of_nonsense(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content) // _SECTOR) * _SECTOR
    content[at : at + _SECTOR] = dice.randbytes(_SECTOR)


def _page_of_nothing(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content) // _PAGE) * _PAGE
    content[at : at + _PAGE] = bytes(_PAGE)


def _pages_changed_over(content: bytearray, dice: random.Random) -> None:
    one, other = (number * _PAGE for number in dice.sample(range(1, len(content) // _PAGE), 2))
    here, there = content[one : one + _PAGE], content[other : other + _PAGE]
    content[one : one + _PAGE], content[other : other + _PAGE] = there, here


def _cut_off(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(_PAGE, len(content)) :]


def _another_word(content: bytearray, dice: random.Random) -> None:
    """A letter of a text that is stored, so that the file stays sound and only its words are others."""
    word = dice.choice(("第".encode(), "12 件事".encode(), b"practice", b"queued", b"approved", b"public-readable"))
    places = [at for at in range(len(content)) if content.startswith(word, at)]
    if places:
        at = dice.choice(places) + len(word) - 1
        content[at] ^= 1


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _bits,
    _sector_of_nonsense,
    _page_of_nothing,
    _pages_changed_over,
    _cut_off,
    _another_word,
    _another_word,
)


def corrupted(content: bytes, dice: random.Random) -> tuple[bytes, str]:
    """The bytes gone bad in one way, and its name."""
    way = dice.choice(WAYS)
    bad = bytearray(content)
    way(bad, dice)
    return bytes(bad), way.__name__.strip("_")
