"""How a post on a PDS is taken away: its record is deleted; a thread goes post by post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.recall import Measure
from editor_app.platforms.bluesky.addresses import COLLECTION, rkey_of
from editor_app.platforms.bluesky.answers import error_of
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http_withdrawal import HttpWithdrawal

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply

_JSON = (("Content-Type", "application/json"),)


class BlueskyWithdrawal(HttpWithdrawal):
    """By the same interface as publishing; deleting what is gone is no error there."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        said = {"repo": order.payload.remote_uid, "collection": COLLECTION, "rkey": rkey_of(target)}
        return Outgoing("POST", "/xrpc/com.atproto.repo.deleteRecord", _JSON, canonical({**said}))

    @override
    def place(self, order: Order, target: str) -> str:
        query = urlencode({"repo": order.payload.remote_uid, "collection": COLLECTION, "rkey": rkey_of(target)})
        return f"/xrpc/com.atproto.repo.getRecord?{query}"

    @override
    def says_gone(self, reply: Reply) -> bool:
        return reply.status == 400 and error_of(reply)[0] == "RecordNotFound"

    @override
    def shows(self, reply: Reply) -> bool:
        reply.json()
        return True
