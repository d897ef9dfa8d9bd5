"""How a practice post is taken away: as its profile allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from typing_extensions import override

from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http_withdrawal import HttpWithdrawal
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.settings import place, profile_of

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply


class SandboxWithdrawal(HttpWithdrawal):
    """Deleting, and on `draft-flip` taking offline; a blind profile takes nothing away."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE, Measure.UNPUBLISH)

    @override
    def offered(self, payload: Payload) -> tuple[Measure, ...]:
        profile = profile_of(payload)
        if not profile.readable:
            return ()
        return self.measures if profile is Profile.DRAFT_FLIP else (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        if measure_of(order.payload) is Measure.UNPUBLISH:
            return Outgoing("POST", f"{self.place(order, target)}/unpublish")
        return Outgoing("DELETE", self.place(order, target))

    @override
    def place(self, order: Order, target: str) -> str:
        base = place(profile_of(order.payload), order.payload.option("channel") or "main")
        return f"{base}/posts/{quote(target, safe='')}"

    @override
    def says_gone(self, reply: Reply) -> bool:
        if reply.status != 404:
            return False
        try:
            return Fields(Fields(reply.json()).optional("error")).text("code") == "no_such_post"
        except ValueError:
            return False

    @override
    def shows(self, reply: Reply) -> bool:
        return Fields(reply.json()).optional("public") is True
