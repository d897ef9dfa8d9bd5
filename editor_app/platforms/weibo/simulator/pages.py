"""What readers of the simulated Weibo see, and what is behind its counter: calls, mishaps, conduct, another client."""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from editor_app.platforms.sandbox.exchange import Answer, Asked, json_answer, refusal
from editor_app.platforms.weibo.addresses import number_of, short_name
from editor_app.platforms.weibo.simulator.quotas import BEIJING

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Status
    from editor_app.platforms.weibo.simulator.interface import Interface
    from editor_app.platforms.weibo.simulator.mishaps import Conduct

POLICY = ("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'")
_LOOK = """
body{margin:0;background:#f2f2f5;color:#333;
font:16px/1.7 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:600px;margin:0 auto;padding:24px 12px 48px}
article{background:#fff;border-radius:6px;padding:18px 20px;margin:0 0 10px;overflow-wrap:break-word}
b{font-weight:600;color:#333}.at{color:#939393;font-size:13px;text-decoration:none}p{margin:8px 0;white-space:pre-wrap}
a{color:#eb7350;text-decoration:none}.nine{display:grid;grid-template-columns:repeat(3,1fr);gap:4px;max-width:400px}
.nine img{width:100%;aspect-ratio:1;object-fit:cover}.one img{max-width:60%;max-height:400px}
.said{border-top:1px solid #f2f2f5;padding:8px 0 0;font-size:14px}h1{font-size:24px;line-height:1.4}
article.long img{max-width:100%}
"""
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{look}</style></head>
<body><main>{body}</main></body></html>
"""
_SHORT = re.compile(r"http://t\.cn/\w+")
_TIMES = frozenset({"late", "lag"})
_VALUES = frozenset({
    "granted", "articles", "article_links", "rip_required", "topics", "shorten", "shuffled", "text_codes",
    "user_hourly", "address_hourly", "publish_hourly",
})  # fmt: skip


class Pages:
    """Answers everything but the interface; nobody signs in here, because it is all practice."""

    def __init__(self, interface: Interface) -> None:
        self._interface, self._books = interface, interface.books

    def answer(self, asked: Asked) -> Answer:
        """Finds the route."""
        with self._books.lock:
            self._interface.let_time_go_by()
            match asked.method, asked.path:
                case "GET", ():
                    return self._wall()
                case "GET", (uid, name) if uid == self._books.uid and number_of(name):
                    return self._post(int(number_of(name)))
                case "GET", ("ttarticle", "p", "show"):
                    return self._article(asked.query.get("id", ""))
                case "GET", (("large" | "bmiddle" | "thumbnail"), picture):
                    found = self._books.pictures.get(picture.partition(".")[0])
                    return Answer(200, found.content, found.mime) if found else _nothing()
                case method, ("_weibo", what):
                    return self._behind(method, what, asked)
            return _nothing()

    def _wall(self) -> Answer:
        shown = [one for one in reversed(self._books.statuses.values()) if not one.deleted and not one.visible]
        body = "".join(self._shown(one) for one in shown)
        return _page(self._books.name, body or "<article><p>还没有发布微博。</p></article>")

    def _post(self, number: int) -> Answer:
        found = self._books.statuses.get(number)
        if found is None or found.deleted or found.visible:
            return _page("微博", "<article><p>抱歉，此微博已被作者删除。</p></article>")
        below = "".join(
            f'<p class="said"><b>{html.escape(one.author)}</b>：{html.escape(one.text)}</p>'
            for one in self._books.comments.values()
            if one.status == number and not one.deleted
        )
        return _page(self._books.name, self._shown(found, below))

    def _shown(self, one: Status, below: str = "") -> str:
        """A post as a card."""
        at = datetime.fromtimestamp(one.at, BEIJING)
        place = f"/{self._books.uid}/{short_name(str(one.id))}"
        words = _SHORT.sub(self._link, html.escape(one.text, quote=False))
        images = "".join(f'<img src="/large/{p}" alt="">' for p in one.pictures)
        pictures = f'<div class="{"nine" if len(one.pictures) > 1 else "one"}">{images}</div>' if images else ""
        article = self._books.articles.get(one.article)
        more = (
            f'<p><a href="/ttarticle/p/show?id={article.id}">《{html.escape(article.title)}》</a></p>'
            if article
            else ""
        )
        head = f'<b>{html.escape(self._books.name)}</b><br><a class="at" href="{place}">{at:%Y-%m-%d %H:%M}</a>'
        return f"<article>{head}<p>{words}</p>{more}{pictures}{below}</article>"

    def _link(self, short: re.Match[str]) -> str:
        return f'<a href="{html.escape(self._books.shorts.get(short[0], short[0]))}">网页链接</a>'

    def _article(self, wanted: str) -> Answer:
        found = self._books.articles.get(wanted)
        if found is None:
            return _nothing()
        at = datetime.fromtimestamp(found.at, BEIJING)
        head = f"<h1>{html.escape(found.title)}</h1><p>{html.escape(self._books.name)} · {at:%Y-%m-%d %H:%M}</p>"
        cover = f'<img src="{html.escape(found.cover)}" alt="">'
        return _page(found.title, f'<article class="long">{head}{cover}{found.content}</article>')

    def _behind(self, method: str, what: str, asked: Asked) -> Answer:
        try:
            told = self._done(method, what, json.loads(asked.body or b"{}"))
        except (ValueError, TypeError, KeyError) as broken:
            return refusal(400, "broken", str(broken))
        return _nothing() if told is None else json_answer(told)

    def _done(self, method: str, what: str, told: dict[str, Json]) -> dict[str, Json] | None:
        """What lies behind the counter; None = nothing of that name."""
        books, interface = self._books, self._interface
        deeds: dict[tuple[str, str], Callable[[], dict[str, Json]]] = {
            ("GET", "statuses"): lambda: {"statuses": [_plain(one) for one in books.statuses.values()]},
            ("GET", "calls"): lambda: {"calls": [cast("Json", asdict(call)) for call in books.calls]},
            ("GET", "application"): lambda: {"app_key": books.app_key, "app_secret": books.app_secret},
            ("POST", "mishaps"): lambda: self._struck(told),
            ("POST", "conduct"): lambda: _behave(interface.conduct, told),
            ("POST", "alter"): lambda: {"altered": self._altered(str(told["old"]), str(told["new"]))},
            ("POST", "delete"): lambda: self._deleted(int(str(told["id"]))),
            ("POST", "comment"): lambda: self._commented(told),
        }
        deed = deeds.get((method, what))
        return deed() if deed else None

    def _struck(self, told: dict[str, Json]) -> dict[str, Json]:
        self._interface.mishaps.put(told)
        return {"mishaps": self._interface.mishaps.left()}

    def _deleted(self, number: int) -> dict[str, Json]:
        self._books.statuses[number].deleted = True
        return {}

    def _commented(self, told: dict[str, Json]) -> dict[str, Json]:
        """A citizen writes below a post."""
        now = self._interface.now().timestamp()
        said = (int(str(told["id"])), str(told["text"]), str(told.get("author", "市民")))
        return {"id": str(self._interface.comments.written(*said, now).id)}

    def _altered(self, old: str, new: str) -> int:
        """Another client changes words of posts; how many it found."""
        found = [one for one in self._books.statuses.values() if old in one.text]
        for one in found:
            one.text, one.sent = one.text.replace(old, new, 1), one.sent.replace(old, new, 1)
        return len(found)


def _plain(one: Status) -> dict[str, Json]:
    return {**asdict(one), "id": str(one.id), "at": int(one.at)}


def _behave(conduct: Conduct, told: dict[str, Json]) -> dict[str, Json]:
    """Set what is named, and say nothing; times in milliseconds.

    Raises:
        ValueError: no such thing.
    """
    for name, value in told.items():
        if name in _TIMES:
            setattr(conduct, name, timedelta(milliseconds=int(str(value))))
        elif name == "safe_domains":
            conduct.safe_domains = tuple(str(one) for one in value) if isinstance(value, list) else None
        elif name in _VALUES:
            setattr(conduct, name, value)
        else:
            raise ValueError(f"there is no conduct {name!r}")
    return {}


def _page(title: str, body: str) -> Answer:
    page = _PAGE.format(title=html.escape(title), look=_LOOK, body=body)
    return Answer(200, page.encode(), "text/html; charset=utf-8", (POLICY,))


def _nothing() -> Answer:
    return refusal(404, "no_such_place", "there is nothing here")
