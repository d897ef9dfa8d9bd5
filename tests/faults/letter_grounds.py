"""Where rooms, channels and bulletins are tried: servers of tests that fail, and what readers find there."""

from __future__ import annotations

import email
import email.policy
import json
import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.platforms.telegram.simulator.books import NAME
from editor_app.platforms.telegram.simulator.server import TelegramServer
from tests.faults.crossing import Fault, Twist, passing_to
from tests.faults.grounds import Ground, Row, over
from tests.platforms.email_bulletin import post_office
from tests.platforms.matrix.homeserver import ALIAS, TOKEN, Homeserver
from tests.platforms.wechat.counter import Clock

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from datetime import timedelta
    from pathlib import Path

    from tests.faults.grounds import Words

NO_HTTP = "the protocol is not HTTP"
UNREADABLE = "nothing can be read back"
WITH_ITS_POST = "a picture goes out with its post; there is no upload by itself"
ONE_BY_ONE = "a message is read by its id; a list is only searched for our mark"


@contextmanager
def matrix(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A room on a homeserver of tests."""
    home = Homeserver()

    def seen() -> list[str]:
        return [json.dumps(event["content"], ensure_ascii=False) for event in home.shown()]

    with over(home, TOKEN, seen, context, {"room": ALIAS}) as ground:
        yield ground


@contextmanager
def telegram(_folder: Path, context: ssl.SSLContext | None) -> Iterator[Ground]:
    """The played channel."""
    clock = Clock()
    server = TelegramServer(now=clock)
    server.conduct.a_minute = 200
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()

    def seen() -> list[str]:
        return [message.text for message in server.books.messages.values()]

    def where(mark: str) -> tuple[str, str]:
        number = next(one.id for one in server.books.messages.values() if mark in one.text)
        return f"https://t.me/{NAME}/{number}", str(number)

    try:
        with over(passing_to(server.url), server.secret, seen, context, {"channel": f"@{NAME}"}) as ground:
            wire = ground.wire
            assert wire is not None

            def turn(by: timedelta) -> None:
                """Nothing is asked while a person is waited for, so what is late arrives with the time."""
                clock.turn(seconds=by.total_seconds())
                arrived, wire._late = wire._late, []
                for asked in arrived:
                    wire._effect(asked)

            ground.turn = turn
            ground.where = where
            yield ground
    finally:
        server.close()
        thread.join(10)


@contextmanager
def bulletin(_folder: Path, _context: ssl.SSLContext | None) -> Iterator[Ground]:
    """A mail server that breaks off, before and after it has taken a letter."""
    with post_office.serving() as office:
        struck: Counter[str] = Counter()
        kinds = {
            Fault.DROP_BEFORE: "drop_before",
            Fault.DROP_AFTER: "drop_after",
            Fault.ERROR: "451",
            Fault.ERROR_AFTER: "421_after",
            Fault.MALFORMED: "malformed",
            Fault.WAIT_SECONDS: "452_data",
        }

        def arm(fault: Fault, _fits: str) -> None:
            office.faults = [kinds[fault]]
            struck[fault] += 1

        def where(_mark: str) -> tuple[str, str]:
            return office.url, ""

        yield Ground(
            post_office.connection(office), arm, lambda: bool(office.faults), struck, _not_read, lambda: _texts(office),
            where=where,
        )  # fmt: skip


def _texts(office: post_office.PostOffice) -> list[str]:
    read = [email.message_from_bytes(letter.content, policy=email.policy.default) for letter in office.letters]
    return [str(one["Subject"]) for one in read]


def _not_read(_kind: Twist, _said: Words) -> None:
    """Nobody reads a letter back."""


_OF_MAIL = {fault.value: NO_HTTP for fault in (
    Fault.LATE_EFFECT, Fault.LATE_REPLY, Fault.WAIT_UNTIL, Fault.EXPIRED, Fault.HALF)}  # fmt: skip
_BLIND = dict.fromkeys(Twist, UNREADABLE)
_UNSURE = frozenset({"drop_before", "drop_after", "late_effect", "late_reply", "5xx", "5xx_after", "malformed"})
ROWS = (
    Row("matrix", matrix, "PUT .*/send/m.room.message/", lacks={Twist.LIST: ONE_BY_ONE}),
    Row("telegram", telegram, "POST .*/sendMessage", _UNSURE,
        {**_BLIND, Fault.HALF.value: WITH_ITS_POST}, reads=False),
    Row("email_bulletin", bulletin, asks=frozenset({"drop_after", "5xx_after", "malformed"}),
        lacks={**_OF_MAIL, **_BLIND}, is_http=False, reads=False),
)  # fmt: skip
