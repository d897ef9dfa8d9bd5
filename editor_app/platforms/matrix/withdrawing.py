"""How a message is taken away: redacted with every replacement of it, which would keep its words otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http_withdrawal import HttpWithdrawal
from editor_app.platforms.matrix import events

if TYPE_CHECKING:
    from editor_app.platforms.contract import Link, Order
    from editor_app.platforms.replies import Reply

_JSON = (("Content-Type", "application/json"),)


class MatrixWithdrawal(HttpWithdrawal):
    """By a redaction under a transaction id of ours; once more does no harm."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        txn = f"pd-{order.key}-{sha256(target.encode())[:12]}"
        path = f"{events.room_path(order)}/redact/{quote(target, safe='')}/{txn}"
        return Outgoing("PUT", path, _JSON, canonical({}))

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        from editor_app.platforms.matrix.link import MatrixLink

        if not isinstance(link, MatrixLink):
            raise TypeError("a message is taken away over a connection to its room")
        for replaced in link.replacements(order, target):
            super().take_away(link, order, replaced)
        super().take_away(link, order, target)

    @override
    def place(self, order: Order, target: str) -> str:
        return f"{events.room_path(order)}/event/{quote(target, safe='')}"

    @override
    def says_gone(self, reply: Reply) -> bool:
        return reply.status == 404 and b"M_NOT_FOUND" in reply.body

    @override
    def shows(self, reply: Reply) -> bool:
        return not events.is_redacted(reply.json())
