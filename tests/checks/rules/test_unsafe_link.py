from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import unsafe_link as rule


@pytest.mark.parametrize(
    "target", ["javascript:x", "data:text/html,x", "file:///etc/passwd", "www.gov.cn", "//evil.example"]
)
def test_links_that_are_no_web_addresses_are_refused(target: str) -> None:
    assert list(rule.check(Example(body=f"[见]({target})").variant()))
    assert list(rule.check(Example(link=target).variant()))


@pytest.mark.parametrize("target", ["https://www.gov.cn/", "mailto:a@b.gov.cn", "tel:12345", "#top", "/zwgk/a.html"])
def test_addresses_mailboxes_numbers_and_places_of_the_page_pass(target: str) -> None:
    assert not list(rule.check(Example(body=f"[见]({target})").variant()))


@pytest.mark.parametrize("words", ["a [b] c", "[b]", "[[a](https://www.gov.cn/)"])
def test_brackets_in_the_words_of_a_link_hide_nothing(words: str) -> None:
    assert list(rule.check(Example(body=f"[{words}](javascript:x)").variant()))
