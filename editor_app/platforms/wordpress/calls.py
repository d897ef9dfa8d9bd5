"""The requests to WordPress as values, and what its answers give; apart from the platform so that both stay short."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.errors import Invalid
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.domain.text import T
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import media_by_role, option_lines
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.multipart import file_name, form
from editor_app.platforms.tracing import SeenArticle, slugs_of
from editor_app.platforms.wordpress.form import attachment_alt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Order, Step

API = "/wp-json/wp/v2"
JSON_BODY = (("Content-Type", "application/json"),)
_KNOWN = frozenset({"publish", "draft", "pending", "auto-draft"})
"""Public, or certainly not seen by readers and not planned to be."""
CANONICAL = "canonical_field"
"""Option: the post meta in which a plug-in of the site keeps the address of the original.

WordPress has no such field: `rel_canonical()` names the article's own address. Plug-ins keep theirs as post meta, and
the REST API takes only meta that is registered with `show_in_rest`; what isn't is passed over without a word
(WP_REST_Meta_Fields::update_value of 6.1.9, read 2026-11-29).
"""
_FIELD = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_ADDRESS = re.compile(r"https?://[^\s\"'<>&]+")


def with_late_fields(payload: Payload) -> Payload:
    """The payload with the names of everything that arises after signing."""
    media = [f"media_{kind}/{medium.ordinal}" for medium in payload.media for kind in ("id", "url")]
    terms_late = [f"term_id/{at}" for at in range(1, len(terms(payload)) + 1)]
    authors_late = site_authors.late_names(option_lines(payload, site_authors.AUTHORS))
    return replace(payload, late=(*authors_late, "draft_id", *media, *terms_late))


def canonical_field(options: Mapping[str, str], link: str) -> dict[str, str]:
    """The option of a payload whose original's address goes into a field of the site; empty = it stands in the text.

    Raises:
        Invalid: no name of a field.
    """
    name = options.get(CANONICAL, "").strip()
    if name and not _FIELD.fullmatch(name):
        raise Invalid(
            T("“{name}” can't be the name of a field.", name=name[:80]),
            T("Use letters, digits and _ . - as the site's administrator registered it."),
        )
    return {CANONICAL: name} if name and link else {}


def author(step: Step, order: Order) -> Outgoing:
    """Who of the site's authors has a name; `who=authors` also shows those who have published nothing yet.

    Names are stored with &, < and > as entities, and searched as they are stored.
    Source: WP_REST_Users_Controller of 6.1.9, read and measured 2026-11-29; an editor may ask it.
    """
    name = html.escape(site_authors.wanted(step, order.payload), quote=False)
    query = {"who": "authors", "search": name, "per_page": "100"}
    return Outgoing("GET", f"{API}/users?{urlencode(query)}")


def authors_in(answer: Fields) -> list[tuple[str, str]]:
    """(id, name) of the people that `author` gives."""
    people = [Fields(one) for one in answer.items()]
    return [(str(one.integer("id")), html.unescape(one.text("name"))) for one in people]


def post_target(order: Order, number: str) -> str:
    """Where an article is read as it is kept, with its author when one was named."""
    target = f"{API}/posts/{number}?context=edit"
    return f"{target}&_embed=author" if order.payload.option(site_authors.AUTHORS) else target


def media_target(numbers: Sequence[str]) -> str:
    """Where the words and addresses of several pictures are read at once."""
    query = {"include": ",".join(numbers), "context": "edit", "per_page": "100", "_fields": "id,alt_text,source_url"}
    return f"{API}/media?{urlencode(query)}"


def original_of(post: Fields, order: Order) -> str:
    """The original's address in the field of the site; empty where the site doesn't keep it."""
    meta = post.value.get("meta") if isinstance(post.value, dict) else None
    kept = meta.get(order.payload.option(CANONICAL)) if isinstance(meta, dict) else None
    return kept if isinstance(kept, str) else ""


def author_shown(post: Fields) -> str:
    """The author's name of `post_target`; empty when the site doesn't tell it."""
    try:
        shown = Fields(post.optional("_embedded")).items("author")
        return html.unescape(Fields(Fields(shown).optional(0)).text("name"))
    except ValueError:
        return ""


def terms(payload: Payload) -> tuple[tuple[str, str], ...]:
    """(taxonomy, name) of every category and tag, in the order of their steps."""
    return tuple((kind, name) for kind in ("categories", "tags") for name in option_lines(payload, kind))


def term_ids(order: Order, kind: str) -> tuple[int, ...]:
    """The ids of the payload's categories or tags."""
    return tuple(
        int(order.late[f"term_id/{at}"]) for at, (taxonomy, _) in enumerate(terms(order.payload), 1) if taxonomy == kind
    )


def joined(ids: Iterable[int]) -> str:
    """Ids as one comparable text."""
    return ",".join(str(number) for number in sorted(set(ids)))


def upload(step: Step, order: Order) -> Outgoing:
    """One picture with its alternative text."""
    medium = next(medium for medium in order.payload.media if medium.ordinal == step.media)
    fields = (("alt_text", attachment_alt(medium.alt)), ("title", medium.alt or order.payload.title))
    content_type, body = form(medium, file_name(order.key, medium), order.media(medium.digest), fields)
    return Outgoing("POST", f"{API}/media", (("Content-Type", content_type),), body)


def term(step: Step, order: Order) -> Outgoing:
    """A category or tag by its name; one that exists already is answered with its id."""
    taxonomy, name = terms(order.payload)[int(step.name.partition("/")[2]) - 1]
    return Outgoing("POST", f"{API}/{taxonomy}", JSON_BODY, canonical({"name": name}))


def draft(order: Order) -> Outgoing:
    """The whole article as a draft that only the desk's key can find."""
    return _article(f"{API}/posts", order, {"slug": f"pd-{order.key}", "status": "draft"})


def publish(order: Order) -> Outgoing:
    """The whole article once more, now public: whoever touched the draft meanwhile, what was signed goes out."""
    target = f"{API}/posts/{post_id(order)}"
    return _article(target, order, {"slug": order.payload.slug, "status": order.payload.option("status")})


def post_id(order: Order) -> str:
    """The draft of a new article, or the published one that a correction replaces."""
    targets = targets_of(order.payload)
    return targets[0] if targets else order.late["draft_id"]


def search_target(order: Order) -> str:
    """Where the draft can be found by its key."""
    query = {"slug": f"pd-{order.key}", "status": "any", "context": "edit", "per_page": "1"}
    return f"{API}/posts?{urlencode(query)}"


def trace_target(order: Order) -> str:
    """Where every article is read that may be this delivery's, whoever made it and in whatever state."""
    query = {"slug": ",".join(slugs_of(order)), "status": "any", "context": "edit", "per_page": "100"}
    return f"{API}/posts?{urlencode(query)}"


def seen_article(post: Fields) -> SeenArticle:
    """An article of `trace_target`; the site says its times in UTC without saying so."""
    status = post.text("status")
    at = datetime.fromisoformat(post.text("date_gmt")).replace(tzinfo=UTC) if status == "publish" else None
    return SeenArticle(
        slug=post.text("slug"),
        title=Fields(post.optional("title")).text("raw"),
        published_at=at,
        result=StepResult(remote_id=str(post.integer("id")), url=post.text("link")),
        kept_as="" if status in _KNOWN else status,
    )


def published(post: Fields, order: Order) -> StepResult:
    """The receipt of a public post."""
    if post.text("status") != "publish":
        raise ValueError("the post is not public")
    number = str(post.integer("id"))
    corrects = measure_of(order.payload) is Measure.EDIT
    return StepResult(remote_id=receipt_id(number, order.key) if corrects else number, url=post.text("link"))


def safe_address(url: str) -> str:
    """`url` when it may stand in HTML as it is.

    Raises:
        ValueError: it is no plain web address.
    """
    if not _ADDRESS.fullmatch(url):
        raise ValueError("not a plain web address")
    return url


def _article(target: str, order: Order, more: Mapping[str, Json]) -> Outgoing:
    payload = order.payload
    cover = media_by_role(payload, MediaRole.COVER)
    fields: dict[str, Json] = {
        "title": html.escape(payload.title, quote=False),
        "content": filled(payload.parts[0].body, order.late),
        "excerpt": html.escape(payload.summary, quote=False),
        "featured_media": int(order.late[f"media_id/{cover[0].ordinal}"]) if cover else 0,
        "tags": list(term_ids(order, "tags")),
        **more,
    }
    categories = term_ids(order, "categories")
    if categories:
        fields["categories"] = list(categories)
    if payload.option(site_authors.AUTHORS):
        fields["author"] = int(order.late["author_id/1"])
    if payload.option(CANONICAL):
        fields["meta"] = {payload.option(CANONICAL): payload.link}
    return Outgoing("POST", target, JSON_BODY, canonical(fields))
