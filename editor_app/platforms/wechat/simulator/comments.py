"""Readers' comments on the simulated WeChat: lists of fewer than 50, elected ones, one answer to each (88005)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.platforms.wechat.simulator.books import PUBLIC, Comment
from editor_app.platforms.wechat.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.books import Books

_FEWER_THAN = 50
ANSWER_CHARACTERS = 600


class Comments:
    """What readers wrote below the account's articles."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def written(self, article: int, text: str, reader: str, now: float) -> int:
        """Number of a new comment of a reader."""
        made = Comment(self._books.number(), article, reader, text, now)
        self._books.comments[made.id] = made
        self._books.keep()
        return made.id

    def listed(self, asked: dict[str, Json]) -> dict[str, Json]:
        """comment/list.

        Raises:
            Fail: no such article, or too many asked for.
        """
        article, begin, count = self._article(asked), asked.get("begin"), asked.get("count")
        if not isinstance(begin, int) or not isinstance(count, int) or not 0 < count < _FEWER_THAN:
            raise Fail(88010, "count range error. cannot be more than 50")
        found = [one for one in self._books.comments.values() if one.article == article]
        if asked.get("type"):
            found = [one for one in found if one.elected == (asked["type"] == 2)]
        rows: list[Json] = [_told(one) for one in found[begin : begin + count]]
        return {"errcode": 0, "errmsg": "ok", "total": len(rows), "comment_cnt": len(found), "comment": rows}

    def answered(self, asked: dict[str, Json], now: float) -> dict[str, Json]:
        """comment/reply/add.

        Raises:
            Fail: no such comment, an answer of another length, or there is one already.
        """
        found, text = self._known(asked), str(asked.get("content") or "")
        if not text.strip() or len(text) > ANSWER_CHARACTERS:
            raise Fail(88007, "reply content beyond max len or content len is zero")
        if found.answer:
            raise Fail(88005, "already reply")
        found.answer, found.answered = text, now
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def marked(self, asked: dict[str, Json], *, elected: bool) -> dict[str, Json]:
        """comment/markelect and unmarkelect."""
        self._known(asked).elected = elected
        self._books.keep()
        return {"errcode": 0, "errmsg": "ok"}

    def _article(self, asked: dict[str, Json]) -> int:
        number = asked.get("msg_data_id")
        job = self._books.jobs.get(number) if isinstance(number, int) else None
        if job is None or job.status != PUBLIC or asked.get("index", 0) != 0:
            raise Fail(88001, "msg_data is not exists")
        return job.id

    def _known(self, asked: dict[str, Json]) -> Comment:
        article, number = self._article(asked), asked.get("user_comment_id")
        found = self._books.comments.get(number) if isinstance(number, int) else None
        if found is None or found.article != article:
            raise Fail(88008, "user_comment is not exists")
        return found


def _told(one: Comment) -> dict[str, Json]:
    told: dict[str, Json] = {
        "user_comment_id": one.id, "openid": one.reader, "create_time": int(one.at), "content": one.text,
        "comment_type": int(one.elected),
    }  # fmt: skip
    if one.answer:
        told["reply"] = {"content": one.answer, "create_time": int(one.answered)}
    return told
