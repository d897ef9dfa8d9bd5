"""Readers' messages as every platform that has them shows them, and a lost answer looked up in the thread."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from typing_extensions import override

from editor_app.platforms import messages
from editor_app.platforms.contract import Absent, Found, Link, Outgoing, StepResult, Unclear
from editor_app.platforms.messages import (
    ACT_WORDS,
    REPLY_LIMIT,
    Act,
    Conversation,
    Message,
    Page,
    Post,
    Reply,
    conversation_of,
)
from editor_app.platforms.registry import Registry
from tests.platforms.test_contract import composed_for
from tests.platforms.workshop import order_of

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
TALKING = [platform for platform in Registry().all() if conversation_of(platform) is not None]
REPLY = Reply("2", "", "谢谢 您的\n留言", "0123456789abcdef", AT)


def said(number: str, text: str, parent: str = "", *, own: bool = False) -> Message:
    return Message(number, "读者", text, AT, parent=parent, is_own=own)


class Pages(Conversation):
    """A thread in memory, a message on each page."""

    def __init__(self, *found: Message) -> None:
        self.found = found

    @override
    def page(self, link: Link, post: Post, mark: str) -> Page:
        at = int(mark or 0)
        return Page(self.found[at : at + 1], str(at + 1) if at + 1 < len(self.found) else "")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        return Outgoing("POST", "/")

    @override
    def send(self, link: Link, post: Post, reply: Reply) -> StepResult:
        return StepResult()


def found(*thread: Message) -> object:
    nothing: Link = None  # type: ignore[assignment]
    post = Post(order_of(composed_for(TALKING[0])), ("1",))
    return Pages(*thread).find(nothing, post, REPLY)


def test_an_own_answer_with_the_same_words_is_the_lost_one_wherever_it_stands() -> None:
    assert found(said("1", "好"), said("2", "几号？"), said("3", "谢谢您的留言", "2", own=True)) == Found(
        StepResult(remote_id="3")
    )


@pytest.mark.parametrize(
    "other",
    [
        said("3", "谢谢您的留言", "2"),
        said("3", "谢谢您的留言", "1", own=True),
        said("3", "谢谢您的来信", "2", own=True),
    ],
    ids=["a reader's", "to another", "other words"],
)
def test_nothing_else_is_taken_for_it(other: Message) -> None:
    assert found(said("2", "几号？"), other) == Absent()


def test_a_thread_longer_than_what_is_looked_at_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_PAGES", 2)
    assert isinstance(found(*(said(str(n), "好") for n in range(3))), Unclear)


def test_what_has_a_conversation_says_so() -> None:
    assert {"bluesky", "ghost", "sandbox", "wechat", "wordpress"} <= {platform.name for platform in TALKING}
    assert [platform.name for platform in TALKING if not platform.capabilities.comments] == []


@pytest.mark.parametrize("platform", TALKING, ids=lambda platform: platform.name)
def test_a_talking_platform_bounds_its_answers_and_words_its_acts(platform: object) -> None:
    limit = next(one for one in platform.limits if one.name == REPLY_LIMIT)  # type: ignore[attr-defined]
    conversation = conversation_of(platform)  # type: ignore[arg-type]
    assert conversation is not None
    assert conversation.length("字" * limit.value) <= limit.value * 2
    assert set(conversation.acts) <= set(ACT_WORDS) == set(Act)
