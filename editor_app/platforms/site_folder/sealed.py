"""What a sealed order becomes on the disk: apart, because writing and reading back must mean the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.platforms.article_fields import media_by_role, option_lines
from editor_app.platforms.cap import FIELD, info_of
from editor_app.platforms.site_folder.listings import Article

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.platforms.contract import Order, Step

PICTURE = "picture"
LISTED = "listed"
"""The step and the field that say whether front page, feeds and sitemap name the article."""
ALERT = "alert"
"""The step and the field of an emergency notice for machines."""
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


def picture_path(medium: SealedMedia) -> str:
    """Where a picture lies, named by its bytes."""
    return f"media/{medium.digest[:32]}.{_ENDINGS.get(medium.mime, 'bin')}"


def remote_id(step: Step, order: Order) -> str:
    """What a public step made, or the change that it made to a page that was there."""
    place = f"articles/{order.payload.slug}"
    made = place if step.name == "page" else f"{place}#{step.name}"
    return receipt_id(made, order.key) if measure_of(order.payload) is Measure.EDIT else made


def alert_path(slug: str) -> str:
    """Where an article's notice for machines lies: the newest message about it, whatever its kind."""
    return f"alerts/{slug}.xml"


def has_alert(payload: Payload) -> bool:
    """Whether readers' machines are told of it: it is a notice, or it changes an article that was one."""
    sealed = any(name == FIELD for part in payload.parts for name, _ in part.fields)
    return sealed or any(target.endswith(f"#{ALERT}") for target in targets_of(payload))


def page_of(order: Order) -> bytes:
    """The article's page with its late fields.

    Raises:
        KeyError: one hasn't arisen yet.
    """
    return filled(dict(order.payload.parts[0].fields)["page"], order.late).encode()


def article_of(order: Order) -> Article:
    """What the site remembers of the article."""
    payload = order.payload
    cover = next(iter(media_by_role(payload, MediaRole.COVER)), None)
    return Article(
        key=order.key,
        slug=payload.slug,
        title=payload.title,
        summary=payload.summary,
        language=payload.language,
        author=payload.option("author"),
        html=filled(payload.parts[0].body, order.late),
        image=order.late[f"media_url/{cover.ordinal}"] if cover else "",
        published_at=order.late["published_at"],
        published_on=order.late["published_on"],
        tags=option_lines(payload, "tags"),
        alert=alert_path(payload.slug) if info_of(order) else "",
    )
