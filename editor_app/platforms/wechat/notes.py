"""Footnotes and link addresses of an article: collected on the way, because WeChat opens no outside link."""

from __future__ import annotations

import re
from typing import TypeGuard

from editor_app.platforms.wechat.tree import Element

_REFERENCE = re.compile(r"#fn:(\d+)")
_ITEM = re.compile(r"fn:(\d+)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Notes:
    """What stands below the text: the document's own notes, then the addresses of links."""

    def __init__(self) -> None:
        self.own: list[tuple[int, Element]] = []
        """(number, its words)."""
        self.links: list[tuple[str, str]] = []
        """(address, words that it stands behind), the first one is [1]."""

    def mark(self, number: int) -> str:
        """The sign of a footnote: another kind than that of links."""
        return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else f"({number})"

    def link(self, address: str, words: str) -> int:
        """The number of a link; the same address has the same one."""
        known = next((n for n, (url, _) in enumerate(self.links, 1) if url == address), None)
        if known is not None:
            return known
        self.links.append((address, words))
        return len(self.links)

    def number_of(self, raised: Element) -> int | None:
        """The footnote that a raised mark refers to; None = it is none."""
        reference = next(raised.elements("a"), None)
        found = _REFERENCE.fullmatch(reference.attributes.get("href", "")) if reference else None
        return int(found[1]) if found else None

    def without_notes(self, root: Element) -> Element:
        """The text without the list of footnotes at its end, which is remembered."""
        children = list(root.children)
        at = _last_element(children)
        last = children[at] if at is not None else None
        items = [one for one in last.children if isinstance(one, Element)] if _is(last, "ol") else []
        numbers = [_ITEM.fullmatch(item.attributes.get("id", "")) for item in items]
        if not items or not all(numbers):
            return root
        self.own = [(int(number[1]), _words(item)) for number, item in zip(numbers, items, strict=True) if number]
        children = children[:at]
        rule = _last_element(children)
        if rule is not None and _is(children[rule], "hr"):
            children = children[:rule]
        return Element("", {}, children)


def _last_element(children: list[Element | str]) -> int | None:
    return next((at for at in range(len(children) - 1, -1, -1) if isinstance(children[at], Element)), None)


def _is(one: Element | str | None, tag: str) -> TypeGuard[Element]:
    return isinstance(one, Element) and one.tag == tag


def _words(item: Element) -> Element:
    """A note's words in one line, without the way back."""
    flat: list[Element | str] = []
    for child in item.children:
        inside = child.children if isinstance(child, Element) and child.tag == "p" else [child]
        flat += [one for one in inside if not _is_way_back(one)]
    if flat and isinstance(flat[-1], str):
        flat[-1] = flat[-1].rstrip("\xa0\n ")
    return Element("p", {}, flat)


def _is_way_back(one: Element | str) -> bool:
    return isinstance(one, Element) and one.tag == "a" and one.attributes.get("href", "").startswith("#fnref:")
