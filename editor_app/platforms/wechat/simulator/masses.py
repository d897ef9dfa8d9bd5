"""Sending to every follower (群发) on the simulated WeChat: known by the caller's number, and few in a day or month."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.platforms.wechat.simulator.books import PUBLIC, RUNNING, Mass
from editor_app.platforms.wechat.simulator.quotas import BEIJING
from editor_app.platforms.wechat.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.articles import Shelf
    from editor_app.platforms.wechat.simulator.books import Books
    from editor_app.platforms.wechat.simulator.mishaps import Conduct

_LONGEST_NUMBER = 32
_TOO_FAST, _REMEMBERED = 60.0, 86_400.0
_SAID = {RUNNING: "SENDING", PUBLIC: "SEND_SUCCESS"}


class Masses:
    """Every sending of the account."""

    def __init__(self, books: Books, conduct: Conduct, shelf: Shelf) -> None:
        self._books, self._conduct, self._shelf = books, conduct, shelf

    def send(self, asked: dict[str, Json], now: float) -> dict[str, Json]:
        """mass/sendall.

        Raises:
            Fail: it went out before under this number, the quota is used up, or there is no such draft.
        """
        number, news = str(asked.get("clientmsgid") or ""), asked.get("mpnews")
        if len(number.encode()) > _LONGEST_NUMBER:
            raise Fail(45067, "clientmsgid too long")
        self._require_new(number, now)
        if asked.get("msgtype") != "mpnews" or not isinstance(news, dict):
            raise Fail(40008, "invalid message type")
        if self._used(now) >= self._conduct.masses:
            raise Fail(45028, "has no masssend quota")
        job = int(str(self._shelf.submit(news, now)["publish_id"]))
        self._books.masses.append(Mass(number, job, now))
        self._books.keep()
        return {"errcode": 0, "errmsg": "send job submission success", "msg_id": job, "msg_data_id": job}

    def status(self, asked: dict[str, Json]) -> dict[str, Json]:
        """mass/get."""
        job = self._books.jobs.get(int(str(asked.get("msg_id") or 0)))
        if job is None or job.id not in {one.job for one in self._books.masses}:
            raise Fail(40059, "invalid msg id")
        return {"msg_id": job.id, "msg_status": _SAID.get(job.status, "SEND_FAIL")}

    def _require_new(self, number: str, now: float) -> None:
        for one in self._books.masses:
            if number and one.number == number and now - one.at < _REMEMBERED:
                if now - one.at < _TOO_FAST:
                    raise Fail(45066, "same clientmsgid retry too fast")
                raise Fail(45065, "clientmsgid exist", more={"msg_id": one.job, "msg_data_id": one.job})

    def _used(self, now: float) -> int:
        month = _month(now)
        return sum(_month(one.at) == month for one in self._books.masses)


def _month(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone(BEIJING):%Y-%m}"
