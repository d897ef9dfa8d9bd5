"""The requests to Weibo as values, and what its answers give; apart from the platform so that both stay short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from editor_app.domain.edition import MediaRole, filled
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.article_fields import media_by_role
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.multipart import file_name, form
from editor_app.platforms.weibo.composing import POST, length
from editor_app.platforms.weibo.settings import ARTICLE, FULL, LONG
from editor_app.platforms.weibo.settings import SHARE as SHARE_FORM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Payload, SealedMedia
    from editor_app.platforms.contract import Order

SHARE, UPDATE, WITH_PICTURES, PICTURE = (
    f"/2/statuses/{what}.json" for what in ("share", "update", "upload_url_text", "upload_pic")
)
PUBLISH_ARTICLE = "/proxy/article/publish.json"
SHOW, TIMELINE, DESTROY = (f"/2/statuses/{what}.json" for what in ("show", "user_timeline", "destroy"))
EXPAND, USER, LIMITS = "/2/short_url/expand.json", "/2/users/show.json", "/2/account/rate_limit_status.json"
TOKEN = "/oauth2/get_token_info"  # noqa: S105 - a path
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def posted(path: str, said: Mapping[str, str]) -> Outgoing:
    """A call with a form: UTF-8, percent-encoded once, a blank as %20 as the documents ask."""
    return Outgoing("POST", path, FORM, urlencode(said, quote_via=quote).encode())


def asked(path: str, said: Mapping[str, str]) -> str:
    """Path and query of a read."""
    return f"{path}?{urlencode(said, quote_via=quote)}"


def form_of(payload: Payload) -> str:
    """Share, long post or article; what a payload doesn't say is a share."""
    return payload.option("form") or SHARE_FORM


def text_of(order: Order) -> str:
    """The words of the post as they are sent."""
    payload = order.payload
    is_article = form_of(payload) == ARTICLE
    return filled(payload.option("post") if is_article else payload.parts[0].body, order.late)


def upload(medium: SealedMedia, order: Order) -> Outgoing:
    """One picture, under a name in ASCII."""
    content_type, body = form(medium, file_name(order.key, medium), order.media(medium.digest), (), "pic")
    return Outgoing("POST", PICTURE, (("Content-Type", content_type),), body)


def publication(order: Order) -> Outgoing:
    """The one request that readers see."""
    requests = {ARTICLE: _article, LONG: _long}
    return requests.get(form_of(order.payload), _share)(order)


def _share(order: Order) -> Outgoing:
    said = {"status": text_of(order), **_rip(order)}
    if not order.payload.media:
        return posted(SHARE, said)
    medium = order.payload.media[0]
    content = order.media(medium.digest)
    content_type, body = form(medium, file_name(order.key, medium), content, tuple(said.items()), "pic")
    return Outgoing("POST", SHARE, (("Content-Type", content_type),), body)


def _long(order: Order) -> Outgoing:
    text, pictures = text_of(order), picture_ids(order)
    is_long = length(text, {"addresses": order.payload.option("addresses") or FULL}) > POST
    said = {"status": text, "is_longtext": "1" if is_long else "0", **_rip(order)}
    if not pictures:
        return posted(UPDATE, said)
    return posted(WITH_PICTURES, {**said, "pic_id": ",".join(pictures)})


def _article(order: Order) -> Outgoing:
    payload = order.payload
    cover = media_by_role(payload, MediaRole.COVER)[0]
    said = {
        "title": payload.title,
        "content": filled(payload.parts[0].body, order.late),
        "cover": order.late[f"media_url/{cover.ordinal}"],
        "summary": payload.summary,
        "text": text_of(order),
        **_rip(order),
    }
    return posted(PUBLISH_ARTICLE, said)


def picture_ids(order: Order) -> list[str]:
    """The ids of the pictures of a long post, in order; empty for other forms."""
    if form_of(order.payload) != LONG:
        return []
    return [order.late[f"pic_id/{medium.ordinal}"] for medium in order.payload.media]


def pictures_in(status: Fields) -> list[str]:
    """The ids of a post's pictures in reading order, out of their addresses."""
    found = members(status).get("pic_urls")
    shown = [Fields(one).text("thumbnail_pic") for one in found] if isinstance(found, list) else []
    return [urlsplit(url).path.rpartition("/")[2].partition(".")[0] for url in shown]


def words_in(status: Fields) -> str:
    """A post's whole words as Weibo shows them."""
    whole = members(status).get("longText")
    said = whole.get("longTextContent") if isinstance(whole, dict) else None
    return (said if isinstance(said, str) else status.text("text")).rstrip("\u200b ")


def number_in(status: Fields) -> str:
    """A post's number, which comes as a number or as text; `idstr` is the safe one.

    Raises:
        ValueError: it has none.
    """
    told = members(status)
    said = next((told[name] for name in ("idstr", "mid", "id") if told.get(name)), None)
    if not isinstance(said, int | str) or not str(said).isdigit():
        raise ValueError("a post without a number")
    return str(said)


def made_at(status: Fields) -> datetime:
    """When a post was made: `Wed Oct 24 23:49:17 +0800 2012`.

    Raises:
        ValueError: it doesn't say so.
    """
    said = status.text("created_at").split()
    if len(said) != 6 or said[1] not in _MONTHS:
        raise ValueError("not a time of Weibo")
    _, month, day, clock, zone, year = said
    hours = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    time = [int(piece) for piece in clock.split(":")]
    made = datetime(int(year), _MONTHS.index(month) + 1, int(day), *time, tzinfo=timezone(hours))  # type: ignore[misc,arg-type]
    return made.astimezone(UTC)


def members(value: Fields) -> dict[str, Json]:
    """The members of an object; nothing else has any."""
    return dict(value.value) if isinstance(value.value, dict) else {}


def _rip(order: Order) -> dict[str, str]:
    address = order.payload.option("rip")
    return {"rip": address} if address else {}
