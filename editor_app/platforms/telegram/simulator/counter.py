"""The Bot API of the played channel: what comes in as JSON or as a form, what goes wrong, and how answers look."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.platforms.sandbox.exchange import Answer, Fate
from editor_app.platforms.sandbox.faults import Fault, Faults
from editor_app.platforms.telegram.simulator.channel import Channel, Denied, Files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor_app.domain.canonical import Json
    from editor_app.platforms.sandbox.exchange import Asked

_LATE_SECONDS = 0.3
_NAME = re.compile(rb'name="([^"]*)"')
_MIME = re.compile(rb"Content-Type: ([^\r\n]+)", re.IGNORECASE)
_WITHOUT_EFFECT: dict[Fault, Callable[[int], Answer]] = {
    Fault.DROP_BEFORE: lambda _seconds: Answer(fate=Fate.DROP),
    Fault.SERVER_ERROR: lambda _seconds: Answer(502, b"<html>Bad Gateway</html>", "text/html"),
    Fault.RATE_SECONDS: lambda seconds: refused(Denied(429, f"Too Many Requests: retry after {seconds}", seconds)),
    Fault.RATE_DATE: lambda seconds: Answer(429, b"{}", headers=(("Retry-After", _in(seconds)),)),
}


class Counter:
    """Takes one request after the other."""

    def __init__(self, channel: Channel, faults: Faults) -> None:
        self.channel = channel
        self.faults = faults
        self.late: list[threading.Timer] = []

    def answer(self, asked: Asked) -> Answer:
        """What the bot is told."""
        token, method = asked.path[0].removeprefix("bot"), asked.path[-1]
        if token != self.channel.books.token or len(asked.path) != 2:
            return refused(Denied(401, "Unauthorized"))
        kind = "publish" if method.startswith("send") else "withdraw" if method.startswith("delete") else "read"
        strike = self.faults.strike(kind)
        if strike.transport is Fault.LATE:
            self.late.append(threading.Timer(_LATE_SECONDS, lambda: self._effect(asked, method)))
            self.late[-1].start()
            return Answer(fate=Fate.DROP)
        if strike.transport in _WITHOUT_EFFECT:
            return _WITHOUT_EFFECT[strike.transport](strike.seconds)
        given = self._effect(asked, method)
        if strike.transport is Fault.DROP_AFTER:
            return given.lost()
        if strike.transport is Fault.SERVER_ERROR_AFTER:
            return Answer(502, b"<html>Bad Gateway</html>", "text/html")
        return Answer(200, b"{<") if strike.transport is Fault.MALFORMED else given

    def settle(self) -> None:
        """Wait until everything that was on its way has arrived."""
        for timer in self.late:
            timer.join(10)

    def _effect(self, asked: Asked, method: str) -> Answer:
        with self.channel.books.lock:
            try:
                fields, files = _said(asked)
                return Answer(200, canonical({"ok": True, "result": self.channel.done(method, fields, files)}))
            except Denied as denied:
                return refused(denied)
            except (ValueError, KeyError, TypeError):
                return refused(Denied(400, "Bad Request: can't parse the request"))


def refused(denied: Denied) -> Answer:
    """A refusal as Telegram words it."""
    more: dict[str, Json] = {"parameters": {"retry_after": denied.retry_after}} if denied.retry_after else {}
    body = {"ok": False, "error_code": denied.status, "description": denied.description, **more}
    return Answer(denied.status, canonical(body))


def _in(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds + 1), usegmt=True)


def _said(asked: Asked) -> tuple[Mapping[str, str], Files]:
    kind = asked.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return _form(kind.partition("boundary=")[2].encode(), asked.body)
    told = json.loads(asked.body or b"{}")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}, {}


def _form(boundary: bytes, body: bytes) -> tuple[Mapping[str, str], Files]:
    fields, files = dict[str, str](), Files()
    for piece in body.split(b"--" + boundary)[1:-1]:
        head, _, whole = piece.partition(b"\r\n\r\n")
        content = whole.removesuffix(b"\r\n")
        named = _NAME.search(head)
        if named is None:
            raise ValueError("a piece without a name")
        if b"filename=" in head:
            mime = _MIME.search(head)
            files[named[1].decode()] = (content, mime[1].decode() if mime else "")
        else:
            fields[named[1].decode()] = content.decode()
    return fields, files
