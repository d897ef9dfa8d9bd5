"""What the preview shows for an account: blocks of HTML from the sheet; apart because it knows no widget."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.edition import filled, placeholders
from editor_app.rendering.assembly import Illustration
from editor_app.rendering.markdown import Preview, page
from editor_app.ui.i18n import joined, tr

if TYPE_CHECKING:
    from editor_app.domain.media import Placement
    from editor_app.platforms.contract import Composed
    from editor_app.rendering.assembly import Page


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text."""

    title: str
    account: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Blocks:
    """HTML block by block, and where each of the text begins in the sheet's body."""

    html: tuple[str, ...]
    starts: tuple[int, ...]


class LivePages:
    """Renders a body over and over, only what changed; one for each account."""

    def __init__(self) -> None:
        self._preview = Preview()

    def blocks(self, head: Head, body: str) -> Blocks:
        """The page, now.

        Raises:
            Invalid: the text can't be rendered; the sentence says why.
        """
        return _blocks(head, self._preview.page(body, illustrated))


def full_blocks(head: Head, body: str) -> Blocks:
    """The same rendered from nothing, as save and submit do.

    Raises:
        Invalid: as in `LivePages.blocks`.
    """
    return _blocks(head, page(body, illustrated))


def illustrated(placement: Placement) -> Illustration:
    """A picture or chart by its own address, which the preview loads."""
    address = f"media:{placement.media}" if placement.media else f"chart:{placement.chart}"
    return Illustration(address, placement.alt, placement.caption)


def posts(made: Composed) -> Blocks:
    """What a platform without HTML receives: one card of text for each post."""
    found = []
    for part in made.payload.parts:
        text = filled(part.body, dict.fromkeys(placeholders(part.body), "…"))
        words = "<br>".join(html.escape(line) for line in text.split("\n"))
        number = tr("Post {number} of {count}", number=part.ordinal, count=len(made.payload.parts))
        mine = [sealed for sealed in made.payload.media if sealed.ordinal in part.media]
        pictures = [f'<p><img src="{sealed.origin}"></p>' for sealed in mine]
        title = f'<p class="meta">{html.escape(number)}</p>' if len(made.payload.parts) > 1 else ""
        found.append(f"{title}<p>{words}</p>{''.join(pictures)}<hr>")
    return Blocks(tuple(found), ())


def refused(sentence: str) -> Blocks:
    """A sentence in place of a page that can't be made."""
    return Blocks((f'<p class="meta">{html.escape(sentence)}</p>',), ())


def _blocks(head: Head, made: Page) -> Blocks:
    kept = [(block, start) for block, start in zip(made.blocks, made.starts, strict=True) if block]
    notes = (made.notes,) if made.notes else ()
    return Blocks((_head_html(head), *(block for block, _ in kept), *notes), tuple(start for _, start in kept))


def _head_html(head: Head) -> str:
    by = f'<span class="by">{html.escape(head.account)}</span>' if head.account else ""
    meta = joined(by, html.escape(head.facts))
    return f"<h1>{html.escape(head.title)}</h1>" + (f'<p class="meta">{meta}</p>' if meta else "")
