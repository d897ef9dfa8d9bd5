"""Messages below practice posts: read in pages, answered, hidden; a lost answer is found or is not there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.platforms.contract import Absent, Found, Link
from editor_app.platforms.messages import Act, Message, Post, Reply
from editor_app.platforms.sandbox import PLATFORM
from editor_app.platforms.sandbox.messages import SandboxConversation
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.platforms.sandbox.talk import PAGE
from tests.platforms.sandbox.test_server import call
from tests.platforms.test_withdrawing import published
from tests.platforms.workshop import connection, practice

TALK = SandboxConversation()
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@dataclass
class Below:
    """What stands below a published practice post."""

    server: SandboxServer
    link: Link
    post: Post

    def written(self, text: str, to: str = "") -> str:
        said = json.dumps({"post": self.post.remote_ids[0], "author": "读者", "text": text, "to": to}).encode()
        status, told = call(self.server.url, "POST", "/_sandbox/messages", said, {})
        assert status == 200
        return str(told["id"])

    def all(self) -> list[Message]:
        found, mark = [], ""
        while True:
            page = TALK.page(self.link, self.post, mark)
            found += page.messages
            mark = page.next_mark
            if not mark:
                return found


def below(server: SandboxServer, profile: str) -> Below:
    link = PLATFORM.link(connection(server, profile=profile))
    done = published(link, profile)
    return Below(server, link, Post(done.order, tuple(done.remote_ids)))


@pytest.fixture(params=["draft-flip", "keyed", "public-readable", "file"])
def thread(request: pytest.FixtureRequest) -> Iterator[Below]:
    with practice() as server:
        made = below(server, request.param)
        yield made
        made.link.close()


def reply(to: str, text: str = "已收到，谢谢。", key: str = "0123456789abcdef") -> Reply:
    return Reply(to, "", text, key, AT)


def test_a_question_is_read_and_answered_under_our_name(thread: Below) -> None:
    question = thread.written("周末办理吗？")
    done = TALK.send(thread.link, thread.post, reply(question))
    first, second = thread.all()
    assert (first.id, first.text, first.author, first.is_own) == (question, "周末办理吗？", "读者", False)
    assert (second.id, second.parent, second.is_own, second.text) == (done.remote_id, question, True, "已收到，谢谢。")


def test_long_threads_come_in_pages_and_each_message_once(thread: Below) -> None:
    wanted = [thread.written(f"第 {n} 条") for n in range(PAGE + 1)]
    assert [one.id for one in thread.all()] == wanted
    assert TALK.page(thread.link, thread.post, "").next_mark == str(PAGE)


@pytest.mark.parametrize(("fault", "is_there"), [("drop_after", True), ("5xx_after", True), ("5xx", False)])
def test_a_lost_answer_is_settled_by_reading(thread: Below, fault: str, *, is_there: bool) -> None:
    question = thread.written("周末办理吗？")
    thread.server.faults.put({fault: {"count": 1, "on": "reply"}})
    with pytest.raises(OutcomeUnknown):
        TALK.send(thread.link, thread.post, reply(question))
    assert isinstance(TALK.find(thread.link, thread.post, reply(question)), Found if is_there else Absent)
    assert sum(one.is_own for one in thread.all()) == int(is_there)


def test_acts_hide_show_and_feature(thread: Below) -> None:
    question = thread.written("周末办理吗？")
    for act, shown, featured in (
        (Act.HIDE, False, False), (Act.SHOW, True, False), (Act.FEATURE, True, True), (Act.UNFEATURE, True, False),
    ):  # fmt: skip
        TALK.act(thread.link, thread.post, question, act)
        (seen,) = thread.all()
        assert (seen.is_shown, seen.is_featured) == (shown, featured)


def test_an_answer_to_nothing_is_refused(thread: Below) -> None:
    with pytest.raises(Rejected):
        TALK.send(thread.link, thread.post, reply("999"))
    with pytest.raises(Rejected):
        TALK.act(thread.link, thread.post, "999", Act.HIDE)


def test_a_keyed_account_takes_an_answer_once_however_often_it_comes() -> None:
    with practice() as server:
        thread = below(server, "keyed")
        question = thread.written("周末办理吗？")
        assert TALK.send(thread.link, thread.post, reply(question)) == TALK.send(
            thread.link, thread.post, reply(question)
        )
        assert sum(one.is_own for one in thread.all()) == 1
        thread.link.close()


def test_a_blind_account_is_not_answered_at() -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server, profile="public-blind"))
        done = published(link, "public-blind")
        post = Post(done.order, tuple(done.remote_ids))
        assert TALK.may_reply(post) is not None
        with pytest.raises(Rejected):
            TALK.page(link, post, "")
        link.close()
