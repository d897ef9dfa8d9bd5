"""On a WebDAV server: read back to the letter, put whole, two at once, and no fault makes two pages or none."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, Rejected, Unreachable
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken, version_of
from editor_app.platforms.site_webdav import PLATFORM
from editor_app.platforms.site_webdav.shelf import WebdavShelf
from tests.platforms.faulty import FAULTS, WITHOUT_EFFECT, Faulty, serving
from tests.platforms.gallery import gallery
from tests.platforms.honest import in_feed, outcome
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.site_webdav.dav import Dav, connection
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.contract import Link, Order

SLUG = "wang-shang-ban-shi-zhi-nan-2026"
PAGE = f"articles/{SLUG}/index.html"
SITE = {"base_url": "https://news.example.gov.cn"}


@pytest.fixture
def dav() -> Dav:
    return Dav()


@pytest.fixture
def server(dav: Dav) -> Iterator[Faulty]:
    with serving(dav) as running:
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


def test_what_lies_there_is_what_was_approved(link: Link, dav: Dav) -> None:
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert in_feed(dav.files["feed.json"]) == [SLUG]
    assert [name for name in dav.files if name.endswith(".part")] == []
    dav.files[PAGE] += b" "
    assert verdict(link, done) is Verdict.DIFFERENT
    del dav.files[PAGE]
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_who_we_are_and_a_rehearsal_that_leaves_nothing(link: Link, dav: Dav, server: Faulty) -> None:
    who = link.identity()
    assert (who.name, who.may_publish) == (f"127.0.0.1:{server.port} site", True)
    assert link.rehearse() == f"{server.url}/dav/site"
    assert dav.files == {}


def test_a_server_that_replaces_against_our_word_is_found_out_by_the_rehearsal() -> None:
    careless = Dav(keeps_overwrite=False)
    with serving(careless) as running:
        link = PLATFORM.link(connection(running.url))
        with pytest.raises(Rejected, match="against our word"):
            link.rehearse()
        link.close()
    assert careless.files == {}


def test_a_file_is_replaced_only_as_it_was_read(server: Faulty, dav: Dav) -> None:
    shelf = WebdavShelf(connection(server.url), PLATFORM.deadline)
    shelf.put("feed.json", b"one", ABSENT)
    before = version_of(shelf.read("feed.json"))
    shelf.put("feed.json", b"two", before)
    for version in (before, ABSENT):
        with pytest.raises(Overtaken):
            shelf.put("feed.json", b"three", version)
    assert dav.files == {"feed.json": b"two"}
    shelf.close()


def test_two_who_publish_at_once_are_both_in_the_feed(server: Faulty, dav: Dav) -> None:
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
    assert sorted(in_feed(dav.files["feed.json"])) == ["page-a", "page-b"]


@pytest.mark.parametrize(
    ("method", "fault"),
    [*(("MOVE", fault) for fault in FAULTS if fault != "malformed"), *(("PUT", fault) for fault in WITHOUT_EFFECT)],
)
def test_no_fault_makes_two_pages_or_none(link: Link, server: Faulty, dav: Dav, method: str, fault: str) -> None:
    waiting = order()
    for step in PLATFORM.steps(waiting.payload):
        server.faults = {method: fault}
        assert outcome(link, step, waiting) == "sent"
    server.faults = {}
    assert server.struck[fault] >= 2
    assert in_feed(dav.files["feed.json"]) == [SLUG]
    assert [name for name in dav.files if name.startswith("articles/") and name.endswith("index.html")] == [PAGE]
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_a_password_that_ends_on_the_way_is_for_a_person_and_nothing_is_lost(link: Link, dav: Dav) -> None:
    waiting = order()
    steps = PLATFORM.steps(waiting.payload)
    for step in steps[:-2]:
        link.perform(step, waiting)
    dav.lets_in = False
    with pytest.raises(AuthExpired):
        link.perform(steps[-2], waiting)
    dav.lets_in = True
    for step in steps[-2:]:
        link.perform(step, waiting)
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_a_full_server_is_certainly_without_effect(link: Link, dav: Dav) -> None:
    dav.is_full = True
    with pytest.raises(Unreachable, match="no space left"):
        sent(PLATFORM, link, order())
    assert dav.files == {}


def test_another_page_at_the_same_address_is_refused(link: Link) -> None:
    sent(PLATFORM, link, order())
    with pytest.raises(Rejected, match="Another page"):
        sent(PLATFORM, link, order("f" * 16, summary="别的"))


def test_a_folder_that_is_not_there_says_nothing_of_its_pages(link: Link, server: Faulty) -> None:
    done = sent(PLATFORM, link, order())
    where = connection(server.url)
    gone = PLATFORM.link(replace(where, url=f"{server.url}/elsewhere"))
    with pytest.raises(Rejected, match="There is no folder"):
        gone.identity()
    with pytest.raises(Rejected, match="There is no folder"):
        proof(PLATFORM, gone, withdrawal(done))
    gone.close()


def test_a_withdrawn_page_goes_with_every_entry_and_a_correction_replaces_it(link: Link, dav: Dav) -> None:
    done = sent(PLATFORM, link, order())
    fixing = correction(done, PLATFORM.compose(variant(options=SITE, title="更正后的题目"), "site:x", Bench()))
    fixed = carried_out(PLATFORM, link, fixing)
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert in_feed(dav.files["feed.json"]) == []


def test_a_known_record_is_not_read_again(link: Link, server: Faulty) -> None:
    for n in range(3):
        sent(PLATFORM, link, order(f"{n:016x}", slug=f"page-{n}"))
    server.asked.clear()
    sent(PLATFORM, link, order("f" * 16, slug="page-last"))
    records = [asked.path for asked in server.asked if asked.path.endswith("article.json") and asked.method == "GET"]
    assert {path.split("/")[-2] for path in records} == {"page-last"}


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "site:x", bench)))
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(link.observe(done.order, []).alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]
