from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms import sandbox, site_folder
from editor_app.platforms.contract import Absent, Connection, Found, StepResult, Unclear
from editor_app.platforms.tracing import SLACK, SeenArticle, judged, late_in, shown_late, slugs_of, traced
from tests.platforms.workshop import NOW, Bench, connection, order_of, practice, sent, variant, with_late

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from editor_app.platforms.contract import Order

THEIRS = DeliveryKey("f" * 16)


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "file", "public-readable"])
def test_a_post_is_found_without_any_attempt_of_our_own(profile: str) -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile=profile))
        order = order_of(sandbox.PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench()))
        assert traced(link, order, NOW) == Absent()
        done = sent(sandbox.PLATFORM, link, order)
        found = traced(link, order, NOW)
        assert isinstance(found, Found)
        assert found.result.remote_id == done.remote_ids[0]


def test_another_deliverys_file_at_the_path_is_for_a_person_to_look_at() -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile="file"))
        composed = sandbox.PLATFORM.compose(variant(options={"profile": "file"}), "uid", Bench())
        sent(sandbox.PLATFORM, link, order_of(composed, THEIRS))
        assert isinstance(traced(link, order_of(composed), NOW), Unclear)


def test_where_nothing_can_be_read_a_person_looks() -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile="public-blind"))
        composed = sandbox.PLATFORM.compose(variant(options={"profile": "public-blind"}), "uid", Bench())
        assert isinstance(traced(link, order_of(composed), NOW), Unclear)


def test_a_page_in_a_folder_is_known_by_its_key(tmp_path: Path) -> None:
    link = site_folder.PLATFORM.link(Connection(str(tmp_path / "site")))
    link.identity()
    composed = site_folder.PLATFORM.compose(variant(), "site:x", Bench())
    order = order_of(composed)
    order = with_late(order, site_folder.PLATFORM.prepared(order, NOW))
    assert traced(link, order, NOW) == Absent()
    sent(site_folder.PLATFORM, link, order)
    assert isinstance(traced(link, order, NOW), Found)


def seen(slug: str, title: str, at: datetime | None = NOW, kept_as: str = "") -> SeenArticle:
    return SeenArticle(slug, title, at, StepResult(remote_id="7", url=f"https://a.example/{slug}"), kept_as)


def article() -> Order:
    return order_of(site_folder.PLATFORM.compose(variant(), "site:x", Bench()))


SLUG, TITLE = "wang-shang-ban-shi-zhi-nan-2026", "网上办事指南 2026"
LONG_AGO = NOW - SLACK - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("articles", "kind"),
    [
        ((), Absent),
        ((seen(SLUG, TITLE),), Found),
        ((seen(f"{SLUG}-2", TITLE),), Found),
        ((seen("pd-0123456789abcdef", "改过的标题"),), Found),
        ((seen("pd-0123456789abcdef", TITLE, None),), Absent),
        ((seen(SLUG, TITLE, LONG_AGO),), Absent),
        ((seen(SLUG, "别的标题"),), Unclear),
        ((seen(SLUG, TITLE, None, "future"),), Unclear),
        ((seen(SLUG, "别的标题", None, "private"),), Absent),
        ((seen(SLUG, "别的标题"), seen(f"{SLUG}-2", TITLE)), Found),
    ],
)
def test_an_article_is_ours_by_its_key_or_by_address_title_and_time(
    articles: tuple[SeenArticle, ...], kind: type[object]
) -> None:
    order = article()
    assert order.payload.slug == SLUG
    assert isinstance(judged(order, NOW, "a.example", TITLE, articles), kind)


def test_what_may_be_ours_is_named_with_its_address() -> None:
    found = judged(article(), NOW, "a.example", TITLE, [seen(SLUG, "别的标题")])
    assert isinstance(found, Unclear)
    assert found.candidates == (f"https://a.example/{SLUG}",)
    assert found.candidates[0] in str(found.reason)


def test_every_address_that_a_site_may_have_given_is_looked_at() -> None:
    assert slugs_of(article())[:3] == ("pd-0123456789abcdef", SLUG, f"{SLUG}-2")


@pytest.mark.parametrize("profile", ["draft-flip", "file"])
def test_a_post_tells_the_late_fields_that_the_other_copy_filled_in(profile: str) -> None:
    with practice() as server:
        link = sandbox.PLATFORM.link(connection(server, profile=profile))
        order = order_of(sandbox.PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench()))
        done = sent(sandbox.PLATFORM, link, order)
        late = shown_late(link, order, done.remote_ids[0])
        assert sandbox.PLATFORM.expected(with_late(order, late)) == link.observe(order, done.remote_ids)
        assert shown_late(link, order, "77") == {}, "no such post"


def test_late_fields_are_read_off_only_where_nothing_else_differs() -> None:
    template = 'a pd-late:media_url/1" (b) pd-late:media_url/2" pd-late:media_url/1" [c'
    assert late_in(template, 'a x" (b) y" x" [c') == {"media_url/1": "x", "media_url/2": "y"}
    for live in ('a x" (b) y" z" [c', 'a x" (b) y" x" [d', 'a x y" (b) y" x y" [c', ""):
        assert late_in(template, live) == {}
    assert late_in("nothing late", "nothing late") == {}
