"""What readers see of a post, out of the HTML that a server makes of its words."""

from __future__ import annotations

from html.parser import HTMLParser

from typing_extensions import override

_BREAKS = {"br": "\n", "p": "\n\n"}


def words_of(html: str) -> str:
    """The words of a post: paragraphs with a blank line between, links by their whole address."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.out).strip("\n")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.out.append(_BREAKS[tag])

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.out.append(_BREAKS[tag])

    @override
    def handle_data(self, data: str) -> None:
        self.out.append(data)
