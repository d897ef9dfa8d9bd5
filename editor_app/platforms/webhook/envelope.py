"""A document as an own client gets it: canonical JSON, the same that it gives back when it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.edition import filled
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id
from editor_app.platforms.article_fields import option_lines
from editor_app.platforms.articles import images_in
from editor_app.platforms.cap import Kind, alert_of, info_of
from editor_app.platforms.contract import Observed, StepResult

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import SealedMedia
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply

SENT, REFERENCES = "alert_sent", "alert_references"
"""Late fields of a notice for machines: when it went out, and which earlier ones it replaces."""
EARLIER = "earlier"
"""The step that reads what the client was told before a correction."""
NONE = "-"
"""There are no earlier ones."""
_STRANGE = " \"'<>&\\`"
COMPARED = ("author", "language", "slug", "summary")
"""Texts of a document that must come back as they were sent, besides title, text, link and pictures."""


def document(order: Order) -> dict[str, Json]:
    """What readers get.

    Raises:
        KeyError: a picture has no address yet.
    """
    payload = order.payload
    pictures: list[Json] = [_picture(medium, order.late[f"media_url/{medium.ordinal}"]) for medium in payload.media]
    tags: list[Json] = list(option_lines(payload, "tags"))
    alert: dict[str, Json] = {"cap": _alert(order)} if info_of(order) else {}
    return {
        **alert,
        "title": payload.title,
        "summary": payload.summary,
        "html": filled(payload.parts[0].body, order.late),
        "link": payload.link,
        "slug": payload.slug,
        "language": payload.language,
        "author": payload.option("author"),
        "tags": tags,
        "pictures": pictures,
    }


def alert_in(said: Fields) -> str:
    """The notice for machines of a document; empty = it has none."""
    plain = said.value if isinstance(said.value, dict) else {}
    return str(plain.get("cap", ""))


def posted(told: Fields, order: Order) -> StepResult:
    """What a document that is there gives: its own id, or that of a change to it."""
    number, url = told.text("id"), safe_address(told.text("url"))
    if not number or not number.isprintable():
        raise ValueError("a document without an id")
    corrects = measure_of(order.payload) is Measure.EDIT
    return StepResult(remote_id=receipt_id(number, order.key) if corrects else number, url=url)


def observed(said: Fields) -> Observed:
    """A document, ours or the one that came back, as it is compared."""
    html = said.text("html")
    pictures = [Fields(one) for one in said.items("pictures")]
    tags = "\n".join(str(tag) for tag in said.items("tags"))
    return Observed(
        title=said.text("title"),
        parts=(html,),
        alts=(*(image.alt for image in images_in(html)), *(one.text("alt") for one in pictures)),
        media=tuple(one.text("sha256") for one in pictures),
        link=said.text("link"),
        fields=(*((name, said.text(name)) for name in COMPARED), ("cap", alert_in(said)), ("tags", tags)),
    )


def safe_address(url: str) -> str:
    """An address that may stand in HTML as it is.

    Raises:
        ValueError: it may not.
    """
    parts = urlsplit(url)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or any(c in " \"'<>&\\`" or not c.isprintable() for c in url)
    ):
        raise ValueError("a strange address")
    return url


def says_gone(reply: Reply) -> bool:
    """Whether the receiver itself knows of no such thing; a server that moved answers 404 to everything."""
    if reply.status not in {404, 410}:
        return False
    try:
        told = reply.json()
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("known") is False


def _alert(order: Order) -> str:
    """The notice for machines: the first one, or an update of the one that the client was told before."""
    earlier = order.late[REFERENCES]
    message = alert_of(order, order.payload.remote_uid, order.late[SENT])
    if earlier != NONE:
        message = replace(message, kind=Kind.UPDATE, references=earlier)
    return message.as_bytes().decode()


def _picture(medium: SealedMedia, url: str) -> dict[str, Json]:
    return {
        "sha256": medium.digest,
        "role": medium.role.value,
        "type": medium.mime,
        "width": medium.width,
        "height": medium.height,
        "alt": medium.alt,
        "url": url,
    }
