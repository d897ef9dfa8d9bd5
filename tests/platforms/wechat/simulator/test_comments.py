"""The simulated comments refuse as the documents say, and outlive the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.platforms.wechat.simulator.books import Books
from editor_app.platforms.wechat.simulator.comments import ANSWER_CHARACTERS, Comments
from tests.platforms.wechat.counter import Counter
from tests.platforms.wechat.simulator.test_pages import page, published

if TYPE_CHECKING:
    from pathlib import Path

LIST, ANSWER, ELECT = (f"/cgi-bin/comment/{what}" for what in ("list", "reply/add", "markelect"))


def commented(counter: Counter) -> dict:
    """Article and comment, as calls name them."""
    article = published(counter)
    (job,) = [job for job in counter.books.jobs.values() if job.article == article]
    said = {"article": article, "text": "几号？", "reader": "o1"}
    assert page(counter, "/_wechat/comment", "POST", said).status == 200
    return {"msg_data_id": job.id, "index": 0, "user_comment_id": max(counter.books.comments)}


def test_lists_are_of_fewer_than_fifty_and_of_one_kind() -> None:
    counter = Counter()
    where = commented(counter)
    assert counter.told(LIST, {**where, "begin": 0, "count": 50, "type": 0})["errcode"] == 88010
    told = counter.told(LIST, {**where, "begin": 0, "count": 49, "type": 0})
    assert (told["total"], told["comment_cnt"], told["comment"][0]["content"]) == (1, 1, "几号？")
    assert counter.told(LIST, {**where, "begin": 0, "count": 49, "type": 2})["comment"] == []
    counter.told(ELECT, where)
    assert len(counter.told(LIST, {**where, "begin": 0, "count": 49, "type": 2})["comment"]) == 1


def test_one_answer_of_a_decent_length_to_a_comment_that_is_there() -> None:
    counter = Counter()
    where = commented(counter)
    for wrong, code in (
        ({"content": ""}, 88007), ({"content": "字" * (ANSWER_CHARACTERS + 1)}, 88007),
        ({"content": "好", "user_comment_id": 0}, 88008), ({"content": "好", "msg_data_id": 0}, 88001),
    ):  # fmt: skip
        assert counter.told(ANSWER, {**where, **wrong})["errcode"] == code
    assert counter.told(ANSWER, {**where, "content": "好"})["errcode"] == 0
    assert counter.told(ANSWER, {**where, "content": "再说"})["errcode"] == 88005


def test_only_certified_accounts_have_comments() -> None:
    counter = Counter()
    where = commented(counter)
    counter.conduct.verified = False
    assert counter.told(LIST, {**where, "begin": 0, "count": 1, "type": 0})["errcode"] == 48001


def test_comments_outlive_the_server(tmp_path: Path) -> None:
    books = Books(tmp_path / "books.json")
    Comments(books).written(1, "好", "o1", 5.0)
    assert Books(tmp_path / "books.json").comments == books.comments
