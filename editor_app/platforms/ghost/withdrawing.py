"""How a Ghost article is taken away: deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.ghost import calls
from editor_app.platforms.http_withdrawal import HttpWithdrawal

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply


class GhostWithdrawal(HttpWithdrawal):
    """By the same interface as publishing."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        return Outgoing("DELETE", f"{calls.API}/posts/{target}/")

    @override
    def place(self, order: Order, target: str) -> str:
        return calls.post_target(target)

    @override
    def says_gone(self, reply: Reply) -> bool:
        """Only in the interface's own words: a site that moved answers 404 to everything."""
        if reply.status != 404:
            return False
        try:
            return calls.first(Fields(reply.json()), "errors").text("type") == "NotFoundError"
        except ValueError:
            return False

    @override
    def shows(self, reply: Reply) -> bool:
        return calls.first(Fields(reply.json()), "posts").text("status") != "draft"
