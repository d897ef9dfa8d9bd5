"""On a real WebDAV server: a site is read back, four publish at once, lost answers are adopted, alterations seen."""

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
from editor_app.platforms.site_webdav import PLATFORM
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveWebdav
from tests.platforms.gallery import gallery
from tests.platforms.honest import delivered, in_feed
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

SITE = {"base_url": "https://news.example.gov.cn"}


def connection(webdav: LiveWebdav) -> Connection:
    return Connection(webdav.url, Secret(f"{webdav.user}:{webdav.password}"), SITE)


@pytest.fixture
def link(webdav: LiveWebdav) -> Iterator[Link]:
    made = PLATFORM.link(connection(webdav))
    yield made
    made.close()


def fresh() -> Order:
    key = uuid4().hex[:16]
    composed = PLATFORM.compose(variant(options=SITE, slug=f"ban-shi-{key}"), "site:x", Bench())
    made = order_of(composed, DeliveryKey(key))
    return with_late(made, PLATFORM.prepared(made, NOW))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_the_server_keeps_our_word_and_a_rehearsal_leaves_nothing(webdav: LiveWebdav, link: Link) -> None:
    assert link.identity().version.startswith("WsgiDAV")
    before = set(webdav.root.rglob("*"))
    assert link.rehearse() == webdav.url
    assert set(webdav.root.rglob("*")) == before


def test_a_site_is_read_back_to_the_letter_and_an_altered_number_is_seen(webdav: LiveWebdav, link: Link) -> None:
    done = sent(PLATFORM, link, fresh())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(webdav.root.rglob("*.part")) == []
    page = webdav.root / "articles" / done.order.payload.slug / "index.html"
    page.write_text(page.read_text("utf-8").replace("12 个事项", "21 个事项"), "utf-8")
    assert verdict(link, done) is Verdict.DIFFERENT
    page.unlink()
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "site:x", bench), DeliveryKey(uuid4().hex[:16])))
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(link.observe(done.order, []).alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]


def test_four_who_publish_at_once_are_all_in_the_feed(webdav: LiveWebdav) -> None:
    together = threading.Barrier(4, timeout=60)
    orders = [fresh() for _ in range(4)]

    said: list[str] = []

    def publish(waiting: Order) -> None:
        """As the worker does: this server answers 500 to a read of what is replaced in that moment."""
        link = PLATFORM.link(connection(webdav))
        together.wait()
        said.extend(delivered(PLATFORM, link, waiting))
        link.close()

    threads = [threading.Thread(target=publish, args=(each,)) for each in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(100)
    assert set(said) == {"sent"}
    assert {each.payload.slug for each in orders} <= set(in_feed((webdav.root / "feed.json").read_bytes()))


def test_a_lost_answer_is_found_and_adopted(webdav: LiveWebdav, link: Link, drop_proxies: list[DropProxy]) -> None:
    waiting = fresh()
    *before, page, listed = PLATFORM.steps(waiting.payload)
    for step in before:
        link.perform(step, waiting)
    assert link.find(page, waiting, "") == Absent()
    proxy = DropProxy(webdav.url.removesuffix("/site"), r"^MOVE ")
    drop_proxies.append(proxy)
    lost = PLATFORM.link(replace(connection(webdav), url=f"{proxy.url}/site"))
    lost._shelf.base = webdav.url  # type: ignore[attr-defined]  # the server knows itself by its own address only
    with pytest.raises(OutcomeUnknown):
        lost.perform(page, waiting)
    lost.close()
    assert len(proxy.dropped) == 1
    assert isinstance(link.find(page, waiting, ""), Found)
    link.perform(listed, waiting)
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_a_withdrawn_page_is_gone_with_every_entry(webdav: LiveWebdav, link: Link) -> None:
    done = sent(PLATFORM, link, fresh())
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert done.order.payload.slug not in in_feed((webdav.root / "feed.json").read_bytes())


def test_a_wrong_password_is_for_a_person(webdav: LiveWebdav) -> None:
    made = PLATFORM.link(replace(connection(webdav), secret=Secret(f"{webdav.user}:wrong")))
    with pytest.raises(AuthExpired):
        made.identity()
    made.close()
