"""How a Ghost article is taken away: offline as a draft, or deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.ghost import calls
from editor_app.platforms.http_withdrawal import HttpWithdrawal

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply


class GhostWithdrawal(HttpWithdrawal):
    """By the same interface as publishing.

    Taken offline in bulk, with a filter that fits one article: a change of a single one would need its `updated_at`,
    and a stale one is refused (measured on Ghost 6.65.0, 2026-11-29).
    """

    measures: ClassVar[tuple[Measure, ...]] = (Measure.UNPUBLISH, Measure.DELETE)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        if measure_of(order.payload) is Measure.DELETE:
            return Outgoing("DELETE", f"{calls.API}/posts/{target}/")
        which = urlencode({"filter": f"id:'{target}'"})
        return Outgoing(
            "PUT", f"{calls.API}/posts/bulk/?{which}", calls.JSON_BODY, canonical({"bulk": {"action": "unpublish"}})
        )

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
