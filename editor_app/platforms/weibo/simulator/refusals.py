"""A refusal of the simulated Weibo: a number and words, under the status that such numbers come with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime

from editor_app.platforms.sandbox.exchange import Answer

_SIGN_IN = range(21300, 21400)
_FORBIDDEN = frozenset({10005, 10014, 10022, 10023, 10024, 20015, 20031})


class Fail(Exception):
    """An error_code."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words

    @property
    def status(self) -> int:
        """401 for sign-ins, 403 for what is not allowed, 400 for everything else."""
        if self.code in _SIGN_IN:
            return 401
        return 403 if self.code in _FORBIDDEN else 400


def refused(path: str, fail: Fail, *, as_text: bool = False) -> Answer:
    """The answer; `as_text` gives the number as text, which some copies of the documents show."""
    code: int | str = str(fail.code) if as_text else fail.code
    told = {"request": path, "error_code": code, "error": fail.words}
    return Answer(fail.status, json.dumps(told, ensure_ascii=False).encode())


def too_many(now: datetime | None) -> Answer:
    """429 with a wait of two seconds, or with a date two seconds after `now`."""
    wait = "2"
    if now is not None:
        then = datetime.fromtimestamp(int(now.timestamp()) + 2, UTC)
        wait = format_datetime(then, usegmt=True)
    return Answer(429, b"<html>429</html>", "text/html", (("Retry-After", wait),))
