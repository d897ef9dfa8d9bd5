"""How a post on Weibo is taken away: deleted for good; a headline article stays, and only a hand can delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.recall import Measure
from editor_app.platforms.http_withdrawal import HttpWithdrawal
from editor_app.platforms.weibo import calls
from editor_app.platforms.weibo.refusals import NO_SUCH_POST, code_of
from editor_app.platforms.weibo.settings import ARTICLE

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Order, Outgoing
    from editor_app.platforms.replies import Reply


class WeiboWithdrawal(HttpWithdrawal):
    """By the same interface as publishing. Reposts stay and say that the original was deleted."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def offered(self, payload: Payload) -> tuple[Measure, ...]:
        return () if calls.form_of(payload) == ARTICLE else self.measures

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        return calls.posted(calls.DESTROY, {"id": target})

    @override
    def place(self, order: Order, target: str) -> str:
        return calls.asked(calls.SHOW, {"id": target})

    @override
    def says_gone(self, reply: Reply) -> bool:
        return code_of(reply) == NO_SUCH_POST

    @override
    def shows(self, reply: Reply) -> bool:
        reply.json()
        return True
