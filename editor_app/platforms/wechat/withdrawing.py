"""How an article on WeChat is taken away: deleted for good, ten times a day at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.errors import Rejected
from editor_app.domain.recall import Measure
from editor_app.domain.text import T
from editor_app.platforms.contract import Withdrawal
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.refusals import NO_SUCH_ARTICLE, code_of

if TYPE_CHECKING:
    from editor_app.platforms.contract import Link, Order, Outgoing
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.wechat.link import WeChatLink


class WeChatWithdrawal(Withdrawal):
    """By the same interface as publishing. Followers who were sent it keep the notice; the text is gone."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        return calls.posted(calls.DELETE, {"article_id": target})

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        if target.startswith("http"):
            raise Rejected(
                T("This article is known by its link only, and WeChat deletes by its own id."),
                T("Delete it on mp.weixin.qq.com by hand, and keep a proof."),
            )
        _wechat(link).take(self.outgoing(order, target), _says_gone)

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        over = _wechat(link)
        return over.understood("is_public", lambda: over.article(target) is not None)


def _says_gone(reply: Reply) -> bool:
    return reply.status == 200 and code_of(reply) == NO_SUCH_ARTICLE


def _wechat(link: Link) -> WeChatLink:
    from editor_app.platforms.wechat.link import WeChatLink

    if not isinstance(link, WeChatLink):
        raise TypeError("an article on WeChat is deleted over a connection to WeChat")
    return link
