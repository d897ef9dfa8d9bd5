"""Comments on the simulated WeChat: read, elected, answered once; a lost answer is found by what it refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Absent, Found
from editor_app.platforms.messages import Act, Message, Post, Reply
from editor_app.platforms.wechat.messages import WeChatConversation, _messages
from editor_app.platforms.wechat.simulator.comments import Comments
from tests.platforms.wechat.counter import Site, site, submitting
from tests.platforms.workshop import with_late

TALK = WeChatConversation()


@dataclass
class Below:
    """An article that is public, and its comments."""

    site: Site
    post: Post

    def written(self, text: str = "几号开始？", reader: str = "o-reader") -> str:
        number = int(self.post.order.late["msg_data_id"])
        return str(Comments(self.site.server.books).written(number, text, reader, self.site.clock().timestamp()))

    def first(self) -> list[Message]:
        return list(TALK.page(self.site.link, self.post, "").messages)


@pytest.fixture(scope="module")
def below() -> Iterator[Below]:
    with site(comments="open") as here:
        order = here.ready()
        with pytest.raises(OutcomeUnknown) as accepted:
            here.link.perform(submitting(order), order)
        order = with_late(order, accepted.value.late)
        found = here.link.find(submitting(order), order, here.clock().isoformat())
        assert isinstance(found, Found)
        yield Below(here, Post(order, (found.result.remote_id,)))


@pytest.fixture
def thread(below: Below) -> Below:
    below.site.server.books.comments.clear()
    return below


def reply(to: str, text: str = "12 月 1 日。") -> Reply:
    return Reply(to, "", text, "0123456789abcdef", datetime(2026, 11, 29, tzinfo=UTC))


def test_a_comment_is_read_without_naming_its_reader_and_answered_once(thread: Below) -> None:
    number = thread.written()
    (seen,) = thread.first()
    assert (seen.id, seen.text, seen.is_own) == (number, "几号开始？", False)
    assert "o-reader" not in repr(seen)
    done = TALK.send(thread.site.link, thread.post, reply(number))
    _, own = thread.first()
    assert (own.id, own.parent, own.is_own, own.text) == (done.remote_id, number, True, "12 月 1 日。")
    with pytest.raises(OutcomeUnknown, match="88005"):
        TALK.send(thread.site.link, thread.post, reply(number, "另一句"))
    assert TALK.find(thread.site.link, thread.post, reply(number, "另一句")) == Absent()


@pytest.mark.parametrize(
    ("mishap", "is_there"), [("drop_after", True), ("busy_after", True), ("busy", False), ("drop_before", False)]
)
def test_a_lost_answer_is_found_or_is_not_there(thread: Below, mishap: str, *, is_there: bool) -> None:
    number = thread.written()
    thread.site.server.mishaps.put({mishap: {"count": 1, "on": "reply"}})
    with pytest.raises(OutcomeUnknown):
        TALK.send(thread.site.link, thread.post, reply(number))
    found = TALK.find(thread.site.link, thread.post, reply(number))
    assert isinstance(found, Found if is_there else Absent)


def test_more_comments_than_a_page_holds_come_each_once(thread: Below) -> None:
    wanted = [thread.written(f"第 {n} 条") for n in range(50)]
    first = TALK.page(thread.site.link, thread.post, "")
    second = TALK.page(thread.site.link, thread.post, first.next_mark)
    assert [one.id for one in (*first.messages, *second.messages)] == wanted
    assert second.next_mark == ""


def test_a_comment_is_featured_and_no_more(thread: Below) -> None:
    number = thread.written()
    for act, featured in ((Act.FEATURE, True), (Act.UNFEATURE, False)):
        TALK.act(thread.site.link, thread.post, number, act)
        assert [one.is_featured for one in thread.first()] == [featured]


def test_what_is_gone_and_an_article_without_a_number_are_said_in_words(thread: Below) -> None:
    with pytest.raises(Rejected, match="88008"):
        TALK.send(thread.site.link, thread.post, reply("999999"))
    nameless = Post(with_late(thread.post.order, {"msg_data_id": ""}), thread.post.remote_ids)
    with pytest.raises(Rejected, match="never told"):
        TALK.page(thread.site.link, nameless, "")


def test_an_answer_is_understood_as_an_object_and_as_a_list() -> None:
    row = {"user_comment_id": 7, "content": "问", "create_time": 1, "comment_type": 0}
    said = {"content": "答", "create_time": 2}
    for value, count in ((said, 2), ([said], 2), ([], 1), ({"content": ""}, 1)):
        assert len(_messages(Fields({**row, "reply": value}))) == count  # type: ignore[dict-item]
