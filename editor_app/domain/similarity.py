"""How alike two texts are, by the runs of characters that they share; the same for Chinese and for English."""

from __future__ import annotations

import unicodedata

RUN = 5
"""Characters of a run: one changed character changes five of them."""


def percent_alike(first: str, second: str) -> int:
    """0 to 100, rounded down: shared runs of five characters among all of both; 100 = the same but for white space."""
    one, other = _plain(first), _plain(second)
    if one == other:
        return 100
    ours, theirs = _runs(one), _runs(other)
    shared = len(ours & theirs)
    return min(99, 100 * shared // (len(ours) + len(theirs) - shared))


def _plain(text: str) -> str:
    """Compared by NFKC and without white space and case: a line break more is no other text."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _runs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + RUN] for at in range(max(1, len(text) - RUN + 1)))
