"""Finding places in a variant's words: fields as they are written, and where in them a pattern stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.domain.finding import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

_EXCERPT = 80
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_TARGET = re.compile(r"!\[(?:[^\]\n!]|!(?!\[))*\]\((?:[^)\n!]|!(?!\[))*\)|\]\([^)\s]*")


def fields(variant: Variant) -> Iterator[tuple[str, str]]:
    """(name, text) of every field whose words readers see."""
    content = variant.content
    yield "title", content.title
    yield "summary", content.summary
    yield "body", content.body
    for placed in variant.pictures:
        yield "alt", placed.alt
    for chart in filter(None, (placed.chart for placed in variant.pictures)):
        yield "chart", f"{chart.title}\n{chart.note}\n{chart.alt}"


def prose(variant: Variant) -> Iterator[tuple[str, str]]:
    """The same without code and without the targets of links, which are blanked so that places stay right."""
    for name, text in fields(variant):
        yield name, _TARGET.sub(_blank, _CODE.sub(_blank, text)) if name == "body" else text


def matches(variant: Variant, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
    """Every match of `pattern` in the prose, with its place."""
    for name, text in prose(variant):
        for found in pattern.finditer(text):
            yield place(name, text, found.start(), found.end()), found


def place(name: str, text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]` in the field of that name."""
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Place(name, line, column, end - start, text[start:end][:_EXCERPT])


def _blank(found: re.Match[str]) -> str:
    return "".join(character if character == "\n" else " " for character in found[0])
