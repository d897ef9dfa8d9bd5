"""What a public article tells of the late fields under which another copy of the workspace sent it; read only."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.domain.edition import MediaRole
from editor_app.domain.manifest_json import Fields
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import media_by_role
from editor_app.platforms.tracing import late_in
from editor_app.platforms.wordpress.calls import API, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.platforms.contract import Order

_MOST = "100"


def late_of_article(order: Order, remote_id: str, read: Callable[[str], Fields]) -> dict[str, str]:
    """The late fields that the article, its terms and our uploads tell; what they don't tell is missing.

    Args:
        order: of the delivery.
        remote_id: of the article.
        read: the answer at a path of the site.
    """
    post = read(f"{API}/posts/{remote_id}?context=edit")
    found = late_in(order.payload.parts[0].body, Fields(post.optional("content")).text("raw"))
    cover = media_by_role(order.payload, MediaRole.COVER)
    if cover and post.integer("featured_media"):
        found[f"media_id/{cover[0].ordinal}"] = str(post.integer("featured_media"))
    if order.payload.option(site_authors.AUTHORS):
        found["author_id/1"] = str(post.integer("author"))
    return {**found, **dict(_uploads(order, read)), **dict(_terms(order, remote_id, read))}


def _uploads(order: Order, read: Callable[[str], Fields]) -> Iterator[tuple[str, str]]:
    """Our uploads have the delivery's key in the names of their files."""
    if not order.payload.media:
        return
    name = f"pd-{order.key}-"
    query = urlencode({"search": name, "context": "edit", "per_page": _MOST})
    for one in map(Fields, read(f"{API}/media?{query}").items()):
        url = one.text("source_url")
        ordinal = re.search(re.escape(name) + r"(\d+)[.-]", url)
        if ordinal is not None:
            yield f"media_id/{ordinal[1]}", str(one.integer("id"))
            yield f"media_url/{ordinal[1]}", url


def _terms(order: Order, remote_id: str, read: Callable[[str], Fields]) -> Iterator[tuple[str, str]]:
    wanted = terms(order.payload)
    for kind in dict.fromkeys(taxonomy for taxonomy, _ in wanted):
        query = urlencode({"post": remote_id, "per_page": _MOST})
        there = {
            html.unescape(one.text("name")): str(one.integer("id"))
            for one in map(Fields, read(f"{API}/{kind}?{query}").items())
        }
        for at, (taxonomy, name) in enumerate(wanted, 1):
            if taxonomy == kind and name in there:
                yield f"term_id/{at}", there[name]
