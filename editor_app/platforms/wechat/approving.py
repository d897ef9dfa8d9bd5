"""That a draft holds what was approved when it is submitted: people of the account can edit it on mp.weixin.qq.com.

One draft/get a publication, of 500 a day (API_Call_Limits, read 2026-11-29). What differs is put back by draft/update
(1000 a day). When WeChat took that, the draft holds our bytes, whatever it makes of them when it is read. Callers
report that it may refuse (40007) a draft that was edited on the site (its developers' forum, read 2026-11-29).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.readback import compared
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.normalisations import NORMALISATIONS
from editor_app.platforms.wechat.reading import expected, observed
from editor_app.platforms.wechat.refusals import NO_SUCH_MEDIA, code_of

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.http_link import HttpLink

log = logging.getLogger(__name__)

_SWITCHES = ("need_open_comment", "only_fans_can_comment")


def require_as_approved(over: HttpLink, order: Order) -> None:
    """Pass when the order's draft holds what was approved, after it was put back if need be; a lost draft passes too.

    Raises:
        Rejected: somebody added an article, or WeChat doesn't take the approved text back.
        PlatformError: WeChat doesn't say; nothing was submitted.
    """
    asked = calls.posted(calls.DRAFT_GET, {"media_id": order.late["draft_id"]})
    reply = over.tell(asked, lambda answer: code_of(answer) == NO_SUCH_MEDIA)
    if code_of(reply) == NO_SUCH_MEDIA:
        return  # submitting it says so, and what to do
    articles = Fields(reply.json()).items("news_item")
    if len(articles) != 1:
        raise Rejected(
            T("Somebody put another article into the draft on mp.weixin.qq.com. Nothing was submitted."),
            T("Take it out there, then retry here."),
        )
    if is_as_approved(Fields(articles[0]), order):
        return
    log.info("the draft of delivery %s is not as approved, and is put back", order.key)
    try:
        Fields(over.tell(calls.restored(order)).json())
    except Rejected as refused:
        raise Rejected(
            T(
                "Somebody changed the draft on mp.weixin.qq.com, and WeChat does not take the approved article back: "
                "{why} Nothing was submitted.",
                why=refused.message,
            ),
            T("Delete the draft there, and submit the document anew."),
        ) from refused


def is_as_approved(news: Fields, order: Order) -> bool:
    """Whether a draft's article is the approved one; what isn't told as the documents say is not."""
    wanted = calls.article(order)
    if any(news.has(switch) and news.optional(switch) != wanted[switch] for switch in _SWITCHES):
        return False
    try:
        seen = observed(news, order)
    except ValueError:
        return False
    return compared(expected(order), seen, NORMALISATIONS).verdict is not Verdict.DIFFERENT
