from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import picture_unknown as rule


def test_a_picture_of_the_web_is_refused_with_its_address() -> None:
    found = list(rule.check(Example(body="![x](https://example.org/a.png)").variant()))
    assert [one.place.excerpt for one in found] == ["https://example.org/a.png"]


def test_a_digest_that_nobody_stored_is_refused() -> None:
    assert list(rule.check(Example(body=f"![x](media:{'a' * 64})", known_media=False).variant()))
