"""Finding an article that a copy of this workspace sent: by title and words; its pictures have ids unknown here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found, Unclear
from editor_app.platforms.tracing import SLACK, alike
from editor_app.platforms.wechat.tree import tree_of

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.platforms.contract import Order, Sighting
    from editor_app.platforms.wechat.lists import Lists


def traced(lists: Lists, order: Order, since: datetime, host: str) -> Sighting:
    """Whether an article of the order is public, or may be on its way; errors as in `Link`. READ.

    Args:
        lists: of the account.
        order: of the delivery; nothing of it has arisen here.
        since: when it came into the queue.
        host: for the sentence.
    """
    articles = [one for one in lists.articles_titled(order.payload.title) if one.updated >= since - SLACK]
    wanted = _words(order.payload.parts[0].body)
    same = [one for one in articles if _words(one.content) == wanted]
    if same:
        return Found(same[0].result)
    if articles:
        return alike(host, [one.result.url for one in articles])
    if lists.drafts_titled(order.payload.title):
        return Unclear(T("A draft with this title is in the account; it may have been submitted from elsewhere."))
    return Absent()


def _words(body: str) -> str:
    return "".join(tree_of(body).text().split())
