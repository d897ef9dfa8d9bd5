"""What an article shall say, and what an article or a draft says: both in the form in which they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import Observed
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.settings import NO, PICTURES, YES

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order


def expected(order: Order) -> Observed:
    """What readers must see of the order's article."""
    payload, body = order.payload, calls.content(order)
    fields = {"author": payload.option("author")}
    if payload.option("form") == PICTURES:
        fields["pictures"] = " ".join(calls.picture_ids(order))
    elif payload.option("compare_cover") == YES:
        fields["cover"] = calls.cover_id(order)
    if payload.summary:
        fields["summary"] = payload.summary
    alts = tuple(image.alt for image in images_in(body))
    return Observed(payload.title, (body,), alts, link=payload.link, fields=tuple(sorted(fields.items())))


def observed(news: Fields, order: Order) -> Observed:
    """The article as it was given back, in the form of `expected`.

    Raises:
        ValueError: it is not told as the documents say.
    """
    body = news.text("content")
    fields = {"author": news.text("author")}
    if order.payload.option("form") == PICTURES:
        fields["pictures"] = " ".join(_picture_ids(news))
    elif order.payload.option("compare_cover") != NO:
        fields["cover"] = news.text("thumb_media_id")
    if order.payload.summary:
        fields["summary"] = news.text("digest")
    return Observed(
        news.text("title"),
        (body,),
        tuple(image.alt for image in images_in(body)),
        link=news.text("content_source_url"),
        fields=tuple(sorted(fields.items())),
    )


def _picture_ids(news: Fields) -> list[str]:
    info = Fields(news.optional("image_info"))
    return [Fields(item).text("image_media_id") for item in info.items("image_list")]
