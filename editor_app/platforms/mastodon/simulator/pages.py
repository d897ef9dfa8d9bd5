"""What readers of the simulated Mastodon see, its page for signing in, and what is behind its counter."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, cast

from editor_app.platforms.mastodon.simulator import signing
from editor_app.platforms.mastodon.simulator.conduct import set_all
from editor_app.platforms.mastodon.simulator.refusals import Fail
from editor_app.platforms.mastodon.simulator.shelf import NAME
from editor_app.platforms.sandbox.exchange import Answer, Asked, json_answer, refusal

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.mastodon.simulator.books import Status
    from editor_app.platforms.mastodon.simulator.instance import Instance

POLICY = ("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'")
_BEIJING = timezone(timedelta(hours=8))
_LOOK = """
:root{color-scheme:light dark}body{margin:0;background:light-dark(#eff3f5,#191b22);color:light-dark(#1b1b1f,#e8e8ee);
font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:600px;margin:0 auto;padding:24px 16px 64px}header{padding:0 4px 16px}header b{font-size:18px}
article{background:light-dark(#fff,#22242c);padding:16px 18px;border-bottom:1px solid light-dark(#dfe4ea,#393f4f)}
article:first-of-type{border-radius:8px 8px 0 0}article:last-of-type{border-radius:0 0 8px 8px;border:0}
article.more{border-left:3px solid #6364ff;padding-left:15px}article p{margin:0 0 .7em;overflow-wrap:anywhere}
a{color:light-dark(#4f50d9,#a5a6ff)}.invisible{font-size:0}.ellipsis::after{content:"…"}
.meta,summary{color:light-dark(#667,#9baec8);font-size:14px}
img{max-width:100%;border-radius:8px;margin:4px 6px 0 0}ul.poll{list-style:none;padding:0;margin:0}
ul.poll li{border:1px solid light-dark(#c5ccd5,#454b5c);border-radius:6px;padding:6px 12px;margin:0 0 6px}
"""
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{look}</style></head>
<body><main><header><b>练习账号</b> <span class="meta">@{name}</span></header>
{posts}
</main></body></html>
"""


class Pages:
    """Answers everything but the interface; nobody signs in here, because it is all practice."""

    def __init__(self, instance: Instance) -> None:
        self._instance, self._books = instance, instance.books

    def answer(self, asked: Asked) -> Answer:
        """Finds the route."""
        with self._books.lock:
            self._instance.let_time_go_by()
            match asked.method, asked.path:
                case "GET", () | ("@office",):
                    return self._page([one for one in self._live() if not one.answers and not one.by])
                case "GET", ("@office", number):
                    return self._thread(number)
                case "GET", ("media", number):
                    found = self._books.media.get(number)
                    return Answer(200, found.content, found.mime) if found else _nothing()
                case "GET", ("oauth", "authorize", *rest):
                    return self._sign_in(rest, asked)
                case method, ("_mastodon", what):
                    return self._behind(method, what, asked)
            return _nothing()

    def _live(self) -> list[Status]:
        found = [one for one in self._books.statuses.values() if not one.deleted and one.visibility != "direct"]
        return sorted(found, key=lambda one: int(one.id), reverse=True)

    def _thread(self, number: str) -> Answer:
        shown = [one for one in self._live() if one.id == number]
        if not shown:
            return self._page([])
        return self._page([*shown, *(one for one in self._instance.shelf.below(number) if one.visibility != "direct")])

    def _page(self, shown: list[Status]) -> Answer:
        posts = "\n".join(self._post(one) for one in shown) or "<article><p>还没有嘟文。</p></article>"
        text = _PAGE.format(title="练习服务器", look=_LOOK, name=NAME, posts=posts)
        return Answer(200, text.encode(), "text/html; charset=utf-8", (POLICY,))

    def _post(self, status: Status) -> str:
        inside = self._instance.shelf.content(status) + "".join(self._picture(one) for one in status.media)
        if status.poll:
            options = cast("list[Json]", status.poll["options"])
            inside += '<ul class="poll">' + "".join(f"<li>{html.escape(str(one))}</li>" for one in options) + "</ul>"
        if status.spoiler:
            inside = f"<details><summary>{html.escape(status.spoiler)}</summary>{inside}</details>"
        at = datetime.fromtimestamp(status.at, UTC).astimezone(_BEIJING)
        edited = " · 已编辑" if status.history else ""
        kind = ' class="more"' if status.answers else ""
        link = f'<a class="meta" href="/@{NAME}/{status.id}">{at.year}年{at.month}月{at.day}日 {at:%H:%M}</a>{edited}'
        who = f"<p class='meta'>@{html.escape(status.by)}</p>" if status.by else ""
        return f"<article{kind}>{who}{inside}<p class='meta'>{link}</p></article>"

    def _picture(self, number: str) -> str:
        medium = self._books.media[number]
        return f'<img src="/media/{medium.id}" alt="{html.escape(medium.description, quote=True)}">'

    def _sign_in(self, rest: list[str], asked: Asked) -> Answer:
        try:
            if rest == []:
                return Answer(
                    200, signing.page(self._books, asked.query).encode(), "text/html; charset=utf-8", (POLICY,)
                )
            if rest not in (["yes"], ["no"]):
                return _nothing()
            now = self._instance.now().timestamp()
            place = signing.decided(self._books, asked.query, now, allowed=rest == ["yes"])
        except Fail as refused:
            return refusal(refused.status, refused.name, refused.words)
        return Answer(302, b"", "text/html", (("Location", place),))

    def _behind(self, method: str, what: str, asked: Asked) -> Answer:
        try:
            told = self._done(method, what, json.loads(asked.body or b"{}"))
        except (ValueError, TypeError, KeyError, Fail) as broken:
            return refusal(400, "broken", str(broken))
        return _nothing() if told is None else json_answer(told)

    def _done(self, method: str, what: str, told: dict[str, Json]) -> dict[str, Json] | None:
        match method, what:
            case "GET", "statuses":
                return {"statuses": [self._instance.shelf.told(one) for one in self._live()]}
            case "GET", "calls":
                return {"calls": [cast("Json", asdict(call)) for call in self._books.calls]}
            case "POST", "faults":
                self._instance.faults.put(told)
                return {"faults": self._instance.faults.left()}
            case "POST", "alter":
                return {"altered": self._altered(str(told["old"]), str(told["new"]))}
        return self._set(method, what, told)

    def _set(self, method: str, what: str, told: dict[str, Json]) -> dict[str, Json] | None:
        match method, what:
            case "POST", "conduct":
                set_all(self._instance.conduct, dict(told))
                return {}
            case "POST", "comment":
                now = self._instance.now().timestamp()
                made = self._instance.shelf.comment(str(told["to"]), str(told["text"]), str(told["by"]), now)
                return {"id": made.id}
            case "POST", "revoke":
                self._books.tokens.clear()
                return {}
        return None

    def _altered(self, old: str, new: str) -> int:
        """Another client edits the words of posts; how many it found."""
        found = [one for one in self._live() if old in one.text]
        for one in found:
            one.history.append(one.text)
            one.text, one.shown = one.text.replace(old, new), ""
        return len(found)


def _nothing() -> Answer:
    return refusal(404, "no_such_place", "there is nothing here")
