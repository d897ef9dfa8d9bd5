"""The HTML of a bot's message as Telegram reads it: which marks it knows, and what is left of the text."""

from __future__ import annotations

from html.parser import HTMLParser

from typing_extensions import override

_KNOWN = frozenset({
    "a", "b", "blockquote", "code", "del", "em", "i", "ins", "pre", "s", "strike", "strong", "tg-spoiler", "u",
})  # fmt: skip


def plain(marked: str) -> str:
    """What readers see.

    Raises:
        ValueError: a mark that Telegram doesn't know, or one that doesn't end; the words are Telegram's.
    """
    reader = _Reader()
    reader.feed(marked)
    reader.close()
    if reader.open:
        raise ValueError(f"can't parse entities: Can't find end tag corresponding to start tag \"{reader.open[-1]}\"")
    return "".join(reader.out)


def units(text: str) -> int:
    """Its length as Telegram counts."""
    return sum(2 if ord(c) > 0xFFFF else 1 for c in text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            raise ValueError(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise ValueError(f'can\'t parse entities: Unmatched end tag "{tag}"')

    @override
    def handle_data(self, data: str) -> None:
        self.out.append(data)
