"""Links lead where they led when the text was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.checks.example import Example
from editor_app.checks.pack import pack
from editor_app.checks.places import place
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.link import LinkLook, LinkState
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.document import Variant

_GUIDE = "https://www.example.gov.cn/guide"
GOOD = Example(body=f"[办事指南]({_GUIDE})", links=(LinkLook(_GUIDE, LinkState.ALIVE, 200),))
BAD = Example(body=f"[办事指南]({_GUIDE})", links=(LinkLook(_GUIDE, LinkState.DEAD, 404),))

_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>https?://[^)\s>]+)|^[ \t]*\[[^\[\]]+\]:\s*<?(?P<named>https?://[^\s>]+)", re.MULTILINE
)


def targets(variant: Variant) -> Iterator[tuple[Place, str]]:
    """Every address of the web in the text and in the field “link”, with its place."""
    body = variant.content.body
    for found in _TARGET.finditer(body):
        group = "inline" if found["inline"] else "named"
        yield place("body", body, found.start(group), found.end(group)), found[group]
    if variant.content.link.startswith(("https://", "http://")):
        yield Place("link", excerpt=variant.content.link[:80]), variant.content.link


def check(variant: Variant) -> Iterator[Finding]:
    """A page that is gone or has moved must be mended or accepted with a reason; looked at again before sending."""
    known = {look.url: look for look in variant.links}
    for where, url in targets(variant):
        look = known.get(url)
        if look is not None and look.state.value in pack().stale_links:
            yield _dead(where, look) if look.state is LinkState.DEAD else _moved(where, look)


def _dead(where: Place, look: LinkLook) -> Finding:
    return Finding(
        "stale_link",
        Severity.WARN,
        where,
        T("“{link}” leads to no page any more (the site answers {status}).", link=where.excerpt, status=look.status),
        T("Link to where it stands now, or take the link out."),
    )


def _moved(where: Place, look: LinkLook) -> Finding:
    return Finding(
        "stale_link",
        Severity.WARN,
        where,
        T("“{link}” has moved for good, to {target}.", link=where.excerpt, target=look.moved_to[:200]),
        T("Link to the new address."),
        replacement=look.moved_to if where.excerpt == look.url else None,
    )
