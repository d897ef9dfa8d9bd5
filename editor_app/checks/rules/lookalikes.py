"""No letters of another alphabet inside a word: a trick to imitate addresses and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import fields, place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="请认准 www.gov.cn。")
BAD = Example(body="请认准 www.g\u043ev.cn。")

_WORD = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]{2,}")
_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")


def check(variant: Variant) -> Iterator[Finding]:
    """A word that mixes Latin with Greek or Cyrillic letters needs a reviewer's word."""
    for name, text in fields(variant):
        for found in _WORD.finditer(text):
            if _LATIN.search(found[0]) and _OTHER.search(found[0]):
                yield Finding(
                    "lookalikes",
                    Severity.OVERRIDE,
                    place(name, text, found.start(), found.end()),
                    T("“{word}” mixes letters of two alphabets that look alike.", word=found[0]),
                    T("Type the word again."),
                )
