"""How often an account may call what in a day, and counting it: days begin at midnight in Beijing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.platforms.wechat.simulator.books import Books

BEIJING = timezone(timedelta(hours=8))
DAILY = {
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/media/uploadimg": 100_000,
    "/cgi-bin/material/add_material": 100_000,
    "/cgi-bin/draft/add": 1000,
    "/cgi-bin/draft/update": 1000,
    "/cgi-bin/draft/delete": 1000,
    "/cgi-bin/draft/count": 1000,
    "/cgi-bin/draft/batchget": 1000,
    "/cgi-bin/draft/get": 500,
    "/cgi-bin/message/mass/sendall": 100,
    "/cgi-bin/freepublish/submit": 100,
    "/cgi-bin/freepublish/get": 100,
    "/cgi-bin/freepublish/delete": 10,
    "/cgi-bin/freepublish/getarticle": 100,
    "/cgi-bin/freepublish/batchget": 100,
}
"""Of a new account: API_Call_Limits (updating and deleting drafts read 2026-11-29), and the page of stable_token, as
PLATFORMS-CN 1.4 quotes them (2026-11-28). For material/del_material neither names a limit."""


def used(books: Books, path: str, now: datetime) -> int:
    """How many calls of the path this day has seen."""
    return books.counts[_row(path, now)]


def count(books: Books, path: str, now: datetime) -> int:
    """Count one more call; how many the day has seen with it."""
    with books.lock:
        books.counts[_row(path, now)] += 1
        return books.counts[_row(path, now)]


def _row(path: str, now: datetime) -> str:
    return f"{now.astimezone(BEIJING).date().isoformat()} {path}"
