"""Comments of a WordPress: all a moderator sees, what readers see for others, an answer that a repetition keeps one."""

import json
import socket
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link
from editor_app.platforms.messages import Act, Post, Reply
from editor_app.platforms.wordpress import PLATFORM
from editor_app.platforms.wordpress.messages import WordPressConversation
from tests.platforms.loopback import Received, answer, drop, serving
from tests.platforms.workshop import Bench, order_of, variant

TALK = WordPressConversation()
FORBIDDEN = {"code": "rest_forbidden_context", "message": "Sorry", "data": {"status": 403}}


class Comments:
    """A site's comments in a list, as the interface gives them."""

    def __init__(self, *, moderates: bool = True) -> None:
        self.rows: list[dict] = []
        self.moderates = moderates

    def add(self, text: str, author: int = 0, parent: int = 0, status: str = "approved") -> int:
        number = len(self.rows) + 1
        self.rows.append({
            "id": number, "author": author, "author_name": "王 &amp; 李", "parent": parent, "status": status,
            "date_gmt": "2026-11-29T08:00:00", "link": f"https://news.example.test/x/#comment-{number}",
            "content": {"raw": text, "rendered": f"<p>{text}</p>"},
        })  # fmt: skip
        return number

    def __call__(self, request: Received, connection: socket.socket) -> None:
        answer(*self.reply(request))(request, connection)

    def reply(self, request: Received) -> tuple[int, object]:
        parts = urlsplit(request.target)
        if request.method == "GET":
            return self._listed(parse_qs(parts.query))
        said, number = json.loads(request.body), parts.path.rpartition("/")[2]
        if number.isdecimal():
            self.rows[int(number) - 1]["status"] = said["status"]
            return 200, self.rows[int(number) - 1]
        if any(row["content"]["raw"] == said["content"] and row["parent"] == said["parent"] for row in self.rows):
            return 409, {"code": "comment_duplicate", "message": "Duplicate comment detected"}
        made = self.add(said["content"], 2, said["parent"])
        return 201, self.rows[made - 1]

    def _listed(self, asked: dict[str, list[str]]) -> tuple[int, object]:
        if "context" in asked and not self.moderates:
            return 403, FORBIDDEN
        rows = [{**row, "content": {"rendered": row["content"]["rendered"]}} if "context" not in asked else row
                for row in self.rows if "context" in asked or row["status"] == "approved"]  # fmt: skip
        begin = (int(asked["page"][0]) - 1) * int(asked["per_page"][0])
        return 200, rows[begin : begin + int(asked["per_page"][0])]


def post() -> Post:
    return Post(order_of(PLATFORM.compose(variant(), "https://news.example.test#2", Bench())), ("41",))


def reply(to: int, text: str = "12 月 <1 日> 起。") -> Reply:
    return Reply(str(to), "", text, "0123456789abcdef", datetime(2026, 11, 29, tzinfo=UTC))


def linked(url: str) -> Link:
    return PLATFORM.link(Connection(url, Secret("editor:abcd efgh")))


def test_a_moderator_reads_everything_and_others_what_readers_see() -> None:
    comments = Comments()
    comments.add("几号开始？\n急")
    comments.add("广告", status="hold")
    with serving(comments) as server:
        seen = TALK.page(linked(server.url), post(), "").messages
        assert [(one.text, one.is_shown, one.author) for one in seen] == [
            ("几号开始？\n急", True, "王 & 李"), ("广告", False, "王 & 李"),
        ]  # fmt: skip
        comments.moderates = False
        assert [one.text for one in TALK.page(linked(server.url), post(), "").messages] == ["几号开始？\n急"]


def test_another_refusal_to_read_is_no_empty_thread() -> None:
    with serving(answer(403, {"code": "rest_cannot_read_post", "message": "No"})) as server, pytest.raises(Rejected):
        TALK.page(linked(server.url), post(), "")


def test_pages_of_a_hundred_follow_one_another() -> None:
    comments = Comments()
    for number in range(101):
        comments.add(f"第 {number} 条")
    with serving(comments) as server:
        first = TALK.page(linked(server.url), post(), "")
        second = TALK.page(linked(server.url), post(), first.next_mark)
    assert (len(first.messages), len(second.messages), second.next_mark) == (100, 1, "")


def test_our_answer_is_ours_and_a_repetition_is_found_and_makes_no_second_one() -> None:
    comments = Comments()
    question = comments.add("几号开始？")
    with serving(comments) as server:
        link = linked(server.url)
        done = TALK.send(link, post(), reply(question))
        assert (done.remote_id, done.url) == ("2", "https://news.example.test/x/#comment-2")
        with pytest.raises(OutcomeUnknown):
            TALK.send(link, post(), reply(question))
        found = TALK.find(link, post(), reply(question))
        assert isinstance(found, Found)
        assert (found.result.remote_id, len(comments.rows)) == ("2", 2)
        own = TALK.page(link, post(), "").messages[1]
        assert (own.is_own, own.parent, own.text) == (True, str(question), "12 月 <1 日> 起。")


def test_an_answer_that_never_arrived_is_not_there() -> None:
    comments = Comments()
    question = comments.add("几号开始？")
    with serving(drop, comments) as server:
        link = linked(server.url)
        with pytest.raises(OutcomeUnknown):
            TALK.send(link, post(), reply(question))
        assert TALK.find(link, post(), reply(question)) == Absent()


def test_a_comment_is_hidden_and_shown() -> None:
    comments = Comments()
    comments.add("几号开始？")
    with serving(comments) as server:
        for act, shown in ((Act.HIDE, False), (Act.SHOW, True)):
            TALK.act(linked(server.url), post(), "1", act)
            assert [one.is_shown for one in TALK.page(linked(server.url), post(), "").messages] == [shown]
