"""The sheet one types on as text: a title line over the Markdown, its headings and counts; apart as it is pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editor_app.domain.media import placements

_TITLE: Final = re.compile(r"#(?!#)[ \t]*")
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_FENCED: Final = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_MARKS: Final = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+|\[\^[^\]]+\]:)|[*`|]", re.MULTILINE)
_TARGET: Final = re.compile(r"\]\([^)\n]*\)")
_COUNTED: Final = re.compile(r"[A-Za-z0-9]+(?:[.'’-][A-Za-z0-9]+)*|[^\sA-Za-z0-9]")
_PER_MINUTE: Final = 350  # characters of Chinese that an adult reads in a minute


def composed(title: str, body: str) -> str:
    """The sheet of a document: `# title`, an empty line, the body."""
    return f"# {title}\n\n{body}"


def title_of(sheet: str) -> str:
    """What stands in the title line; empty when the sheet has none."""
    first = sheet.partition("\n")[0]
    mark = _TITLE.match(first)
    return first[mark.end() :].strip() if mark else ""


def body_start(sheet: str) -> int:
    """The offset at which the body begins; 0 when there is no title line."""
    first, feed, rest = sheet.partition("\n")
    if not _TITLE.match(first):
        return 0
    return len(first) + len(feed) + (1 if rest.startswith("\n") else 0)


def parts(sheet: str) -> tuple[str, str]:
    """(title, body) of a sheet: the inverse of `composed`."""
    return title_of(sheet), sheet[body_start(sheet) :]


def body_line(sheet: str) -> int:
    """How many lines stand above the body, to turn a line of the body into one of the sheet."""
    return sheet.count("\n", 0, body_start(sheet))


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the outline."""

    level: int
    text: str
    line: int
    """0-based line of the sheet."""


def headings(sheet: str) -> tuple[Heading, ...]:
    """The headings outside of code, in order."""
    code = [found.span() for found in _FENCED.finditer(sheet)]
    found = [h for h in _HEADING.finditer(sheet) if not any(a <= h.start() < b for a, b in code)]
    lines, at, line = [], 0, 0
    for heading in found:
        line += sheet.count("\n", at, heading.start())
        at = heading.start()
        lines.append(Heading(len(heading[1]), heading[2], line))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Counts:
    """How long a sheet is."""

    characters: int
    """As Chinese offices count: each Han character and mark is one, each Latin word or number is one."""
    minutes: int
    pictures: int
    charts: int


def counts(sheet: str) -> Counts:
    """Characters without Markdown's marks, minutes to read, pictures and charts."""
    placed = list(placements(sheet))
    words = sheet
    for one in reversed(placed):
        words = words[: one.start] + words[one.end :]
    words = _MARKS.sub("", _TARGET.sub("]", words)).replace("[", "").replace("]", "")
    characters = sum(1 for _ in _COUNTED.finditer(words))
    return Counts(
        characters,
        -(-characters // _PER_MINUTE),
        sum(one.media is not None for one in placed),
        sum(one.chart is not None for one in placed),
    )
