"""Counting characters as Mastodon does: every link counts as 23, of a handle only the name counts.

Sources, read 2026-11-29: docs.joinmastodon.org/user/posting, docs.joinmastodon.org/methods/instance
(`characters_reserved_per_url`); which words are links: config/initializers/twitter_regex.rb of mastodon/mastodon.
"""

from __future__ import annotations

import re

from editor_app.rendering.text import PlainText, TextLink, graphemes

_HOST = r"(?:[\w-]+\.)+(?:[a-z]{2,24}|[^\W\d_a-z]{2,})"
ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9@＠$#＃])https?://{_HOST}(?::[0-9]{{1,5}})?(?:/[^\s<>()?]*)?(?:\?[^\s<>()]*)?", re.IGNORECASE
)
"""What Mastodon makes a link of, wherever it is followed by white space."""
HANDLE = re.compile(r"(?<![=/\w])@(\w+(?:[\w.-]*\w)?)@[\w.-]*\w", re.ASCII)
_PRIVATE = range(0xE000, 0xF8FF)


def counted(text: str, per_link: int) -> int:
    """How many characters a post of that text has."""
    short = ADDRESS.sub("x" * per_link, text)
    return graphemes(HANDLE.sub(r"@\1", short))


def is_link(url: str) -> bool:
    """Whether Mastodon makes a link of all of that address."""
    return ADDRESS.fullmatch(url) is not None


class Spelled:
    """A text with its links written out, in which each address stands as a mark as long as it counts.

    So the text can be cut by its length, and no cut goes through an address.
    """

    def __init__(self, whole: PlainText, per_link: int) -> None:
        self._mark = next(chr(number) for number in _PRIVATE if chr(number) not in whole.text)
        self._per_link = per_link
        self._addresses: list[str] = []
        self._out: list[str] = []
        self._links: list[TextLink] = []
        self._length = 0
        at = 0
        for link in whole.links:
            words = whole.text[link.start : link.end]
            self._write(whole.text[at : link.start])
            self._write("" if words == link.url else words)
            self._write_address(link.url, whole.text[link.end : link.end + 1])
            at = link.end
        self._write(whole.text[at:])

    @property
    def marked(self) -> PlainText:
        """The text with marks; every mark is a link."""
        return PlainText("".join(self._out), tuple(self._links))

    def restored(self, text: str) -> str:
        """A piece of the marked text with its addresses."""
        digits = self._per_link - len("m://")
        return re.sub(f"{self._mark}://([0-9]{{{digits}}})", lambda found: self._addresses[int(found[1])], text)

    def _write_address(self, url: str, following: str) -> None:
        """The address with white space around it: Mastodon takes every letter that touches it for a part of it."""
        if self._out and self._out[-1][-1:].strip():
            self._write(" ")
        if is_link(url):
            number = str(len(self._addresses)).rjust(self._per_link - len("m://"), "0")
            self._addresses.append(url)
            self._links.append(TextLink(self._length, self._length + self._per_link, url))
            self._write(f"{self._mark}://{number}")
        else:
            self._write(url)
        if following.strip():
            self._write(" ")

    def _write(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._length += len(text)
