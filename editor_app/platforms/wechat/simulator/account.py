"""The simulated WeChat's interface: one call in, one answer out, counted, signed in and struck by what goes wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from editor_app.domain.identifiers import sha256
from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate
from editor_app.platforms.wechat.simulator import quotas, tokens, uploads
from editor_app.platforms.wechat.simulator.articles import Shelf
from editor_app.platforms.wechat.simulator.books import Call, Picture
from editor_app.platforms.wechat.simulator.comments import Comments
from editor_app.platforms.wechat.simulator.masses import Masses
from editor_app.platforms.wechat.simulator.mishaps import WITHOUT_EFFECT, Mishap
from editor_app.platforms.wechat.simulator.refusals import Fail

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.books import Books
    from editor_app.platforms.wechat.simulator.mishaps import Conduct, Mishaps

Told: TypeAlias = "dict[str, Json]"
_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u")
_REFUSES = {
    Mishap.BUSY: (-1, "system error"),
    Mishap.QUOTA: (45009, "reach max api daily quota limit"),
    Mishap.FREQUENT: (45011, "api minute-quota reach limit, must slower, retry next minute"),
    Mishap.EXPIRED: (42001, "access_token expired"),
}


class _Route(NamedTuple):
    """What a path is."""

    kind: str
    effect: Callable[[], Told]
    certified: bool = False
    """Whether only accounts with certification may call it."""


class OfficialAccount:
    """Answers requests to `/cgi-bin/…`."""

    def __init__(
        self, books: Books, mishaps: Mishaps, conduct: Conduct, now: Callable[[], datetime], origin: str
    ) -> None:
        self.books, self.mishaps, self.conduct, self.now, self.origin = books, mishaps, conduct, now, origin
        self._shelf = Shelf(books, conduct, origin)
        self._waiting: list[tuple[float, Callable[[], Told]]] = []

    def answer(self, asked: Asked, address: str = "127.0.0.1") -> Answer:
        """What the platform says; the effects of earlier calls that are due by now come first."""
        path = "/" + "/".join(asked.path)
        with self.books.lock:
            self.let_time_go_by()
            route = self._route(path, asked)
            if route is None:
                return Answer(404, b"<html><body>404</body></html>", "text/html")
            mishap = self.mishaps.strike(route.kind)
            try:
                self._admit(path, asked, route, address)
                answer = self._after(mishap, route.effect)
            except Fail as refused:
                answer = self._refusal(refused)
            outcome = mishap.value if mishap else json.loads(answer.body or b"{}").get("errcode", 0)
            self.books.calls.append(Call(route.kind, path, sha256(asked.body), str(outcome)))
        return answer

    def let_time_go_by(self) -> None:
        """Let what is due by now take effect: lost calls that arrive late, and audits that are over."""
        now = self.now().timestamp()
        due = [effect for at, effect in self._waiting if at <= now]
        self._waiting = [(at, effect) for at, effect in self._waiting if at > now]
        for effect in due:
            try:
                effect()
            except Fail:
                continue  # nobody hears it
        self._shelf.decide(now)

    def _admit(self, path: str, asked: Asked, route: _Route, address: str) -> None:
        """Pass when the caller may call it once more today."""
        now = self.now()
        if route.kind != "token":
            tokens.require(self.books, asked.query.get("access_token", ""), now.timestamp())
        allowed = self.conduct.allowed_ips
        if allowed is not None and address not in allowed:
            raise Fail(40164, f"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist")
        if route.certified and not self.conduct.verified:
            raise Fail(48001, "api unauthorized")
        most = self.conduct.daily.get(path) or quotas.DAILY.get(path)
        if most is not None and quotas.count(self.books, path, now) > most:
            raise Fail(45009, "reach max api daily quota limit")

    def _after(self, mishap: Mishap | None, effect: Callable[[], Told]) -> Answer:
        if mishap in WITHOUT_EFFECT:
            return self._without_effect(mishap)
        if mishap is Mishap.LATE:
            self._waiting.append(((self.now() + self.conduct.late).timestamp(), effect))
            return Answer(fate=Fate.DROP)
        answer = _json(effect())
        match mishap:
            case Mishap.DROP_AFTER:
                return answer.lost()
            case Mishap.GATEWAY_AFTER:
                return Answer(502, b"<html>502</html>", "text/html")
            case Mishap.BUSY_AFTER:
                return self._refusal(Fail(-1, "system error"))
            case _:
                return Answer(200, b'{"media_id":') if mishap is Mishap.MALFORMED else answer

    def _without_effect(self, mishap: Mishap | None) -> Answer:
        if mishap is Mishap.DROP_BEFORE:
            return Answer(fate=Fate.DROP)
        if mishap is None or mishap is Mishap.GATEWAY:
            return Answer(502, b"<html>502</html>", "text/html")
        if mishap is Mishap.EXPIRED:
            self.books.tokens.clear()
        return self._refusal(Fail(*_REFUSES[mishap]))

    def _refusal(self, refused: Fail) -> Answer:
        number = self.books.number()
        rid = f"{int(self.now().timestamp()):08x}-{number:08x}-{number * 40503 % 2**32:08x}"
        return _json({"errcode": refused.code, "errmsg": f"{refused.words} rid: {rid}", **refused.more})

    def _route(self, path: str, asked: Asked) -> _Route | None:
        shelf, talk, now = self._shelf, Comments(self.books), self.now().timestamp()
        masses = Masses(self.books, self.conduct, shelf)

        def body() -> Told:
            return _body(asked)

        routes = {
            "/cgi-bin/stable_token": _Route("token", lambda: tokens.issued(self.books, body(), now)),
            "/cgi-bin/media/uploadimg": _Route("upload", lambda: self._uploaded(asked)),
            "/cgi-bin/material/add_material": _Route("upload", lambda: self._added(asked)),
            "/cgi-bin/material/del_material": _Route("clear", lambda: self._forgotten(body())),
            "/cgi-bin/draft/add": _Route("draft", lambda: shelf.add(body(), now)),
            "/cgi-bin/draft/get": _Route("read", lambda: shelf.draft(body())),
            "/cgi-bin/draft/batchget": _Route("read", lambda: shelf.drafts(body())),
            "/cgi-bin/draft/count": _Route("read", shelf.count),
            "/cgi-bin/draft/update": _Route("update", lambda: shelf.update(body(), now)),
            "/cgi-bin/draft/delete": _Route("clear", lambda: shelf.drop(body())),
            "/cgi-bin/freepublish/submit": _Route("publish", lambda: shelf.submit(body(), now), certified=True),
            "/cgi-bin/freepublish/get": _Route("read", lambda: shelf.status(body()), certified=True),
            "/cgi-bin/freepublish/getarticle": _Route("read", lambda: shelf.article(body()), certified=True),
            "/cgi-bin/freepublish/batchget": _Route("read", lambda: shelf.articles(body()), certified=True),
            "/cgi-bin/freepublish/delete": _Route("withdraw", lambda: shelf.remove(body()), certified=True),
            "/cgi-bin/comment/list": _Route("read", lambda: talk.listed(body()), certified=True),
            "/cgi-bin/comment/markelect": _Route("reply", lambda: talk.marked(body(), elected=True), certified=True),
            "/cgi-bin/comment/unmarkelect": _Route("reply", lambda: talk.marked(body(), elected=False), certified=True),
            "/cgi-bin/comment/reply/add": _Route("reply", lambda: talk.answered(body(), now), certified=True),
            "/cgi-bin/message/mass/sendall": _Route("publish", lambda: masses.send(body(), now), certified=True),
            "/cgi-bin/message/mass/get": _Route("read", lambda: masses.status(body()), certified=True),
            "/cgi-bin/openapi/quota/get": _Route("read", lambda: self._quota(body())),
        }
        return routes.get(path)

    def _quota(self, asked: Told) -> Told:
        path = str(asked.get("cgi_path"))
        most = self.conduct.daily.get(path) or quotas.DAILY.get(path)
        if most is None:
            raise Fail(76021, "cgi_path not found")
        seen = min(quotas.used(self.books, path, self.now()), most)
        return {"errcode": 0, "errmsg": "ok", "quota": {"daily_limit": most, "used": seen, "remain": most - seen}}

    def _uploaded(self, asked: Asked) -> Told:
        sent = uploads.sent_in(asked.headers.get("content-type", ""), asked.body)
        if sent is None or not sent.content:
            raise Fail(41005, "media data missing")
        if sent.mime not in uploads.FOR_TEXTS:
            raise Fail(40005, "invalid file type")
        if len(sent.content) >= uploads.TEXT_BYTES:
            raise Fail(40009, "invalid image size")
        return {"url": self._kept(sent, library=False)[1]}

    def _added(self, asked: Asked) -> Told:
        sent = uploads.sent_in(asked.headers.get("content-type", ""), asked.body)
        kind = asked.query.get("type")
        if kind not in {"image", "thumb"}:
            raise Fail(40004, "invalid media type")
        if sent is None or not sent.content:
            raise Fail(41005, "media data missing")
        if not sent.mime or (kind == "thumb" and sent.mime != "image/jpeg"):
            raise Fail(40005, "invalid file type")
        if len(sent.content) > (uploads.THUMB_BYTES if kind == "thumb" else uploads.LIBRARY_BYTES):
            raise Fail(40009, "invalid image size")
        media, url = self._kept(sent, library=True)
        return {"media_id": media, "url": url, "item": []}

    def _forgotten(self, asked: Told) -> Told:
        """material/del_material: only what lies in the library; a picture for a text has no id there."""
        media = str(asked.get("media_id"))
        found = self.books.pictures.get(media)
        if found is None or not found.library:
            raise Fail(40007, "invalid media_id")
        del self.books.pictures[media]
        self.books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def _kept(self, sent: uploads.Sent, *, library: bool) -> tuple[str, str]:
        """Id and address of a new picture; the same bytes sent twice are two pictures."""
        number = self.books.number()
        made = f"pic-{number}-{sha256(sent.content)[:40]}"
        self.books.pictures[made] = Picture(made, sent.mime, sent.content, library, self.now().timestamp())
        self.books.keep()
        return made, f"{self.origin}/mmbiz/{made}"


def _json(told: Told) -> Answer:
    return Answer(200, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _body(asked: Asked) -> Told:
    """The JSON of a request; what was escaped by its number stays as it was written."""
    if not asked.body:
        raise Fail(44002, "empty post data")
    if asked.method != "POST":
        raise Fail(43002, "require POST method")
    try:
        told = json.loads(_ESCAPE.sub(rb"\1\\\\u", asked.body))
    except ValueError as broken:
        raise Fail(47001, "data format error") from broken
    if not isinstance(told, dict):
        raise Fail(47001, "data format error")
    return told
