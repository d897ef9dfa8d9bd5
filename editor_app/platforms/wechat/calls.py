"""The requests to WeChat as values, and what its answers give; apart from the platform so that both stay short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.text import T
from editor_app.platforms.article_fields import media_by_role
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http import is_loopback
from editor_app.platforms.multipart import file_name, form
from editor_app.platforms.wechat.settings import PICTURES
from editor_app.platforms.wechat.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.domain.manifest_json import Fields
    from editor_app.platforms.contract import Order

JSON_BODY = (("Content-Type", "application/json"),)
PICTURE_OF_TEXT = "/cgi-bin/media/uploadimg"
PICTURE_OF_LIBRARY = "/cgi-bin/material/add_material?type=image"
PICTURE_DELETE = "/cgi-bin/material/del_material"
DRAFT, DRAFT_GET, DRAFT_LIST, DRAFT_UPDATE, DRAFT_DELETE = (
    f"/cgi-bin/draft/{what}" for what in ("add", "get", "batchget", "update", "delete")
)
SUBMIT, STATUS, ARTICLE, ARTICLES, DELETE = (
    f"/cgi-bin/freepublish/{what}" for what in ("submit", "get", "getarticle", "batchget", "delete")
)
QUOTA = "/cgi-bin/openapi/quota/get"
_ADDRESS = re.compile(r"https?://[^\s\"'<>&]+")
ACCEPTED = T("WeChat has accepted it and is checking it.")
_COMMENTS = {"none": (0, 0), "open": (1, 0), "followers": (1, 1)}


def posted(path: str, said: Mapping[str, Json]) -> Outgoing:
    """A call: JSON in UTF-8 as it is, because the platform keeps escaped characters literally."""
    return Outgoing("POST", path, JSON_BODY, canonical(said))


def in_library(payload: Payload, medium: SealedMedia) -> bool:
    """Whether a picture goes into the account's library, because a draft names it by its id."""
    return medium.role is MediaRole.COVER or payload.option("form") == PICTURES


def upload(medium: SealedMedia, order: Order) -> Outgoing:
    """One picture, under a name in ASCII."""
    path = PICTURE_OF_LIBRARY if in_library(order.payload, medium) else PICTURE_OF_TEXT
    content = order.media(medium.digest)
    content_type, body = form(medium, file_name(order.key, medium), content, (), "media")
    return Outgoing("POST", path, (("Content-Type", content_type),), body)


def draft(order: Order) -> Outgoing:
    """The whole article as a draft, which nobody but the account's own people can see."""
    return posted(DRAFT, {"articles": [article(order)]})


def restored(order: Order) -> Outgoing:
    """The same article in place of what its draft holds now (draft/update, read 2026-11-29: one object, no list)."""
    return posted(DRAFT_UPDATE, {"media_id": order.late["draft_id"], "index": 0, "articles": article(order)})


def article(order: Order) -> dict[str, Json]:
    """The article as WeChat names its fields."""
    payload = order.payload
    open_comment, fans_only = _COMMENTS[payload.option("comments") or "none"]
    made: dict[str, Json] = {
        "article_type": payload.option("form") or "news",
        "title": payload.title,
        "author": payload.option("author"),
        "content": content(order),
        "content_source_url": payload.link,
        "need_open_comment": open_comment,
        "only_fans_can_comment": fans_only,
    }
    if payload.option("form") == PICTURES:
        images: list[Json] = [{"image_media_id": one} for one in picture_ids(order)]
        made["image_info"] = {"image_list": images}
    else:
        made |= {"digest": payload.summary, "thumb_media_id": cover_id(order)}
    return made


def content(order: Order) -> str:
    """The text as it is sent: HTML with every address filled in; for a picture post its plain words."""
    body = filled(order.payload.parts[0].body, order.late)
    return (
        "\n".join(one.text() for one in tree_of(body).elements("p"))
        if order.payload.option("form") == PICTURES
        else body
    )


def cover_id(order: Order) -> str:
    """The library's id of the cover."""
    cover = media_by_role(order.payload, MediaRole.COVER)
    return order.late[f"media_id/{cover[0].ordinal}"] if cover else ""


def picture_ids(order: Order) -> list[str]:
    """The library's ids of a picture post, in order."""
    return [order.late[f"media_id/{medium.ordinal}"] for medium in order.payload.media]


def submit(order: Order) -> Outgoing:
    """Ask the platform to publish the draft: it answers that it accepted, and no more."""
    return posted(SUBMIT, {"media_id": order.late["draft_id"]})


def safe_address(url: str) -> str:
    """`url`, encrypted, when it may stand in HTML as it is.

    Raises:
        ValueError: it is no plain web address.
    """
    if not _ADDRESS.fullmatch(url):
        raise ValueError("not a plain web address")
    return secure(url)


def secure(url: str) -> str:
    """`url` over https; an address of this computer stays as it is."""
    if url.startswith("http://") and not is_loopback(urlsplit(url).hostname or ""):
        return "https://" + url.removeprefix("http://")
    return url


def number_in(answer: Fields, name: str) -> str:
    """A number that comes as a number or as text; empty = it is not there."""
    said = answer.value.get(name) if isinstance(answer.value, dict) else None
    return str(said) if isinstance(said, int | str) else ""
