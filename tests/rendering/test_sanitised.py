"""The allow-list of HTML."""

import pytest

from editor_app.domain.edition import placeholders
from editor_app.domain.errors import Invalid
from editor_app.rendering.sanitised import inert, is_web_address, require_encodable, sanitised


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src='https://example.org'></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src='https://example.org/spy.png'>",
        "<p style='background:url(https://example.org)'>x</p>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<form action='https://example.org'><input></form>",
        "<a href='file:///etc/passwd'>x</a>",
    ],
)
def test_nothing_that_runs_or_calls_out_passes(attack: str) -> None:
    clean = sanitised(attack)
    assert all(word not in clean for word in ("alert", "example.org", "script", "passwd", "style="))


def test_the_words_of_a_refused_link_stay() -> None:
    assert sanitised('<a href="javascript:x">办事指南</a>') == "办事指南"


def test_a_link_with_a_control_or_hidden_character_is_refused() -> None:
    assert not is_web_address("https://example.org/\x07a")
    assert not is_web_address("https://example.org/\u202ea")
    assert not is_web_address("//example.org/")
    assert is_web_address("https://example.org/政策?a=1#b")
    assert is_web_address("mailto:office@example.org")


def test_plain_formatting_stays_as_it_is() -> None:
    html = '<h2 id="a">标题</h2><p><strong>粗</strong><sub>2</sub></p><table><tr><td align="right">1</td></tr></table>'
    assert sanitised(html).replace("<tbody>", "").replace("</tbody>", "") == html


def test_a_typed_late_field_is_never_taken_for_one() -> None:
    for typed in ("pd-late:media_url/1", "pd&#45;late:media_url/1", "<b title='pd-late:draft_id'>x</b>"):
        assert placeholders(sanitised(typed)) == ()
    assert inert("pd-late:x") == "pd&#45;late:x"


def test_half_a_surrogate_pair_is_refused_with_its_line() -> None:
    with pytest.raises(Invalid, match="Line 2"):
        require_encodable("好\n坏\ud800")
    with pytest.raises(Invalid):
        sanitised("\ud800")
