"""Words out of small pieces of HTML, and what a server's strange answer to a thread means."""

import pytest

from editor_app.domain.errors import OutcomeUnknown
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Link
from editor_app.platforms.http_messages import over_http, plain
from editor_app.platforms.messages import Post
from editor_app.platforms.sandbox import PLATFORM
from tests.platforms.loopback import answer, serving
from tests.platforms.workshop import Bench, order_of, variant


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>您好 &amp; 谢谢</p><p>12 月<br>办理</p>", "您好 & 谢谢\n12 月\n办理"),
        ("just  words\nin two lines", "just words\nin two lines"),
        ("a <b>b</b>&lt;c&gt;", "a b<c>"),
        ("", ""),
    ],
)
def test_markup_becomes_lines_of_words(markup: str, words: str) -> None:
    assert plain(markup) == words


@pytest.mark.parametrize("body", [b"not json", {"messages": "many"}, {"messages": [{"id": 1}], "next": ""}])
def test_a_thread_that_is_not_understood_is_no_empty_thread(body: object) -> None:
    post = Post(order_of(PLATFORM.compose(variant(), "u", Bench())), ("1",))
    with serving(answer(200, body)) as server:
        link = PLATFORM.link(Connection(server.url, Secret("practice")))
        assert PLATFORM.conversation is not None
        with pytest.raises(OutcomeUnknown):
            PLATFORM.conversation.page(link, post, "")
        link.close()


def test_only_a_connection_over_http_carries_them() -> None:
    nothing: Link = None  # type: ignore[assignment]
    with pytest.raises(TypeError):
        over_http(nothing)
