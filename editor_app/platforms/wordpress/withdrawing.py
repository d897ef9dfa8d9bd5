"""How a WordPress article is taken away: offline as a draft, or deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http_withdrawal import HttpWithdrawal
from editor_app.platforms.wordpress import calls

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply


class WordPressWithdrawal(HttpWithdrawal):
    """By the same interface as publishing."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.UNPUBLISH, Measure.DELETE)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        place = f"{calls.API}/posts/{int(target)}"
        if measure_of(order.payload) is Measure.DELETE:
            return Outgoing("DELETE", f"{place}?force=true")
        return Outgoing("POST", place, calls.JSON_BODY, canonical({"status": "draft"}))

    @override
    def place(self, order: Order, target: str) -> str:
        return f"{calls.API}/posts/{int(target)}?context=edit"

    @override
    def says_gone(self, reply: Reply) -> bool:
        """Only in the interface's own words: a site that moved answers 404 to everything."""
        if reply.status != 404:
            return False
        try:
            return Fields(reply.json()).text("code") == "rest_post_invalid_id"
        except ValueError:
            return False

    @override
    def shows(self, reply: Reply) -> bool:
        return Fields(reply.json()).text("status") == "publish"
