"""Answers below a thread on Mastodon: read, answered by name under a key of our own, looked up after a lost answer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import OutcomeUnknown
from editor_app.platforms.contract import Absent, Found
from editor_app.platforms.mastodon.messages import MastodonConversation
from editor_app.platforms.messages import Post, Reply
from tests.platforms.mastodon.desk import Site, asked, site

if TYPE_CHECKING:
    from collections.abc import Iterator

TALK = MastodonConversation()
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
READER = "zhang@fuwu.example"


@pytest.fixture
def at() -> Iterator[Site]:
    with site() as made:
        made.server.conduct.known = frozenset({READER})
        yield made


def published(at: Site) -> Post:
    done = at.delivered(body="字" * 900, cover=False)
    return Post(done.order, tuple(done.remote_ids))


def written(at: Site, to: str, text: str) -> str:
    told = {"to": to, "text": text, "by": READER}
    return str(asked(at.server, "POST", "/_mastodon/comment", told).json["id"])


def reply(to: str, text: str = "12 月 1 日起。") -> Reply:
    return Reply(to, READER, text, "0123456789abcdef", AT)


def test_answers_to_every_post_of_the_thread_are_read_and_the_thread_itself_is_none(at: Site) -> None:
    post = published(at)
    first, second = written(at, post.remote_ids[0], "几号？"), written(at, post.remote_ids[1], "好")
    page = TALK.page(at.link, post, "")
    told = [(one.id, one.author, one.text, one.parent, one.is_own) for one in page.messages]
    assert told == [(first, f"@{READER}", "几号？", "", False), (second, f"@{READER}", "好", "", False)]
    assert page.next_mark == ""


def test_an_answer_names_whom_it_answers_and_is_read_back_by_its_own_words(at: Site) -> None:
    post = published(at)
    question = written(at, post.remote_ids[0], "几号？")
    done = TALK.send(at.link, post, reply(question))
    assert at.server.books.statuses[done.remote_id].text == f"@{READER} 12 月 1 日起。"
    own = TALK.page(at.link, post, "").messages[-1]
    assert (own.id, own.text, own.parent, own.is_own) == (done.remote_id, "12 月 1 日起。", question, True)
    assert own.url == done.url


@pytest.mark.parametrize(("fault", "found"), [("drop_after", Found), ("5xx_after", Found), ("drop_before", Absent)])
def test_a_lost_answer_is_looked_up_and_never_said_twice(at: Site, fault: str, found: type) -> None:
    post = published(at)
    question = written(at, post.remote_ids[0], "几号？")
    at.server.faults.put({fault: 1})
    with pytest.raises(OutcomeUnknown):
        TALK.send(at.link, post, reply(question))
    assert isinstance(TALK.find(at.link, post, reply(question)), found)
    TALK.send(at.link, post, reply(question))
    assert [one.is_own for one in TALK.page(at.link, post, "").messages] == [False, True]


def test_the_request_is_the_same_in_every_attempt_and_another_answer_has_another_key(at: Site) -> None:
    post = published(at)
    one = TALK.outgoing(post, reply("7"))
    assert one == TALK.outgoing(post, reply("7"))
    assert json.loads(one.body)["visibility"] == "public"
    assert one.headers != TALK.outgoing(post, replace(reply("7"), key="f" * 16)).headers


def test_a_link_counts_as_the_server_counts_it_and_the_name_has_room() -> None:
    assert TALK.length("见 https://www.example.gov.cn/a/very/long/address/of/a/page.htm") == 2 + 23 + 32
