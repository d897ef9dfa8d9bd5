"""The requests to Ghost as values, and what its answers give; apart from the platform so that both stay short."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import media_by_role, option_lines
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.multipart import file_name, form
from editor_app.platforms.tracing import SeenArticle, slugs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Order, Step
    from editor_app.platforms.replies import Reply

API = "/ghost/api/admin"
JSON_BODY = (("Content-Type", "application/json"),)
_ADDRESS = re.compile(r"https?://[^\s\"'<>&]+")


def upload(step: Step, order: Order) -> Outgoing:
    """One picture, under a name in ASCII: others become hyphens."""
    medium = next(medium for medium in order.payload.media if medium.ordinal == step.media)
    name = file_name(order.key, medium)
    content_type, body = form(medium, name, order.media(medium.digest), (("purpose", "image"), ("ref", name)))
    return Outgoing("POST", f"{API}/images/upload/", (("Content-Type", content_type),), body)


def author(step: Step, order: Order) -> Outgoing:
    """Who of the site's staff has a name; an integration may ask it.

    Source: docs.ghost.org/admin-api/posts/overview (authors), read 2026-11-29; measured on Ghost 6.65.0 that day.
    """
    name = site_authors.wanted(step, order.payload).replace("\\", "\\\\").replace("'", "\\'")
    query = {"filter": f"name:'{name}'", "limit": "100"}
    return Outgoing("GET", f"{API}/users/?{urlencode(query)}")


def authors_in(users: Sequence[Json]) -> list[tuple[str, str]]:
    """(id, name) of authors in an answer."""
    people = [Fields(one) for one in users]
    return [(one.text("id"), one.text("name")) for one in people]


def draft(order: Order) -> Outgoing:
    """The whole article as a draft that only the desk's key can find; without `source=html` the body is dropped."""
    return _article("POST", f"{API}/posts/?source=html", order, {"slug": f"pd-{order.key}", "status": "draft"})


def publish(order: Order) -> Outgoing:
    """The whole article once more, now public; an `updated_at` that isn't the draft's own is refused with 409."""
    target = f"{API}/posts/{post_id(order)}/?source=html"
    more = {
        "slug": order.payload.slug,
        "status": order.payload.option("status"),
        "updated_at": order.late["updated_at"],
    }
    return _article("PUT", target, order, more)


def post_id(order: Order) -> str:
    """The draft of a new article, or the published one that a correction replaces."""
    targets = targets_of(order.payload)
    return targets[0] if targets else order.late["draft_id"]


def look(order: Order) -> Outgoing:
    """The published article as it stands before a correction: whoever changed it meanwhile is seen by `updated_at`."""
    return Outgoing("GET", post_target(post_id(order)))


def post_target(number: str) -> str:
    """Where a post is read as HTML."""
    return f"{API}/posts/{number}/?formats=html"


def search_target(order: Order) -> str:
    """Where the draft can be found by its key."""
    return f"{API}/posts/slug/pd-{order.key}/"


def trace_target(order: Order) -> str:
    """Where every article is read that may be this delivery's, whoever made it and in whatever state."""
    slugs = ",".join(f"'{slug}'" for slug in slugs_of(order))
    return f"{API}/posts/?{urlencode({'filter': f'slug:[{slugs}]', 'limit': '100'})}"


def seen_article(post: Fields) -> SeenArticle:
    """An article of `trace_target`."""
    status = post.text("status")
    return SeenArticle(
        slug=post.text("slug"),
        title=post.text("title"),
        published_at=datetime.fromisoformat(post.text("published_at")) if status == "published" else None,
        result=StepResult(remote_id=post.text("id"), url=post.text("url")),
        kept_as="" if status in {"published", "draft"} else status,
    )


def drafted(post: Fields) -> StepResult:
    """What a draft gives for the publishing call."""
    return StepResult({"draft_id": post.text("id"), "updated_at": post.text("updated_at")})


def published(post: Fields, order: Order) -> StepResult:
    """The receipt of a public post."""
    if post.text("status") != "published":
        raise ValueError("the post is not public")
    number = post.text("id")
    corrects = measure_of(order.payload) is Measure.EDIT
    return StepResult(remote_id=receipt_id(number, order.key) if corrects else number, url=post.text("url"))


def first(answer: Fields, name: str) -> Fields:
    """The one item of `{"posts": [...]}`."""
    return Fields(Fields(answer.items(name)).optional(0))


def text_or_empty(item: Fields, name: str) -> str:
    """A text field that may be null."""
    value = item.optional(name)
    return "" if value is None else item.text(name)


def words(reply: Reply) -> str:
    """What Ghost says about a refusal."""
    try:
        error = first(Fields(reply.json()), "errors")
        return " ".join(filter(None, (error.text("message"), text_or_empty(error, "context"))))
    except ValueError:
        return ""


def code(reply: Reply) -> str:
    """Ghost's name of a refusal."""
    try:
        return text_or_empty(first(Fields(reply.json()), "errors"), "code")
    except ValueError:
        return ""


def safe_address(url: str) -> str:
    """`url` when it may stand in HTML as it is.

    Raises:
        ValueError: it is no plain web address.
    """
    if not _ADDRESS.fullmatch(url):
        raise ValueError("not a plain web address")
    return url


def _article(method: str, target: str, order: Order, more: Mapping[str, Json]) -> Outgoing:
    payload = order.payload
    cover = media_by_role(payload, MediaRole.COVER)
    post: dict[str, Json] = {
        "title": payload.title,
        "html": filled(payload.parts[0].body, order.late),
        "custom_excerpt": payload.summary or None,
        "canonical_url": payload.link or None,
        "feature_image": order.late[f"media_url/{cover[0].ordinal}"] if cover else None,
        "feature_image_alt": cover[0].alt or None if cover else None,
        "tags": [{"name": name} for name in option_lines(payload, "tags")],
        **more,
    }
    names = option_lines(payload, site_authors.AUTHORS)
    if names:
        post["authors"] = [{"id": order.late[f"author_id/{at}"]} for at in range(1, len(names) + 1)]
    return Outgoing(method, target, JSON_BODY, canonical({"posts": [post]}))
