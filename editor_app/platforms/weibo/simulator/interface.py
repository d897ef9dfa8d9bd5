"""The simulated Weibo's interface: one call in, one answer out, counted, signed in and struck by what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from editor_app.domain.identifiers import sha256
from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate
from editor_app.platforms.weibo.simulator import articles, quotas, signing
from editor_app.platforms.weibo.simulator.books import Call
from editor_app.platforms.weibo.simulator.comments import Comments
from editor_app.platforms.weibo.simulator.forms import fields_of, picture_of
from editor_app.platforms.weibo.simulator.mishaps import WITHOUT_EFFECT, Mishap
from editor_app.platforms.weibo.simulator.refusals import Fail, refused, too_many
from editor_app.platforms.weibo.simulator.statuses import Wall

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books
    from editor_app.platforms.weibo.simulator.mishaps import Conduct, Mishaps

Told: TypeAlias = "dict[str, Json]"
PATHS = frozenset({"2", "proxy", "oauth2"})
_REFUSES = {
    Mishap.BUSY: (10001, "System error"),
    Mishap.BUSY_AFTER: (10001, "System error"),
    Mishap.DELAYED: (20032, "Update success, while server slow now, please wait 1-2 minutes"),
    Mishap.USER_LIMIT: (10023, "User requests out of rate limit"),
    Mishap.ADDRESS_LIMIT: (10022, "IP requests out of rate limit"),
    Mishap.TOO_MUCH: (20016, "Out of limit"),
    Mishap.EXPIRED: (21327, "expired_token"),
    Mishap.CAPTCHA: (20031, "test and verify"),
}


class _Route(NamedTuple):
    """What a path is."""

    kind: str
    effect: Callable[[], Told]
    method: str = "POST"


class Interface:
    """Answers requests to `/2/…`, `/proxy/…` and `/oauth2/…`."""

    def __init__(
        self, books: Books, mishaps: Mishaps, conduct: Conduct, now: Callable[[], datetime], origin: str
    ) -> None:
        self.books, self.mishaps, self.conduct, self.now, self.origin = books, mishaps, conduct, now, origin
        self.wall = Wall(books, conduct, origin)
        self.comments = Comments(books)
        self._waiting: list[tuple[float, Callable[[], Told]]] = []

    def answer(self, asked: Asked) -> Answer:
        """What the platform says; the effects of earlier calls that are due by now come first."""
        path = "/" + "/".join(asked.path)
        with self.books.lock:
            self.let_time_go_by()
            if path == "/oauth2/authorize":
                return self._authorize(asked)
            route = self._route(path, asked)
            if route is None:
                return refused(path, Fail(10020, "Request api not found"))
            mishap = self.mishaps.strike(route.kind)
            outcome = mishap.value if mishap else "0"
            try:
                self._admit(asked, route)
                answer = self._after(mishap, route.effect, path)
            except Fail as fail:
                answer = refused(path, fail, as_text=self.conduct.text_codes)
                outcome = str(fail.code)
            self.books.calls.append(Call(route.kind, path, sha256(asked.body), outcome))
        return answer

    def let_time_go_by(self) -> None:
        """Let lost calls that arrive late take effect."""
        now = self.now().timestamp()
        due = [effect for at, effect in self._waiting if at <= now]
        self._waiting = [(at, effect) for at, effect in self._waiting if at > now]
        for effect in due:
            try:
                effect()
            except Fail:
                continue  # nobody hears it

    def _authorize(self, asked: Asked) -> Answer:
        told = dict(asked.query)
        try:
            return signing.allowed(self.books, told) if signing.ALLOW in told else signing.asked_page(self.books, told)
        except Fail as fail:
            return refused("/oauth2/authorize", fail)

    def _admit(self, asked: Asked, route: _Route) -> None:
        """Pass when the caller may call it once more this hour."""
        if asked.method != route.method:
            raise Fail(10021, "HTTP method is not suported for this request")
        if route.kind != "sign":
            signing.require(self.books, _token(asked), self.now().timestamp())
            quotas.require(self.books, self.conduct, route.kind, self.now())

    def _after(self, mishap: Mishap | None, effect: Callable[[], Told], path: str) -> Answer:
        if mishap in WITHOUT_EFFECT:
            return self._without_effect(mishap, path)
        if mishap is Mishap.LATE:
            self._waiting.append(((self.now() + self.conduct.late).timestamp(), effect))
            return Answer(fate=Fate.DROP)
        answer = Answer(200, json.dumps(effect(), ensure_ascii=False, separators=(",", ":")).encode())
        if mishap is Mishap.DROP_AFTER:
            return answer.lost()
        if mishap is Mishap.GATEWAY_AFTER:
            return Answer(502, b"<html>502</html>", "text/html")
        if mishap in {Mishap.BUSY_AFTER, Mishap.DELAYED}:
            return self._refused(mishap, path)
        return Answer(200, b'{"created_at":') if mishap is Mishap.MALFORMED else answer

    def _without_effect(self, mishap: Mishap | None, path: str) -> Answer:
        if mishap is Mishap.DROP_BEFORE:
            return Answer(fate=Fate.DROP)
        if mishap in {Mishap.TOO_MANY, Mishap.TOO_MANY_DATE}:
            return too_many(self.now() if mishap is Mishap.TOO_MANY_DATE else None)
        if mishap is Mishap.EXPIRED:
            self.books.tokens.clear()
        return Answer(502, b"<html>502</html>", "text/html") if mishap not in _REFUSES else self._refused(mishap, path)

    def _refused(self, mishap: Mishap | None, path: str) -> Answer:
        code, words = _REFUSES[mishap or Mishap.BUSY]
        return refused(path, Fail(code, words), as_text=self.conduct.text_codes)

    def _route(self, path: str, asked: Asked) -> _Route | None:
        wall, comments, told, now = self.wall, self.comments, fields_of(asked), self.now().timestamp()
        routes = {
            "/2/statuses/share.json": _Route("publish", lambda: wall.share(told, picture_of(asked), now)),
            "/2/statuses/update.json": _Route("publish", lambda: wall.update(told, now)),
            "/2/statuses/upload_url_text.json": _Route("publish", lambda: wall.update(told, now)),
            "/2/statuses/upload_pic.json": _Route("upload", lambda: wall.upload(picture_of(asked))),
            "/2/statuses/destroy.json": _Route("withdraw", lambda: wall.destroy(told)),
            "/2/statuses/show.json": _Route("read", lambda: wall.show(told, now), "GET"),
            "/2/statuses/user_timeline.json": _Route("read", lambda: wall.timeline(told, now), "GET"),
            "/2/statuses/queryid.json": _Route("read", lambda: wall.number(told), "GET"),
            "/2/short_url/expand.json": _Route("read", lambda: wall.expanded(told.get("url_short", "")), "GET"),
            "/2/account/get_uid.json": _Route("read", lambda: {"uid": int(self.books.uid)}, "GET"),
            "/2/account/rate_limit_status.json": _Route(
                "read", lambda: quotas.told(self.books, self.conduct, self.now()), "GET"
            ),
            "/2/users/show.json": _Route("read", self._user, "GET"),
            "/2/comments/show.json": _Route("read", lambda: comments.show(told), "GET"),
            "/2/comments/create.json": _Route("comment", lambda: comments.create({**told, "cid": ""}, now)),
            "/2/comments/reply.json": _Route("comment", lambda: comments.create(told, now)),
            "/proxy/article/publish.json": _Route(
                "publish", lambda: articles.published(self.books, self.conduct, wall, told, now)
            ),
            "/oauth2/access_token": _Route("sign", lambda: signing.issued(self.books, told, now)),
            "/oauth2/get_token_info": _Route("sign", lambda: signing.about(self.books, _token(asked), now)),
            "/oauth2/revokeoauth2": _Route("sign", lambda: signing.revoked(self.books, _token(asked))),
        }
        return routes.get(path)

    def _user(self) -> Told:
        books = self.books
        shown = sum(not one.deleted for one in books.statuses.values())
        return {"id": int(books.uid), "idstr": books.uid, "screen_name": books.name, "verified": True,
                "verified_type": 1, "statuses_count": shown}  # fmt: skip


def _token(asked: Asked) -> str:
    """The token, in whichever of the two ways it came."""
    kind, _, token = asked.headers.get("authorization", "").partition(" ")
    return token if kind == "OAuth2" and token else fields_of(asked).get("access_token", "")
