"""Numbers that belong to persons, found also when they are written wide or with gaps."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from editor_app.checks.places import place, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant
    from editor_app.domain.finding import Place

_GAP = re.compile(r"(?<=[0-9])[ \u3000\-–—·.](?=[0-9])")


def joined_digits(variant: Variant, pattern: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """Matches of `pattern` after wide digits were made narrow and single gaps between digits were closed.

    Yields:
        The place in the text as it is written, and the digits without gaps.
    """
    for name, text in prose(variant):
        narrow = "".join(_narrow(character) for character in text)
        kept = [at for at in range(len(narrow)) if not _GAP.match(narrow, at)]
        closed = "".join(narrow[at] for at in kept)
        for found in pattern.finditer(closed):
            start, end = kept[found.start()], kept[found.end() - 1] + 1
            yield place(name, text, start, end), found[0]


def _narrow(character: str) -> str:
    """The character in its plain form when that is one character too, so that places stay right."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
