"""Characters in the form that every reader's device shows alike."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.places import fields, place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

GOOD = Example(body="caf\u00e9")
BAD = Example(body="cafe\u0301")


def check(variant: Variant) -> Iterator[Finding]:
    """Text that differs from its NFC form is only noted: some variant characters change by it."""
    for name, text in fields(variant):
        if unicodedata.is_normalized("NFC", text):
            continue
        for number, line in enumerate(text.split("\n")):
            composed = unicodedata.normalize("NFC", line)
            if composed != line:
                start = sum(len(before) + 1 for before in text.split("\n")[:number])
                yield Finding(
                    "not_composed",
                    Severity.NOTE,
                    place(name, text, start, start + len(line)),
                    T("Some characters of this line are put together from parts."),
                    T("Compare it by eye; old variant characters are meant to stay."),
                )
