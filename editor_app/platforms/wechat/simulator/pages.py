"""What readers of the simulated WeChat see, and what is behind its counter: calls, mishaps, conduct, another client."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from editor_app.platforms.sandbox.exchange import Answer, Asked, json_answer, refusal
from editor_app.platforms.wechat.simulator.comments import Comments
from editor_app.platforms.wechat.simulator.mishaps import Conduct, Outcome
from editor_app.platforms.wechat.simulator.quotas import BEIJING

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.account import OfficialAccount
    from editor_app.platforms.wechat.simulator.books import Article

POLICY = ("Content-Security-Policy", "default-src 'none'; img-src 'self' media:; style-src 'unsafe-inline'")
_LOOK = """
body{margin:0;background:#fff;color:rgba(0,0,0,.9);
font:17px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:677px;margin:0 auto;padding:20px 16px 48px;overflow-wrap:break-word}
h1.head{font-size:22px;line-height:1.4;font-weight:500;margin:0 0 14px}
.meta{color:rgba(0,0,0,.3);font-size:15px;margin:0 0 22px}.meta b{color:#576b95;font-weight:400;margin-right:10px}
main img{max-width:100%!important}main p{margin:0}.more{color:#576b95;font-size:15px;margin:24px 0 0}
"""
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{look}</style></head>
<body><main><h1 class="head">{title}</h1><p class="meta">{author}<b>{account}</b>{day}</p>
{body}
{more}</main></body></html>
"""


def reader_page(article: dict[str, str], account: str, day: str) -> str:
    """An article as readers see it: the platform's head, then the text with the styles that it carries itself.

    Args:
        article: `title`, `author`, `content` and `content_source_url`.
        account: its name.
        day: as it is shown.
    """
    author = f"{html.escape(article['author'])} " if article.get("author") else ""
    more = '<p class="more">阅读原文</p>' if article.get("content_source_url") else ""
    return _PAGE.format(
        title=html.escape(article["title"]), look=_LOOK, author=author, account=html.escape(account), day=day,
        body=article["content"], more=more,
    )  # fmt: skip


class Pages:
    """Answers everything but the interface; nobody signs in here, because it is all practice."""

    def __init__(self, account: OfficialAccount, name: str = "练习公众号") -> None:
        self._account, self._books, self._name = account, account.books, name

    def answer(self, asked: Asked) -> Answer:
        """Finds the route."""
        with self._books.lock:
            self._account.let_time_go_by()
            match asked.method, asked.path:
                case "GET", ():
                    return self._index()
                case "GET", ("s", article):
                    return self._article(self._books.articles.get(article))
                case "GET", ("mmbiz", picture):
                    found = self._books.pictures.get(picture)
                    return Answer(200, found.content, found.mime) if found else _nothing()
                case method, ("_wechat", what):
                    return self._behind(method, what, asked)
            return _nothing()

    def _index(self) -> Answer:
        rows = "".join(
            f'<p><a href="/s/{html.escape(one.id)}">{html.escape(str(one.news[0]["title"]))}</a></p>'
            for one in sorted(self._books.articles.values(), key=lambda one: one.published, reverse=True)
            if not one.deleted
        )
        article = {"title": self._name, "content": rows or "<p>还没有发布文章。</p>"}
        return _page(reader_page(article, "", ""))

    def _article(self, found: Article | None) -> Answer:
        if found is None or found.deleted:
            return _page(reader_page({"title": "该内容已被发布者删除", "content": ""}, "", ""))
        news = {name: str(value) for name, value in found.news[0].items()}
        if found.news[0].get("article_type") == "newspic":
            news["content"] = _picture_post(cast("dict[str, Json]", found.news[0]["image_info"]), news["content"])
        at = datetime.fromtimestamp(found.published, UTC).astimezone(BEIJING)
        return _page(reader_page(news, self._name, f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"))

    def _behind(self, method: str, what: str, asked: Asked) -> Answer:
        try:
            told = self._done(method, what, json.loads(asked.body or b"{}"))
        except (ValueError, TypeError, KeyError) as broken:
            return refusal(400, "broken", str(broken))
        return _nothing() if told is None else json_answer(told)

    def _done(self, method: str, what: str, told: dict[str, Json]) -> dict[str, Json] | None:
        match method, what:
            case "GET", "articles":
                return {"articles": self._listed(), "drafts": len(self._books.drafts)}
            case "GET", "calls":
                return {"calls": [cast("Json", asdict(call)) for call in self._books.calls]}
            case "POST", "mishaps":
                self._account.mishaps.put(told)
                return {"mishaps": self._account.mishaps.left()}
            case "POST", "conduct":
                _behave(self._account.conduct, told)
                return {}
            case "POST", "comment" | "alter":
                return self._by_others(what, told)
        return None

    def _listed(self) -> list[Json]:
        return [
            {"id": one.id, "title": str(one.news[0]["title"]), "deleted": one.deleted,
             "thumb": str(one.news[0].get("thumb_media_id", "")), "content": str(one.news[0]["content"])}
            for one in self._books.articles.values()
        ]  # fmt: skip

    def _by_others(self, what: str, told: dict[str, Json]) -> dict[str, Json]:
        """A reader writes, or another client changes an article: the comment's number, or how many words it found."""
        if what == "comment":
            return {"id": self._commented(str(told["article"]), str(told["text"]), str(told.get("reader", "o1")))}
        return {"altered": self._altered(str(told["old"]), str(told["new"]))}

    def _commented(self, article: str, text: str, reader: str) -> int:
        """A reader writes below an article.

        Raises:
            KeyError: there is no such article.
        """
        number = {job.article: job.id for job in self._books.jobs.values()}[article]
        return Comments(self._books).written(number, text, reader, self._account.now().timestamp())

    def _altered(self, old: str, new: str) -> int:
        """Another client changes words of published articles; how many it found."""
        found = 0
        for article in self._books.articles.values():
            for news in article.news:
                for name in ("title", "content"):
                    found += old in str(news[name])
                    news[name] = str(news[name]).replace(old, new, 1)
        return found


def _behave(conduct: Conduct, told: dict[str, Json]) -> None:
    """Set what is named; times in milliseconds.

    Raises:
        ValueError: no such thing.
    """
    for name, value in told.items():
        if name in {"audit", "fresh", "late"}:
            setattr(conduct, name, timedelta(milliseconds=int(str(value))))
        elif name == "outcome":
            conduct.outcome = Outcome(str(value))
        elif name == "allowed_ips":
            conduct.allowed_ips = tuple(str(one) for one in value) if isinstance(value, list) else None
        elif name in {"verified", "shuffled", "lazy", "daily", "title_characters", "masses"}:
            setattr(conduct, name, value)
        else:
            raise ValueError(f"there is no conduct {name!r}")


def _picture_post(info: dict[str, Json], words: str) -> str:
    images = cast("list[dict[str, Json]]", info["image_list"])
    shown = "".join(f'<p><img src="{html.escape(str(one["url"]))}" alt=""></p>' for one in images)
    return shown + "".join(f"<p>{html.escape(line)}</p>" for line in words.split("\n"))


def _page(text: str) -> Answer:
    return Answer(200, text.encode(), "text/html; charset=utf-8", (POLICY,))


def _nothing() -> Answer:
    return refusal(404, "no_such_place", "there is nothing here")
