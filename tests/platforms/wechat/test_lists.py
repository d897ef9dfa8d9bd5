from datetime import UTC, datetime, timedelta

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.lists import Lists
from tests.platforms.wechat.counter import Counter
from tests.platforms.workshop import Bench, order_of, variant, with_late


def lists_of(counter: Counter) -> Lists:
    return Lists(lambda path, said: Fields(counter.told(path, dict(said))))


def ordered(counter: Counter):  # type: ignore[no-untyped-def]  # noqa: ANN201
    order = order_of(PLATFORM.compose(variant("字 12"), "wx", Bench()))
    return with_late(order, {"media_id/1": counter.picture()})


def published(counter: Counter, cover: str, title: str, content: str = "字 12") -> None:
    made = counter.draft(title=title, thumb_media_id=cover, content=content)
    counter.told("/cgi-bin/freepublish/submit", {"media_id": made["media_id"]})
    counter.account.let_time_go_by()


def test_an_article_is_ours_by_cover_and_title_and_not_when_it_is_older() -> None:
    counter = Counter()
    order = ordered(counter)
    cover, title = order.late["media_id/1"], order.payload.title
    published(counter, cover, "另一题")
    published(counter, counter.picture(), title)
    assert lists_of(counter).articles_like(order, datetime.now(UTC)) == []
    published(counter, cover, title)
    (found,) = lists_of(counter).articles_like(order, datetime.now(UTC))
    assert counter.books.articles[found.remote_id].news[0]["title"] == title
    assert lists_of(counter).articles_like(order, datetime.now(UTC) + timedelta(minutes=11)) == []


def test_every_page_is_read_until_all_are_seen_whatever_their_order() -> None:
    counter = Counter()
    order = ordered(counter)
    for number in range(45):
        published(counter, order.late["media_id/1"], f"题{number}")
    published(counter, order.late["media_id/1"], order.payload.title)
    counter.conduct.shuffled = True
    assert len(lists_of(counter).articles_like(order, datetime.now(UTC))) == 1


def test_a_draft_is_adopted_only_with_equal_words() -> None:
    counter = Counter()
    order = ordered(counter)
    cover, title = order.late["media_id/1"], order.payload.title
    counter.draft(title=title, thumb_media_id=cover, content="<p>字 13</p>")
    assert lists_of(counter).draft_like(order) == ""
    made = counter.draft(title=title, thumb_media_id=cover, content=order.payload.parts[0].body)
    assert lists_of(counter).draft_like(order) == made["media_id"]
    counter.draft(title=title, thumb_media_id=cover, content=order.payload.parts[0].body)
    assert lists_of(counter).draft_like(order) == ""


def test_drafts_are_found_by_their_whole_title() -> None:
    counter = Counter()
    made = [counter.draft(title=title)["media_id"] for title in ("题", "题一", "题")]
    assert set(lists_of(counter).drafts_titled("题")) == {made[0], made[2]}
    assert lists_of(counter).drafts_titled("无") == []


def test_an_article_is_found_by_its_address() -> None:
    counter = Counter()
    published(counter, counter.picture(), "题")
    (article,) = counter.books.articles
    assert lists_of(counter).id_of(f"http://127.0.0.1:1/s/{article}#rd") == article
    assert lists_of(counter).id_of("http://127.0.0.1:1/s/other") == ""
