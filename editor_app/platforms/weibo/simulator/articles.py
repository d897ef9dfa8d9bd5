"""Headline articles of the simulated Weibo: an article, and the post that it comes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.platforms.weibo.counting import ADDRESS, characters
from editor_app.platforms.weibo.simulator.books import Article
from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books
    from editor_app.platforms.weibo.simulator.mishaps import Conduct
    from editor_app.platforms.weibo.simulator.statuses import Wall

DONE = "100000"
_TITLE, _CONTENT, _TEXT = 32, 90_000, 1900


def published(books: Books, conduct: Conduct, wall: Wall, told: dict[str, str], now: float) -> dict[str, Json]:
    """proxy/article/publish: an answer of its own form, `{code, msg, data}`.

    Raises:
        Fail: the application has no headline articles.
    """
    if not conduct.articles:
        raise Fail(10014, "Insufficient app permissions!")
    wrong = _wrong_in(told, rip_required=conduct.rip_required)
    if wrong:
        return {"code": "10008", "msg": f"param {wrong} invalid", "data": []}
    bare = [ADDRESS.sub("", one.sent) for one in books.statuses.values() if not one.deleted and one.at > now - 60]
    if ADDRESS.sub("", told["text"]) in bare:
        return {"code": "11001", "msg": "sass check error", "data": []}
    made = f"230940{books.post_number()}"
    books.articles[made] = Article(made, told["title"], told["content"], told["cover"], told.get("summary", ""), now)
    url = f"{wall.origin}/ttarticle/p/show?id={made}"
    text = f"{told['text']} {url}" if conduct.article_links else told["text"]
    status = wall.post(text, made, now)
    return {"code": DONE, "msg": "", "data": {"object_id": f"1022:{made}", "url": url, "mid": str(status.id)}}


def _wrong_in(told: dict[str, str], *, rip_required: bool) -> str:
    """The name of the first field that is not taken; empty = all are."""
    rules = {
        "title": 0 < len(told.get("title", "")) <= _TITLE,
        "content": 0 < len(told.get("content", "")) <= _CONTENT,
        "cover": told.get("cover", "").startswith(("http://", "https://")),
        "text": 0 < characters(told.get("text", "")) <= _TEXT,
        "rip": bool(told.get("rip")) or not rip_required,
    }
    return next((name for name, is_right in rules.items() if not is_right), "")
