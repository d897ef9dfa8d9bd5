from __future__ import annotations

import pytest

from editor_app.checks import pack
from editor_app.checks.example import Example
from editor_app.checks.rules import stale_link as rule
from editor_app.domain.finding import Severity
from editor_app.domain.link import LinkLook, LinkState

URL, NEW = "https://www.example.gov.cn/a", "https://www.example.gov.cn/b"
MOVED = LinkLook(URL, LinkState.MOVED, 200, NEW)


@pytest.mark.parametrize(
    "body", [f"[见]({URL})", f"[见](<{URL}>)", f"[见][1]\n\n[1]: {URL}", f"![图](media:x)\n\n见[甲]({URL})和乙"]
)
def test_a_moved_link_is_warned_of_wherever_it_stands_and_mended_at_a_click(body: str) -> None:
    (found,) = rule.check(Example(body=body, links=(MOVED,)).variant())
    assert (found.severity, found.place.excerpt, found.replacement) == (Severity.WARN, URL, NEW)
    assert body.splitlines()[found.place.line - 1][found.place.column - 1 :].startswith(URL)


def test_the_field_link_is_looked_at_too() -> None:
    (found,) = rule.check(Example(link=URL, links=(LinkLook(URL, LinkState.DEAD, 410),)).variant())
    assert (found.place.field, "410" in str(found.message)) == ("link", True)


@pytest.mark.parametrize("links", [(), (LinkLook(URL, LinkState.UNKNOWN),), (LinkLook(NEW, LinkState.DEAD, 404),)])
def test_what_was_not_looked_at_or_could_not_be_is_not_judged(links: tuple[LinkLook, ...]) -> None:
    assert not list(rule.check(Example(body=f"[见]({URL})", links=links).variant()))


def test_an_edition_of_an_older_pack_is_not_judged_by_this_rule() -> None:
    variant = Example(body=f"[见]({URL})", links=(MOVED,)).variant()
    with pack.in_force("2026.11"):
        assert not list(rule.check(variant))
