"""Comments are read in pages and answered once, in exactly the words that were written."""

from datetime import UTC, datetime

import pytest

from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.platforms.messages import Post, Reply
from editor_app.platforms.sightings import Absent, Found
from editor_app.platforms.weibo import PLATFORM
from editor_app.platforms.weibo.messages import WeiboConversation
from tests.platforms.weibo.counter import UID, Site, site
from tests.platforms.workshop import Bench, order_of, sent, variant

WAY = WeiboConversation()


def below(at: Site, count: int = 1) -> tuple[Post, list[str]]:
    """A post of ours and the ids of what citizens wrote below it."""
    composed = PLATFORM.compose(variant(options=at.options), UID, Bench())
    done = sent(PLATFORM, at.link, order_of(composed))
    comments = at.server._http.interface.comments
    number = int(done.remote_ids[0])
    written = [comments.written(number, f"第 {n} 问", "王女士", at.clock().timestamp()) for n in range(count)]
    return Post(done.order, tuple(done.remote_ids), at.options), [str(one.id) for one in written]


def reply(to: str, text: str = "周六也开门。") -> Reply:
    return Reply(to, "", text, "0123456789abcdef", datetime.now(UTC))


def test_comments_come_in_pages_with_author_and_time() -> None:
    with site() as at:
        post, ids = below(at, 60)
        first = WAY.page(at.link, post, "")
        assert [one.id for one in first.messages] == ids[:9:-1]
        last = WAY.page(at.link, post, first.next_mark)
        assert [one.id for one in last.messages] == ids[9::-1]
        assert last.next_mark == ""
        assert (last.messages[0].author, last.messages[0].is_own, last.messages[0].parent) == ("王女士", False, "")


def test_an_answer_stands_below_what_it_answers_in_its_own_words() -> None:
    with site(rip="203.0.113.7") as at:
        post, (question,) = below(at)
        assert WAY.find(at.link, post, reply(question)) == Absent()
        made = WAY.send(at.link, post, reply(question))
        (own,) = [one for one in WAY.page(at.link, post, "").messages if one.is_own]
        assert (own.id, own.text, own.parent) == (made.remote_id, "周六也开门。", question)


@pytest.mark.parametrize("mishap", ["drop_before", "drop_after", "late", "5xx", "5xx_after", "busy_after", "malformed"])
def test_a_lost_answer_is_found_by_reading_and_is_never_there_twice(mishap: str) -> None:
    with site() as at:
        post, (question,) = below(at)
        at.server.mishaps.put({mishap: {"count": 1, "on": "comment"}})
        with pytest.raises(OutcomeUnknown):
            WAY.send(at.link, post, reply(question))
        at.clock.turn(minutes=3)
        if mishap in {"drop_before", "5xx"}:
            assert WAY.find(at.link, post, reply(question)) == Absent()
            WAY.send(at.link, post, reply(question))
        assert isinstance(WAY.find(at.link, post, reply(question)), Found)
        assert sum(one.author == at.server.books.name for one in at.server.books.comments.values()) == 1


def test_the_same_answer_twice_is_refused_there_and_found_here() -> None:
    with site() as at:
        post, (question,) = below(at)
        WAY.send(at.link, post, reply(question))
        with pytest.raises(OutcomeUnknown, match="20019"):
            WAY.send(at.link, post, reply(question))
        assert isinstance(WAY.find(at.link, post, reply(question)), Found)


def test_an_answer_to_a_comment_that_is_gone_is_refused_in_words() -> None:
    with site() as at:
        post, _ = below(at)
        with pytest.raises(Rejected, match="comment"):
            WAY.send(at.link, post, reply("7"))


def test_lengths_count_as_weibo_does() -> None:
    assert WAY.length("办事ab") == 3
    assert PLATFORM.limit("reply_characters") == 140
