"""On a real S3 server: a site is read back, two publish at once, a lost answer is adopted, an alteration is seen."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link, Order
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken, version_of
from editor_app.platforms.site_s3 import PLATFORM
from editor_app.platforms.site_s3.shelf import BucketShelf
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveS3
from tests.platforms.gallery import gallery
from tests.platforms.honest import delivered, in_feed
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

SITE = {"base_url": "https://news.example.gov.cn"}


def connection(s3: LiveS3, folder: str, url: str = "") -> Connection:
    secret = Secret(f"{s3.access_key}:{s3.secret_key}")
    return Connection(f"{url or s3.url}/{s3.bucket}/{folder}", secret, {"region": s3.region, **SITE})


@pytest.fixture
def folder() -> str:
    """A site of its own for each test, below another prefix of the bucket."""
    return f"www-{uuid4().hex[:8]}"


@pytest.fixture
def link(s3: LiveS3, folder: str) -> Iterator[Link]:
    made = PLATFORM.link(connection(s3, folder))
    yield made
    made.close()


def fresh() -> Order:
    key = uuid4().hex[:16]
    composed = PLATFORM.compose(variant(options=SITE, slug=f"ban-shi-{key}"), "site:x", Bench())
    made = order_of(composed, DeliveryKey(key))
    return with_late(made, PLATFORM.prepared(made, NOW))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_the_server_compares_versions_and_a_rehearsal_leaves_nothing(s3: LiveS3, link: Link, folder: str) -> None:
    assert link.identity().may_publish
    assert link.rehearse().endswith(folder)
    assert s3.admin.keys(prefix=folder) == []
    shelf = BucketShelf(connection(s3, folder), PLATFORM.deadline)
    shelf.put("feed.json", b"one", ABSENT)
    before = version_of(shelf.read("feed.json"))
    shelf.put("feed.json", b"two", before)
    for version in (before, ABSENT):
        with pytest.raises(Overtaken):
            shelf.put("feed.json", b"three", version)
    assert s3.admin.get(f"{folder}/feed.json") == b"two"
    shelf.close()


def test_a_site_is_read_back_to_the_letter_and_an_altered_number_is_seen(s3: LiveS3, link: Link, folder: str) -> None:
    done = sent(PLATFORM, link, fresh())
    assert verdict(link, done) is Verdict.IDENTICAL
    page = f"{folder}/articles/{done.order.payload.slug}/index.html"
    s3.admin.put(page, s3.admin.get(page).replace("12 个事项".encode(), "21 个事项".encode()))
    assert verdict(link, done) is Verdict.DIFFERENT
    s3.admin.delete(page)
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "site:x", bench), DeliveryKey(uuid4().hex[:16])))
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(link.observe(done.order, []).alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]


def test_four_who_publish_at_once_are_all_in_the_feed(s3: LiveS3, folder: str) -> None:
    together = threading.Barrier(4, timeout=60)
    orders = [fresh() for _ in range(4)]

    said: list[str] = []

    def publish(waiting: Order) -> None:
        link = PLATFORM.link(connection(s3, folder))
        together.wait()
        said.extend(delivered(PLATFORM, link, waiting))
        link.close()

    threads = [threading.Thread(target=publish, args=(each,)) for each in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(100)
    assert set(said) == {"sent"}
    assert set(in_feed(s3.admin.get(f"{folder}/feed.json"))) == {each.payload.slug for each in orders}


def test_a_lost_answer_is_found_and_adopted(s3: LiveS3, link: Link, folder: str, drop_proxies: list[DropProxy]) -> None:
    waiting = fresh()
    *before, page, listed = PLATFORM.steps(waiting.payload)
    for step in before:
        link.perform(step, waiting)
    assert link.find(page, waiting, "") == Absent()
    proxy = DropProxy(s3.url, r"^PUT .*/index\.html")
    drop_proxies.append(proxy)
    lost = through(connection(s3, folder), proxy.url)
    with pytest.raises(OutcomeUnknown):
        lost.perform(page, waiting)
    assert len(proxy.dropped) == 1
    assert isinstance(link.find(page, waiting, ""), Found)
    link.perform(listed, waiting)
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL
    lost.close()


def through(where: Connection, proxy: str) -> Link:
    """A link whose requests go through a proxy; signatures are made for the server behind it."""
    made = PLATFORM.link(where)
    made._shelf._wire._client._base = proxy  # type: ignore[attr-defined]
    return made


def test_a_withdrawn_page_is_gone_with_every_entry(s3: LiveS3, link: Link, folder: str) -> None:
    done = sent(PLATFORM, link, fresh())
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert in_feed(s3.admin.get(f"{folder}/feed.json")) == []


def test_a_wrong_key_is_for_a_person(s3: LiveS3, folder: str) -> None:
    for secret in (f"{s3.access_key}:wrong", f"nobody:{s3.secret_key}"):
        made = PLATFORM.link(replace(connection(s3, folder), secret=Secret(secret)))
        with pytest.raises(AuthExpired):
            made.identity()
        made.close()
