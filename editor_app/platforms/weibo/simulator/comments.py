"""Comments below posts of the simulated Weibo: lists, comments of the account's own, and its answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from editor_app.platforms.weibo.counting import characters
from editor_app.platforms.weibo.simulator.books import Comment
from editor_app.platforms.weibo.simulator.quotas import BEIJING
from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books

_MOST, _PAGE = 140, 200


class Comments:
    """What stands below the posts of one account."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def show(self, told: dict[str, str]) -> dict[str, Json]:
        """comments/show, the newest first.

        Raises:
            Fail: there is no such post.
        """
        status = self._status(told)
        since, until = int(told.get("since_id") or 0), int(told.get("max_id") or 0)
        all_of_it = [one for one in self._books.comments.values() if one.status == status and not one.deleted]
        found = [one for one in reversed(all_of_it) if one.id > since and (not until or one.id <= until)]
        count, page = min(int(told.get("count") or 50), _PAGE), int(told.get("page") or 1)
        shown: list[Json] = [self._told(one) for one in found[(page - 1) * count : page * count]]
        return {"comments": shown, "total_number": len(all_of_it), "previous_cursor": 0, "next_cursor": 0}

    def create(self, told: dict[str, str], now: float) -> dict[str, Json]:
        """comments/create and comments/reply: in the account's own name.

        Raises:
            Fail: no such post or comment, no words, too many, or the same as the last ones.
        """
        status, text = self._status(told), told.get("comment", "").strip()
        answers = int(told.get("cid") or 0)
        if answers and (answers not in self._books.comments or self._books.comments[answers].deleted):
            raise Fail(20201, "target weibo comment does not exist!")
        if not text:
            raise Fail(20008, "content is null!")
        if characters(text) > _MOST:
            raise Fail(20012, "Text too long, please input text less than 140 characters")
        if answers and told.get("without_mention") != "1":
            text = f"回复@{self._books.comments[answers].author}:{text}"
        own = [one for one in self._books.comments.values() if one.author == self._books.name and not one.deleted]
        if own and (own[-1].text, own[-1].status) == (text, status):
            raise Fail(20019, "repeated content!")
        return self._told(self.written(status, text, self._books.name, now, answers))

    def written(self, status: int, text: str, author: str, now: float, answers: int = 0) -> Comment:
        """A comment by anybody."""
        made = Comment(self._books.post_number(), status, text, author, now, answers)
        self._books.comments[made.id] = made
        self._books.keep()
        return made

    def _status(self, told: dict[str, str]) -> int:
        number = told.get("id", "")
        found = self._books.statuses.get(int(number)) if number.isdigit() else None
        if found is None or found.deleted:
            raise Fail(20101, "target weibo does not exist!")
        return found.id

    def _told(self, one: Comment) -> dict[str, Json]:
        at = datetime.fromtimestamp(one.at, BEIJING)
        is_own = one.author == self._books.name
        uid = self._books.uid if is_own else str(1_000_000 + len(one.author))
        told: dict[str, Json] = {
            "created_at": f"{at:%a %b %d %H:%M:%S %z %Y}", "id": one.id, "mid": str(one.id), "idstr": str(one.id),
            "text": one.text, "source": "", "user": {"id": int(uid), "idstr": uid, "screen_name": one.author},
            "status": {"id": one.status, "idstr": str(one.status)},
        }  # fmt: skip
        answered = self._books.comments.get(one.answers)
        return {**told, "reply_comment": self._told(answered)} if answered else told
