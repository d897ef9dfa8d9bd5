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
