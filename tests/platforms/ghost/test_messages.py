"""Comments of a Ghost: flat threads as trees, hidden and pinned, answered as the member that the account names."""

import json
import socket
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from editor_app.domain.errors import OutcomeUnknown
from editor_app.platforms.contract import Absent, Connection, Found, Link
from editor_app.platforms.ghost import PLATFORM
from editor_app.platforms.ghost.messages import REPLY_AS, GhostConversation
from editor_app.platforms.messages import Act, Post, Reply
from tests.platforms.ghost.test_link import SECRET
from tests.platforms.loopback import Received, answer, drop, serving
from tests.platforms.workshop import Bench, order_of, variant

TALK = GhostConversation()
OFFICE = "69f0c0ffee"


class Comments:
    """A site's comments, as the interface gives them."""

    def __init__(self) -> None:
        self.rows: list[dict] = []

    def add(self, html: str, member: str = "reader", parent: str | None = None, to: str | None = None) -> str:
        number = f"c{len(self.rows)}"
        self.rows.append({
            "id": number, "parent_id": parent, "in_reply_to_id": to, "status": "published", "html": html,
            "created_at": "2026-11-29T08:00:00.000Z", "member": {"id": member, "name": "王", "email": "w@example.org"},
            "pinned": False,
        })  # fmt: skip
        return number

    def __call__(self, request: Received, connection: socket.socket) -> None:
        answer(*self.reply(request))(request, connection)

    def reply(self, request: Received) -> tuple[int, object]:
        parts = urlsplit(request.target)
        if request.method == "GET":
            asked = parse_qs(parts.query)
            assert asked["filter"] == ["post_id:'6b1'"]
            page, limit = int(asked["page"][0]), int(asked["limit"][0])
            more = len(self.rows) > page * limit
            meta = {"pagination": {"page": page, "next": page + 1 if more else None}}
            return 200, {"comments": self.rows[(page - 1) * limit : page * limit], "meta": meta}
        [said] = json.loads(request.body)["comments"]
        if request.method == "PUT":
            row = next(row for row in self.rows if row["id"] == parts.path.strip("/").rpartition("/")[2])
            row.update(said)
            return 200, {"comments": [row]}
        made = self.add(said["html"], said["member_id"], said["parent_id"], said["in_reply_to_id"])
        return 201, {"comments": [row for row in self.rows if row["id"] == made]}


def post(member: str = OFFICE) -> Post:
    return Post(order_of(PLATFORM.compose(variant(), "u", Bench())), ("6b1",), {REPLY_AS: member})


def reply(to: str, mark: str) -> Reply:
    return Reply(to, mark, "您好：\n12 月 1 日 <起>。", "0123456789abcdef", datetime(2026, 11, 29, tzinfo=UTC))


def linked(url: str) -> Link:
    return PLATFORM.link(Connection(url, SECRET))


def test_an_answer_to_an_answer_hangs_on_the_thread_and_names_its_message() -> None:
    comments = Comments()
    root = comments.add("<p>几号？</p>")
    second = comments.add("<p>急</p>", parent=root)
    with serving(comments) as server:
        link = linked(server.url)
        seen = {one.id: one for one in TALK.page(link, post(), "").messages}
        assert [(one.text, one.parent, one.mark) for one in seen.values()] == [("几号？", "", root), ("急", root, root)]
        assert "w@example.org" not in repr(seen)
        done = TALK.send(link, post(), reply(second, seen[second].mark))
        own = TALK.page(link, post(), "").messages[-1]
        assert (own.id, own.parent, own.is_own) == (done.remote_id, second, True)
        assert own.text == "您好：\n12 月 1 日 <起>。"


def test_without_a_member_nobody_answers_and_nothing_is_ours() -> None:
    comments = Comments()
    comments.add("<p>几号？</p>", "")
    assert TALK.may_reply(post("")) is not None
    assert TALK.may_reply(post()) is None
    with serving(comments) as server:
        assert [one.is_own for one in TALK.page(linked(server.url), post(""), "").messages] == [False]


def test_a_lost_answer_is_looked_up_in_the_thread() -> None:
    comments = Comments()
    root = comments.add("<p>几号？</p>")
    with serving(drop, comments) as server:
        link = linked(server.url)
        with pytest.raises(OutcomeUnknown):
            TALK.send(link, post(), reply(root, root))
        assert TALK.find(link, post(), reply(root, root)) == Absent()
        TALK.send(link, post(), reply(root, root))
        assert isinstance(TALK.find(link, post(), reply(root, root)), Found)


def test_pages_follow_what_the_site_says() -> None:
    comments = Comments()
    for number in range(101):
        comments.add(f"<p>{number}</p>")
    with serving(comments) as server:
        first = TALK.page(linked(server.url), post(), "")
        assert (len(first.messages), first.next_mark) == (100, "2")
        assert TALK.page(linked(server.url), post(), "2").next_mark == ""


def test_a_comment_is_hidden_shown_pinned_and_no_more() -> None:
    comments = Comments()
    root = comments.add("<p>几号？</p>")
    with serving(comments) as server:
        for act, shown, featured in (
            (Act.HIDE, False, False), (Act.SHOW, True, False), (Act.FEATURE, True, True), (Act.UNFEATURE, True, False),
        ):  # fmt: skip
            TALK.act(linked(server.url), post(), root, act)
            (seen,) = TALK.page(linked(server.url), post(), "").messages
            assert (seen.is_shown, seen.is_featured) == (shown, featured)
