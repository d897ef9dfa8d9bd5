from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from editor_app.domain.edition import filled, placeholders
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.wordpress import PLATFORM
from editor_app.platforms.wordpress.showing import late_of_article
from tests.platforms.workshop import KEY, Bench, order_of, variant, with_late

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Order


class Site:
    """What a WordPress says of one article that another copy sent."""

    def __init__(self, order: Order, *, uploads: bool = True) -> None:
        body = order.payload.parts[0].body
        media = {one.ordinal: f"https://news.example/files/pd-{KEY}-{one.ordinal}.png" for one in order.payload.media}
        late = {name: media[int(name.partition("/")[2])] for name in placeholders(body)}
        self.post: Json = {"content": {"raw": filled(body, late)}, "featured_media": 900}
        self.uploads: list[Json] = [
            {"id": 900 + ordinal, "source_url": url} for ordinal, url in media.items() if uploads
        ]
        self.asked: list[str] = []

    def read(self, target: str) -> Fields:
        self.asked.append(target)
        parts = urlsplit(target)
        place = parts.path.removeprefix("/wp-json/wp/v2/")
        if place.startswith("posts/"):
            return Fields(self.post)
        if place == "media":
            assert parse_qs(parts.query)["search"] == [f"pd-{KEY}-"]
            return Fields([*self.uploads, {"id": 1, "source_url": "https://news.example/files/logo.png"}])
        assert parse_qs(parts.query)["post"] == ["12"]
        named = ["别的", "一网通办", "便民"] if place == "tags" else ["政策 &amp; 解读"]
        return Fields([{"id": 40 + at, "name": name} for at, name in enumerate(named)])


def made(**said: tuple[str, ...]) -> Order:
    return order_of(PLATFORM.compose(variant(**said), "u", Bench()))


def test_an_article_tells_its_pictures_its_cover_and_its_terms() -> None:
    order = made(categories=("政策 & 解读",))
    late = late_of_article(order, "12", Site(order).read)
    assert {"term_id/1": "40", "term_id/2": "41", "term_id/3": "42"}.items() <= late.items()
    assert all(late[f"media_id/{one.ordinal}"] == str(900 + one.ordinal) for one in order.payload.media)
    known = with_late(order, late)
    assert set(order.payload.late) - set(late) == {"draft_id"}, "which nobody needs any more"
    assert PLATFORM.expected(known).parts == (Site(order).post["content"]["raw"],)  # type: ignore[call-overload,index]


def test_what_it_does_not_tell_is_missing_and_never_guessed() -> None:
    order = made()
    site = Site(order, uploads=False)
    site.post = {"content": {"raw": "<p>changed by somebody</p>"}, "featured_media": 0}
    late = late_of_article(order, "12", site.read)
    assert {name.partition("/")[0] for name in late} == {"term_id"}


def test_an_article_without_pictures_asks_for_no_uploads() -> None:
    order = order_of(PLATFORM.compose(variant(body="便民事项", cover=False, tags=()), "u", Bench()))
    site = Site(order)
    assert late_of_article(order, "12", site.read) == {}
    assert not any("media?" in target or "tags?" in target for target in site.asked)
