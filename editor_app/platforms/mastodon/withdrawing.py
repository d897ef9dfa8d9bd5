"""How a post on Mastodon is taken away: deleted, and its pictures with it; a thread goes post by post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, target_in
from editor_app.platforms.http_withdrawal import HttpWithdrawal
from editor_app.platforms.mastodon import calls

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order, Outgoing
    from editor_app.platforms.replies import Reply


class MastodonWithdrawal(HttpWithdrawal):
    """By the same interface as publishing; other servers are told by the account's own."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        return calls.remove(target_in(target))

    @override
    def place(self, order: Order, target: str) -> str:
        return f"{calls.STATUSES}/{target_in(target)}"

    @override
    def says_gone(self, reply: Reply) -> bool:
        return calls.says_gone(reply)

    @override
    def shows(self, reply: Reply) -> bool:
        Fields(reply.json()).text("content")
        return True
