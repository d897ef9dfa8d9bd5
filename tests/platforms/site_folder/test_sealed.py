"""A sealed order gives one page, one record and the places of its pictures."""

import pytest

from editor_app.platforms.contract import Order
from editor_app.platforms.site_folder import PLATFORM
from editor_app.platforms.site_folder.sealed import article_of, page_of, picture_path
from tests.platforms.workshop import NOW, Bench, order_of, variant, with_late


@pytest.fixture
def order() -> Order:
    order = order_of(PLATFORM.compose(variant(), "site:x", Bench()))
    return with_late(order, PLATFORM.prepared(order, NOW))


def test_the_record_names_the_cover_and_the_delivery(order: Order) -> None:
    article = article_of(order)
    assert (article.key, article.image) == (order.key, order.late["media_url/4"])
    assert article.tags == ("一网通办", "便民")
    assert article.published_at == "2026-11-28T17:30:00+08:00"


def test_the_cover_stands_above_the_text_with_its_words(order: Order) -> None:
    assert PLATFORM.expected(order).alts[0] == "市民中心外景"
    page = page_of(order).decode()
    assert page.index("市民中心外景") < page.index("自 12 月 1 日起")


def test_pictures_are_named_by_their_bytes_and_kind(order: Order) -> None:
    assert [picture_path(medium).rpartition(".")[2] for medium in order.payload.media] == ["png", "png", "jpg", "png"]
    assert all(medium.digest[:32] in picture_path(medium) for medium in order.payload.media)


def test_a_page_without_its_time_is_a_mistake_of_the_caller() -> None:
    bare = order_of(PLATFORM.compose(variant(), "site:x", Bench()))
    with pytest.raises(KeyError):
        page_of(bare)
