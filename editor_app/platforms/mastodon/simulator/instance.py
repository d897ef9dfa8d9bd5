"""The simulated Mastodon's interface: one call in, one answer out, signed in, counted, struck by what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast
from urllib.parse import urlsplit

from editor_app.platforms.mastodon.simulator import signing
from editor_app.platforms.mastodon.simulator.books import Call
from editor_app.platforms.mastodon.simulator.refusals import Fail
from editor_app.platforms.mastodon.simulator.shelf import ACCOUNT, NAME, Shelf
from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate
from editor_app.platforms.sandbox.faults import Fault, Strike, twisted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.platforms.mastodon.simulator.books import Books, Status
    from editor_app.platforms.mastodon.simulator.conduct import Conduct
    from editor_app.platforms.sandbox.faults import Faults

Effect: TypeAlias = "Callable[[], Answer]"
VERSION = "4.5.0-press-desk-simulator"
_WINDOW = timedelta(minutes=5)
_WITHOUT_EFFECT = frozenset({Fault.DROP_BEFORE, Fault.SERVER_ERROR, Fault.RATE_SECONDS, Fault.RATE_DATE})


class _Route(NamedTuple):
    """What a path is."""

    kind: str
    effect: Callable[[], Answer]
    scope: str = ""
    """What the token must allow; empty = everybody may call it."""


class Instance:
    """Answers requests to `/api/…` and `/oauth/…`."""

    def __init__(
        self, books: Books, faults: Faults, conduct: Conduct, now: Callable[[], datetime], origin: str
    ) -> None:
        self.books, self.faults, self.conduct, self.now, self.origin = books, faults, conduct, now, origin
        self.shelf = Shelf(books, conduct, origin)
        self._waiting: list[tuple[float, Effect]] = []
        self._called: list[float] = []

    def answer(self, asked: Asked) -> Answer:
        """What the server says; the effects of earlier calls that are due by now come first."""
        path = "/" + "/".join(asked.path)
        with self.books.lock:
            self.let_time_go_by()
            route = self._route(asked)
            if route is None:
                return _refused(Fail(404, "Not Found"))
            strike = self.faults.strike(route.kind)
            try:
                if route.scope:
                    signing.require(self.books, asked, route.scope)
                self._count()
                answer = self._after(strike, route.effect)
            except Fail as refused:
                answer = self._with_rates(_refused(refused))
            outcome = strike.transport.value if strike.transport else str(answer.status)
            self.books.calls.append(Call(route.kind, asked.method, path, outcome))
        return answer

    def let_time_go_by(self) -> None:
        """Let lost calls take effect that arrive late."""
        now = self.now().timestamp()
        due = [effect for at, effect in self._waiting if at <= now]
        self._waiting = [(at, effect) for at, effect in self._waiting if at > now]
        for effect in due:
            try:
                effect()
            except Fail:
                continue  # nobody hears it

    def _after(self, strike: Strike, effect: Effect) -> Answer:
        fault = strike.transport
        if fault in _WITHOUT_EFFECT:
            return self._without_effect(strike)
        if fault is Fault.LATE:
            self._waiting.append(((self.now() + self.conduct.late).timestamp(), effect))
            return Answer(fate=Fate.DROP)
        answer = self._with_rates(effect())
        if strike.content:
            self._twist(answer, strike.content)
        match fault:
            case Fault.DROP_AFTER:
                return answer.lost()
            case Fault.SERVER_ERROR_AFTER:
                return Answer(502, b"<html>502</html>", "text/html")
            case _:
                return Answer(200, b'{"id":') if fault is Fault.MALFORMED else answer

    def _without_effect(self, strike: Strike) -> Answer:
        if strike.transport is Fault.DROP_BEFORE:
            return Answer(fate=Fate.DROP)
        if strike.transport is Fault.SERVER_ERROR:
            return Answer(503, b"<html>503</html>", "text/html")
        refused = _refused(Fail(429, "Too many requests"))
        if strike.transport is Fault.RATE_SECONDS:
            return replace(refused, headers=(("Retry-After", str(strike.seconds)),))
        until = self.now() + timedelta(seconds=strike.seconds + 1)
        return replace(refused, headers=(("X-RateLimit-Reset", _moment(until)),))

    def _twist(self, answer: Answer, faults: tuple[Fault, ...]) -> None:
        """What readers see of the post is not what was sent."""
        told = json.loads(answer.body)
        status = self.books.statuses.get(str(told.get("id")))
        if status is None:
            return
        status.shown = twisted(self.shelf.content(status), tuple(f for f in faults if f is not Fault.STRIP_ALT))
        if Fault.REORDER in faults:
            status.media.reverse()
        if Fault.STRIP_ALT in faults:
            for number in status.media:
                self.books.media[number].description = ""

    def _count(self) -> None:
        """Count one more call of these five minutes.

        Raises:
            Fail: there were too many.
        """
        now = self.now().timestamp()
        self._called = [at for at in self._called if at > now - _WINDOW.total_seconds()]
        if self.conduct.calls and len(self._called) >= self.conduct.calls:
            raise Fail(429, "Too many requests")
        self._called.append(now)

    def _with_rates(self, answer: Answer) -> Answer:
        most = self.conduct.calls or 300
        left = max(0, most - len(self._called))
        until = self.now() + _WINDOW
        rates = (("X-RateLimit-Limit", str(most)), ("X-RateLimit-Remaining", str(left)))
        return replace(answer, headers=(*answer.headers, *rates, ("X-RateLimit-Reset", _moment(until))))

    def _route(self, asked: Asked) -> _Route | None:
        match asked.path:
            case ("api", _, "media", *_rest):
                return self._media_route(asked)
            case ("api", "v1", "statuses", *_rest):
                return self._status_route(asked)
            case ("api", "v1", "accounts", *_rest):
                return self._account_route(asked)
        return self._open_route(asked)

    def _open_route(self, asked: Asked) -> _Route | None:
        match asked.method, asked.path:
            case "POST", ("api", "v1", "apps"):
                return _Route("token", lambda: _json(signing.registered(self.books, asked)))
            case "POST", ("oauth", "token"):
                return _Route("token", lambda: _json(signing.token(self.books, asked, self.now().timestamp())))
            case "GET", ("api", "v2", "instance"):
                return _Route("read", lambda: _json(self._instance()))
        return None

    def _account_route(self, asked: Asked) -> _Route | None:
        match asked.method, asked.path[3:]:
            case "GET", ("verify_credentials",):
                return _Route("read", lambda: _json(self._me()), "read:accounts")
            case "GET", (one, "statuses"):
                return _Route("read", lambda: self._listed(one, asked), "read:statuses")
        return None

    def _media_route(self, asked: Asked) -> _Route | None:
        match asked.method, asked.path[1:]:
            case "POST", ("v2", "media"):
                return _Route("upload", lambda: self._uploaded(asked), "write:media")
            case "GET", ("v1", "media", number):
                return _Route("read", lambda: self._looked_at(number), "write:media")
        return None

    def _status_route(self, asked: Asked) -> _Route | None:
        match asked.method, asked.path[3:]:
            case "POST", ():
                return _Route("publish", lambda: self._posted(asked), "write:statuses")
            case "GET", (number,):
                return _Route("read", lambda: self._told(self.shelf.one(number)), "read:statuses")
            case "GET", (number, "context"):
                return _Route("read", lambda: self._around(number), "read:statuses")
            case "PUT", (number,):
                return _Route("publish", lambda: self._told(self.shelf.change(number, _body(asked))), "write:statuses")
            case "DELETE", (number,):
                return _Route("withdraw", lambda: self._told(self.shelf.remove(number, asked.query)), "write:statuses")
        return None

    def _instance(self) -> dict[str, Json]:
        c = self.conduct
        return {
            "domain": urlsplit(self.origin).netloc, "title": "练习服务器", "version": VERSION,
            "configuration": {
                "statuses": {"max_characters": c.characters, "max_media_attachments": c.pictures,
                             "characters_reserved_per_url": c.url},
                "media_attachments": {"description_limit": c.alt, "image_size_limit": c.image_bytes,
                                      "image_matrix_limit": 33_177_600},
                "polls": {"max_options": c.choices, "max_characters_per_option": c.choice},
            },
        }  # fmt: skip

    def _me(self) -> dict[str, Json]:
        return {
            "id": ACCOUNT, "username": NAME, "acct": NAME, "display_name": "练习账号",
            "url": f"{self.origin}/@{NAME}", "suspended": self.conduct.suspended,
        }  # fmt: skip

    def _listed(self, account: str, asked: Asked) -> Answer:
        if account != ACCOUNT:
            raise Fail(404, "Record not found")
        return _json([self.shelf.told(one) for one in self.shelf.listed(asked.query)])

    def _uploaded(self, asked: Asked) -> Answer:
        medium = self.shelf.add_medium(asked.headers.get("content-type", ""), asked.body)
        return _json(self.shelf.medium_told(medium), 202 if medium.looks else 200)

    def _looked_at(self, number: str) -> Answer:
        medium = self.shelf.looked_at(number)
        return _json(self.shelf.medium_told(medium), 206 if medium.looks else 200)

    def _posted(self, asked: Asked) -> Answer:
        token = signing.require(self.books, asked, "write:statuses")
        key = asked.headers.get("idempotency-key", "")
        return self._told(self.shelf.add(_body(asked), key, token.app, self.now().timestamp()))

    def _around(self, number: str) -> Answer:
        return _json({"ancestors": [], "descendants": [self.shelf.told(one) for one in self.shelf.below(number)]})

    def _told(self, status: Status) -> Answer:
        return _json(self.shelf.told(status))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _json(told: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _refused(fail: Fail) -> Answer:
    said = {"error": fail.name, "error_description": fail.words} if fail.name else {"error": fail.words}
    return _json(said, fail.status)


def _body(asked: Asked) -> dict[str, Json]:
    try:
        told = json.loads(asked.body or b"{}")
    except ValueError as broken:
        raise Fail(400, "Error occurred while parsing request parameters") from broken
    if not isinstance(told, dict):
        raise Fail(400, "Error occurred while parsing request parameters")
    return cast("dict[str, Json]", told)
