"""Pictures by the digest of their bytes, and where a document places them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import ChartId, Digest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEMENT = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\!]|!(?!\[))*)\]\((?:media:(?P<media>[0-9a-f]{64})|chart:(?P<chart>[0-9a-f-]{36}))"
    r'(?:\s+"(?P<caption>(?:\\.|[^"\\])*)")?\)'
)
"""No alternative text holds a bare `![`: thousands of them would be read to the end of the text from each."""


@dataclass(frozen=True, slots=True)
class Media:
    """One picture in the store, already re-encoded on a fresh canvas (no metadata left)."""

    digest: Digest
    mime: str
    width: int
    height: int
    size: int
    """Bytes."""
    name: str
    """The file name it came with; shown, never used as a path."""
    alt: str
    """The default alternative text; a placement's own wins."""
    credit: str
    ai_made: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture or chart where it stands in the Markdown."""

    media: Digest | None
    chart: ChartId | None
    alt: str
    """As written there; empty = the media's own."""
    caption: str
    start: int
    """Character offset of the placement in the Markdown."""
    end: int


def placements(markdown: str) -> Iterator[Placement]:
    """Every `![alt](media:<sha256> "caption")` and `![alt](chart:<id>)` in reading order."""
    for found in _PLACEMENT.finditer(markdown):
        media, chart = found["media"], found["chart"]
        yield Placement(
            Digest(media) if media else None,
            ChartId(chart) if chart else None,
            _unescaped(found["alt"]),
            _unescaped(found["caption"] or ""),
            found.start(),
            found.end(),
        )


def placement_markdown(target: str, alt: str, caption: str = "") -> str:
    """The Markdown that places `target` (`media:…` or `chart:…`)."""
    title = f' "{_escaped(caption, chr(34))}"' if caption else ""
    return f"![{_escaped(alt, ']')}]({target}{title})"


def _escaped(text: str, closing: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(closing, "\\" + closing).replace("![", "!\\[")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
