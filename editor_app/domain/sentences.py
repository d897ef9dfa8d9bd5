"""A text as the sentences in which it is proof-read, each where it stands."""

from __future__ import annotations

import re
from typing import Final

_SENTENCE: Final = re.compile(r"[^\n。！？!?；;…]*(?:[。！？!?；;…]+[”’」』）)》\"']*|\n|$|(?<=\S)\.(?=\s))")
_HAS_WORDS: Final = re.compile(r"\w")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends; what holds no letter or figure is left out."""
    found = []
    for match in _SENTENCE.finditer(text):
        words = match[0]
        if _HAS_WORDS.search(words):
            start = match.start() + len(words) - len(words.lstrip())
            found.append((start, match.start() + len(words.rstrip())))
    return tuple(found)
