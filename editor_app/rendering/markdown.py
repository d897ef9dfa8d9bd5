"""Markdown to HTML, whole or live: the door to `dialect`, `blocks` and `assembly` for everybody outside."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from editor_app.rendering.assembly import Illustration, Page, assembled, rendered
from editor_app.rendering.blocks import outlined
from editor_app.rendering.dialect import Dialect
from editor_app.rendering.sanitised import require_encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor_app.domain.document import Placed, Variant
    from editor_app.domain.media import Placement
    from editor_app.rendering.assembly import Illustrate, Rendered
    from editor_app.rendering.blocks import Outline

_own = threading.local()


class Preview:
    """A document while it is typed: keeps every block's rendering and makes only what changed anew.

    Not to be shared by threads. The first call renders all of it.
    """

    def __init__(self, dialect: Dialect | None = None) -> None:
        self._dialect = dialect or Dialect()
        self._kept: dict[str, Rendered] = {}
        self._surroundings: tuple[object, object] = ((), ())

    def page(self, source: str, illustrate: Illustrate) -> Page:
        """`source` as HTML, exactly as the function `page` would give it.

        Raises:
            Invalid: a broken character, or lists and quotes nested too deep.
        """
        if "\r" in source:
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        outline = outlined(source)
        self._forget_others(outline)
        try:
            blocks = [self._kept.get(text) or self._rendered(text, outline) for text in outline.blocks]
            notes = {n: self._kept.get(text) or self._rendered(text, outline) for n, text in outline.notes.items()}
        except UnicodeEncodeError:
            require_encodable(source)
            raise
        self._kept = dict(zip(outline.blocks, blocks, strict=True))
        self._kept.update((outline.notes[name], note) for name, note in notes.items())
        body, footnotes = assembled(blocks, notes, illustrate)
        return Page(tuple(body), footnotes, source, outline.starts)

    def _forget_others(self, outline: Outline) -> None:
        """Drop what may refer to link definitions or footnotes when these have changed: every block with a bracket."""
        surroundings = (outline.references, outline.notes.keys())
        if surroundings != self._surroundings:
            self._kept = {text: block for text, block in self._kept.items() if "[" not in text}
        self._surroundings = surroundings

    def _rendered(self, text: str, outline: Outline) -> Rendered:
        return rendered(self._dialect.marked(text, outline.references, outline.notes))


def page(source: str, illustrate: Illustrate) -> Page:
    """`source` rendered from nothing: what save, submit and publish use.

    Raises:
        Invalid: a broken character, or lists and quotes nested too deep.
    """
    return Preview(_dialect()).page(source, illustrate)


def article_html(variant: Variant, image_src: Callable[[int], str]) -> str:
    """The body of `variant` as sanitised HTML.

    Args:
        variant: resolved for one account.
        image_src: the address of the n-th picture of `variant.pictures`, counted from 1: a late placeholder such as
            `late_placeholder("media_url/1")`, or `media:<digest>` for a preview. Set as `src` and nowhere else.

    Raises:
        Invalid: a broken character, or lists and quotes nested too deep.
    """
    return page(variant.content.body, placed_illustrations(variant, image_src)).html


def placed_illustrations(variant: Variant, image_src: Callable[[int], str]) -> Illustrate:
    """What each placement of the variant's body shows, for `Preview.page` and `page`."""
    known = {_key_of(placed): ordinal for ordinal, placed in reversed(list(enumerate(variant.pictures, 1)))}
    by_target: Mapping[str, int] = {
        _target_of(placed): ordinal for ordinal, placed in reversed(list(enumerate(variant.pictures, 1)))
    }

    def illustrate(placement: Placement) -> Illustration | None:
        target = placement.media or placement.chart or ""
        ordinal = known.get((target, placement.alt, placement.caption)) or by_target.get(target)
        if ordinal is None:
            return None
        placed = variant.pictures[ordinal - 1]
        return Illustration(
            src=image_src(ordinal),
            alt=placement.alt or placed.alt,
            caption=placement.caption,
            credit="" if placed.chart else placed.credit,
        )

    return illustrate


def _target_of(placed: Placed) -> str:
    return placed.digest or (placed.chart.id if placed.chart else "")


def _key_of(placed: Placed) -> tuple[str, str, str]:
    return _target_of(placed), placed.alt, placed.caption


def _dialect() -> Dialect:
    """This thread's reader: building one costs more than rendering a short text."""
    if not hasattr(_own, "dialect"):
        _own.dialect = Dialect()
    dialect: Dialect = _own.dialect
    return dialect
