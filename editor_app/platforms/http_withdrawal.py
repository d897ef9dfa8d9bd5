"""Taking posts away over HTTP: one request for each, and one read that says whether readers still get it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.platforms.contract import Link, Withdrawal
from editor_app.platforms.http_link import HttpLink

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply


class HttpWithdrawal(Withdrawal):
    """What an adapter writes is `outgoing`, `place`, `says_gone` and `shows`."""

    @abstractmethod
    def place(self, order: Order, target: str) -> str:
        """Path with query where the post is read. Pure."""

    @abstractmethod
    def says_gone(self, reply: Reply) -> bool:
        """Whether the platform itself says that it has no such post (any more). Pure."""

    @abstractmethod
    def shows(self, reply: Reply) -> bool:
        """Whether a post that was read is public; a ValueError means that the answer was not understood. Pure."""

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        _http(link).take(self.outgoing(order, target), self.says_gone)

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        over = _http(link)

        def read() -> bool:
            reply = over.answer(self.place(order, target), self.says_gone)
            return not self.says_gone(reply) and self.shows(reply)

        return over.understood("is_public", read)


def _http(link: Link) -> HttpLink:
    if not isinstance(link, HttpLink):
        raise TypeError("a withdrawal over HTTP needs a connection over HTTP")
    return link
