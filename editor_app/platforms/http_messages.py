"""Messages over HTTP: one request for each page and each reply, and answers that were not understood stay unknown."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.identifiers import sha256
from editor_app.platforms.http_link import HttpLink
from editor_app.platforms.messages import Conversation

if TYPE_CHECKING:
    from editor_app.platforms.contract import Link
    from editor_app.platforms.messages import Page, Post, Reply
    from editor_app.platforms.replies import Reply as Answer
    from editor_app.platforms.sightings import StepResult


class HttpConversation(Conversation):
    """What an adapter writes is `outgoing`, `read` and `received`; a ValueError or KeyError means: not understood."""

    @abstractmethod
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        """See `Conversation.page`."""

    @abstractmethod
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        """What the answer to a reply that was taken gives. Pure."""

    @override
    def page(self, link: Link, post: Post, mark: str) -> Page:
        over = over_http(link)
        return over.understood("messages", lambda: self.read(over, post, mark))

    @override
    def send(self, link: Link, post: Post, reply: Reply) -> StepResult:
        over = over_http(link)

        def sent() -> StepResult:
            answer = over.tell(self.outgoing(post, reply))
            return replace(self.received(post, reply, answer), answer=sha256(answer.body))

        return over.understood("reply", sent)


def over_http(link: Link) -> HttpLink:
    """The link as one over HTTP.

    Raises:
        TypeError: it is another kind.
    """
    if not isinstance(link, HttpLink):
        raise TypeError("messages over HTTP need a connection over HTTP")
    return link


def plain(markup: str) -> str:
    """The words of a short piece of HTML as plain text; paragraphs and breaks become lines."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(filter(None, lines))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "br", "li", "div"}:
            self.said.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        self.said.append(data)
