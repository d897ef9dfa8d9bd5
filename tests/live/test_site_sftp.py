"""On a real OpenSSH: a site is read back, two publish at once, a lost answer is adopted, an alteration is seen."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Found, Link, Order
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken
from editor_app.platforms.site_sftp import PLATFORM
from editor_app.platforms.site_sftp.shelf import SftpShelf
from tests.live.targets import LiveSftp
from tests.platforms.gallery import gallery
from tests.platforms.honest import delivered, in_feed
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

SITE = {"base_url": "https://news.example.gov.cn"}


def connection(sftp: LiveSftp, fingerprint: str = "") -> Connection:
    return Connection(
        sftp.url, Secret(f"{sftp.user}:{sftp.key}"), {"host_key": fingerprint or sftp.fingerprint, **SITE}
    )


@pytest.fixture
def link(sftp: LiveSftp) -> Iterator[Link]:
    made = PLATFORM.link(connection(sftp))
    yield made
    made.close()


def fresh() -> Order:
    key = uuid4().hex[:16]
    composed = PLATFORM.compose(variant(options=SITE, slug=f"ban-shi-{key}"), "site:x", Bench())
    made = order_of(composed, DeliveryKey(key))
    return with_late(made, PLATFORM.prepared(made, NOW))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_we_know_who_we_are_and_a_rehearsal_leaves_nothing(sftp: LiveSftp, link: Link) -> None:
    who = link.identity()
    assert who.version == sftp.version
    before = set(sftp.root.rglob("*"))
    assert link.rehearse()
    assert set(sftp.root.rglob("*")) == before


def test_a_site_is_read_back_to_the_letter_and_an_altered_number_is_seen(sftp: LiveSftp, link: Link) -> None:
    done = sent(PLATFORM, link, fresh())
    assert verdict(link, done) is Verdict.IDENTICAL
    page = sftp.root / "articles" / done.order.payload.slug / "index.html"
    assert list(sftp.root.rglob("*.part")) == []
    page.write_text(page.read_text("utf-8").replace("12 个事项", "21 个事项"), "utf-8")
    assert verdict(link, done) is Verdict.DIFFERENT
    page.unlink()
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(said, "site:x", bench), DeliveryKey(uuid4().hex[:16])))
    assert verdict(link, done) is Verdict.IDENTICAL
    assert list(link.observe(done.order, []).alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]


def test_of_two_who_make_the_same_file_one_is_told(sftp: LiveSftp) -> None:
    one, two = (SftpShelf(connection(sftp), PLATFORM.deadline) for _ in range(2))
    one.put("articles/twice/article.json", b"one", ABSENT)
    with pytest.raises(Overtaken):
        two.put("articles/twice/article.json", b"two", ABSENT)
    assert (sftp.root / "articles/twice/article.json").read_bytes() == b"one"
    one.close()
    two.close()


def test_six_who_publish_at_once_are_all_in_the_feed(sftp: LiveSftp) -> None:
    together = threading.Barrier(6, timeout=60)
    orders = [fresh() for _ in range(6)]

    said: list[str] = []

    def publish(waiting: Order) -> None:
        link = PLATFORM.link(connection(sftp))
        together.wait()
        said.extend(delivered(PLATFORM, link, waiting))
        link.close()

    threads = [threading.Thread(target=publish, args=(each,)) for each in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert set(said) == {"sent"}
    named = in_feed((sftp.root / "feed.json").read_bytes())
    assert {each.payload.slug for each in orders} <= set(named)
    assert len(named) == len(set(named))


def test_a_connection_that_breaks_after_the_page_is_there_is_adopted(sftp: LiveSftp, link: Link) -> None:
    waiting = fresh()
    *before, page, _listed = PLATFORM.steps(waiting.payload)
    for step in before:
        link.perform(step, waiting)
    link.perform(page, waiting)
    lost = PLATFORM.link(connection(sftp))
    assert isinstance(lost.find(page, waiting, ""), Found)
    lost.close()


def test_a_withdrawn_page_is_gone_with_every_entry(sftp: LiveSftp, link: Link) -> None:
    done = sent(PLATFORM, link, fresh())
    away = withdrawal(done)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert done.order.payload.slug not in in_feed((sftp.root / "feed.json").read_bytes())


def test_another_host_key_and_a_foreign_key_are_refused(sftp: LiveSftp) -> None:
    for fingerprint in ("SHA256:" + "A" * 43, " "):
        made = PLATFORM.link(connection(sftp, fingerprint))
        with pytest.raises(Rejected, match="host key"):
            made.identity()
        made.close()
    wrong = PLATFORM.link(replace(connection(sftp), secret=Secret(f"{sftp.user}:wrong password")))
    with pytest.raises(AuthExpired):
        wrong.identity()
    wrong.close()
