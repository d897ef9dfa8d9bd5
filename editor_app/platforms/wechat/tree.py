"""Sanitised HTML as a tree that is walked once: what WeChat takes is written from it, not mended in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset({"img", "br", "hr"})


@dataclass(slots=True)
class Element:
    """One element; texts among its children are decoded."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> Iterator[Element]:
        """Every element below it with one of these tags, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.elements(*tags)

    def text(self) -> str:
        """All its words."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def tree_of(page: str) -> Element:
    """The whole of sanitised, well-formed HTML below one root without a tag."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in VOID:
            self._open.append(made)

    @override
    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
