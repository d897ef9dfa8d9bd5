"""In a bucket: read back to the letter, versions compared by the server, and no fault makes two pages or none."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken, version_of
from editor_app.platforms.site_s3 import PLATFORM
from editor_app.platforms.site_s3.shelf import BucketShelf
from tests.platforms.faulty import FAULTS, WITHOUT_EFFECT, Faulty, serving
from tests.platforms.gallery import gallery
from tests.platforms.honest import in_feed, outcome
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.site_s3.bucket import Bucket, connection
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.contract import Link, Order

SLUG = "wang-shang-ban-shi-zhi-nan-2026"
PLACE = f"www/articles/{SLUG}"
SITE = {"base_url": "https://news.example.gov.cn"}


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


@pytest.fixture
def server(bucket: Bucket) -> Iterator[Faulty]:
    with serving(bucket) as running:
        yield running


@pytest.fixture
def link(server: Faulty) -> Iterator[Link]:
    made = PLATFORM.link(connection(server.url))
    yield made
    made.close()


def order(key: str = "0123456789abcdef", **said: str) -> Order:
    made = order_of(PLATFORM.compose(variant(options=SITE, **said), "site:x", Bench()), DeliveryKey(key))
    return with_late(made, PLATFORM.prepared(made, NOW))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_what_lies_there_is_what_was_approved_and_readers_get_it_as_what_it_is(link: Link, bucket: Bucket) -> None:
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert done.url == f"https://news.example.gov.cn/articles/{SLUG}/"
    assert in_feed(bucket.objects["www/feed.json"]) == [SLUG]
    assert bucket.kinds[f"{PLACE}/index.html"] == "text/html; charset=utf-8"
    assert {kind for key, kind in bucket.kinds.items() if key.startswith("www/media/")} == {"image/png", "image/jpeg"}
    bucket.objects[f"{PLACE}/index.html"] += b" "
    assert verdict(link, done) is Verdict.DIFFERENT
    del bucket.objects[f"{PLACE}/index.html"]
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_who_we_are_and_a_rehearsal_that_leaves_nothing(link: Link, bucket: Bucket, server: Faulty) -> None:
    who = link.identity()
    assert (who.name, who.may_publish) == ("press/www", True)
    assert link.rehearse() == f"{server.url}/press/www"
    assert bucket.objects == {}


def test_a_server_that_overwrites_whatever_is_there_is_found_out_by_the_rehearsal() -> None:
    careless = Bucket(compares=False)
    with serving(careless) as running:
        link = PLATFORM.link(connection(running.url))
        with pytest.raises(Rejected, match="can't compare versions"):
            link.rehearse()
        link.close()
    assert careless.objects == {}


def test_an_object_is_replaced_only_as_it_was_read(server: Faulty, bucket: Bucket) -> None:
    shelf = BucketShelf(connection(server.url), PLATFORM.deadline)
    shelf.put("feed.json", b"one", ABSENT)
    before = version_of(shelf.read("feed.json"))
    shelf.put("feed.json", b"two", before)
    for version in (before, ABSENT):
        with pytest.raises(Overtaken):
            shelf.put("feed.json", b"three", version)
    assert bucket.objects == {"www/feed.json": b"two"}
    shelf.close()


def test_two_who_publish_at_once_are_both_in_the_feed(server: Faulty, bucket: Bucket) -> None:
    together = threading.Barrier(2, timeout=20)

    def publish(key: str, slug: str) -> None:
        link, waiting = PLATFORM.link(connection(server.url)), order(key, slug=slug)
        *before, listed = PLATFORM.steps(waiting.payload)
        for step in before:
            link.perform(step, waiting)
        together.wait()
        link.perform(listed, waiting)
        link.close()

    threads = [threading.Thread(target=publish, args=(c * 16, f"page-{c}")) for c in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(in_feed(bucket.objects["www/feed.json"])) == ["page-a", "page-b"]


def test_a_feed_that_changed_while_it_was_made_is_made_again(link: Link, server: Faulty, bucket: Bucket) -> None:
    other = PLATFORM.link(connection(server.url))
    sent(PLATFORM, other, order("a" * 16, slug="page-a"))
    waiting = order("b" * 16, slug="page-b")
    *before, listed = PLATFORM.steps(waiting.payload)
    for step in before:
        link.perform(step, waiting)
    shelf, done = link._shelf, []  # type: ignore[attr-defined]
    put = shelf.put

    def between(*what: object) -> None:
        """The other office publishes in the moment before our first listing is replaced."""
        if not done:
            done.append(what)
            sent(PLATFORM, other, order("c" * 16, slug="page-c"))
        put(*what)

    shelf.put = between
    link.perform(listed, waiting)
    other.close()
    assert done
    assert sorted(in_feed(bucket.objects["www/feed.json"])) == ["page-a", "page-b", "page-c"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [*(("PUT", fault) for fault in FAULTS if fault != "malformed"), *(("GET", fault) for fault in WITHOUT_EFFECT)],
)
def test_no_fault_makes_two_pages_or_none(link: Link, server: Faulty, bucket: Bucket, method: str, fault: str) -> None:
    waiting = order()
    for step in PLATFORM.steps(waiting.payload):
        server.faults = {method: fault}
        assert outcome(link, step, waiting) == "sent"
    server.faults = {}
    assert server.struck[fault] >= 2
    assert in_feed(bucket.objects["www/feed.json"]) == [SLUG]
    assert [key for key in bucket.objects if key.endswith("/index.html") and "/articles/" in key] == [
        f"{PLACE}/index.html"
    ]
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_a_key_that_ends_on_the_way_is_for_a_person_and_nothing_is_lost(link: Link, bucket: Bucket) -> None:
    waiting = order()
    steps = PLATFORM.steps(waiting.payload)
    for step in steps[:-2]:
        link.perform(step, waiting)
    bucket.access = "another"
    with pytest.raises(AuthExpired):
        link.perform(steps[-2], waiting)
    bucket.access = "AKIDEXAMPLE"
    for step in steps[-2:]:
        link.perform(step, waiting)
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_another_page_at_the_same_address_is_refused(link: Link) -> None:
    sent(PLATFORM, link, order())
    with pytest.raises(Rejected, match="Another page"):
        sent(PLATFORM, link, order("f" * 16, summary="别的"))


def test_a_bucket_that_is_not_there_says_nothing_of_its_pages(link: Link, server: Faulty) -> None:
    done = sent(PLATFORM, link, order())
    where = connection(server.url)
    gone = PLATFORM.link(replace(where, url=where.url.replace("/press/", "/other/")))
    with pytest.raises(Rejected, match="NoSuchBucket"):
        proof(PLATFORM, gone, withdrawal(done))
    gone.close()


def test_a_withdrawn_page_goes_with_every_entry_and_a_correction_replaces_it(link: Link, bucket: Bucket) -> None:
    done = sent(PLATFORM, link, order())
    fixing = correction(done, PLATFORM.compose(variant(options=SITE, title="更正后的题目"), "site:x", Bench()))
    fixed = carried_out(PLATFORM, link, fixing)
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert in_feed(bucket.objects["www/feed.json"]) == []


def test_a_large_site_is_listed_page_by_page_and_a_known_record_is_not_read_again(link: Link, server: Faulty) -> None:
    for n in range(4):
        sent(PLATFORM, link, order(f"{n:016x}", slug=f"page-{n}"))
    server.asked.clear()
    done = sent(PLATFORM, link, order("f" * 16, slug="page-last"))
    records = [asked.path for asked in server.asked if asked.path.endswith("article.json") and asked.method == "GET"]
    assert {path.split("/")[-2] for path in records} == {"page-last"}
    assert verdict(link, done) is Verdict.IDENTICAL


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "site:x", bench)))
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(link.observe(done.order, []).alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]
