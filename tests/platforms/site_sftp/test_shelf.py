"""Over a real SFTP connection: written whole, read back, two at once, and no fault makes two pages or none."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.contract import Absent, Found, Link, Order
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder.shelf import ABSENT, Overtaken, version_of
from editor_app.platforms.site_sftp import PLATFORM
from editor_app.platforms.site_sftp.shelf import SftpShelf
from tests.platforms.gallery import gallery
from tests.platforms.honest import delivered, files, in_feed, outcome
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.site_sftp.sshd import Sshd, serving
from tests.platforms.workshop import NOW, Bench, Sent, before_public, order_of, sent, variant, with_late

PLACE = "articles/wang-shang-ban-shi-zhi-nan-2026"
SITE = {"base_url": "https://news.example.gov.cn"}


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    with serving(tmp_path / "site") as server:
        yield server


@pytest.fixture
def link(sshd: Sshd) -> Iterator[Link]:
    made = PLATFORM.link(sshd.connection())
    yield made
    made.close()


def order(key: str = "0123456789abcdef", **said: str) -> Order:
    made = order_of(PLATFORM.compose(variant(options=SITE, **said), "site:x", Bench()), DeliveryKey(key))
    return with_late(made, PLATFORM.prepared(made, NOW))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_what_lies_there_is_what_was_approved_and_over_one_connection(link: Link, sshd: Sshd) -> None:
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert done.url == f"https://news.example.gov.cn/{PLACE}/"
    assert {"style.css", "index.html", "feed.json", "feed.xml", "atom.xml", "sitemap.xml"} < files(sshd.root)
    assert [name for name in files(sshd.root) if name.endswith(".part")] == []
    assert in_feed((sshd.root / "feed.json").read_bytes()) == ["wang-shang-ban-shi-zhi-nan-2026"]
    assert sshd.sign_ins == 1


def test_who_we_are_is_told_by_host_and_folder(link: Link, sshd: Sshd) -> None:
    who = link.identity()
    assert (who.name, who.may_publish) == (f"127.0.0.1:{sshd.port} site", True)
    assert who.version.startswith("paramiko")
    assert link.rehearse() == f"127.0.0.1:{sshd.port} {sshd.root}"
    assert files(sshd.root) == set()


def test_a_server_that_cannot_replace_in_one_step_is_found_out_by_the_rehearsal(link: Link, sshd: Sshd) -> None:
    sshd.can_replace = False
    with pytest.raises(Unreachable, match="could not do it"):
        link.rehearse()
    assert files(sshd.root) == set()


def test_another_page_at_the_same_address_stays(link: Link, sshd: Sshd) -> None:
    sent(PLATFORM, link, order())
    before = (sshd.root / PLACE / "index.html").read_bytes()
    with pytest.raises(Rejected, match="Another page"):
        sent(PLATFORM, link, order("f" * 16, summary="别的"))
    assert (sshd.root / PLACE / "index.html").read_bytes() == before


def test_of_two_who_make_the_same_file_one_is_told(sshd: Sshd) -> None:
    shelf = SftpShelf(sshd.connection(), PLATFORM.deadline)
    shelf.put("articles/a/article.json", b"one", ABSENT)
    with pytest.raises(Overtaken):
        shelf.put("articles/a/article.json", b"two", ABSENT)
    there = shelf.read("articles/a/article.json")
    shelf.put("articles/a/article.json", b"three", version_of(there))
    with pytest.raises(Overtaken):
        shelf.put("articles/a/article.json", b"four", version_of(there))
    assert files(sshd.root) == {"articles/a/article.json"}
    assert (sshd.root / "articles/a/article.json").read_bytes() == b"three"
    shelf.close()


def test_two_who_publish_at_once_are_both_in_the_feed(sshd: Sshd) -> None:
    together = threading.Barrier(2, timeout=20)

    def publish(key: str, slug: str) -> None:
        link = PLATFORM.link(sshd.connection())
        waiting = order(key, slug=slug)
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
    assert sorted(in_feed((sshd.root / "feed.json").read_bytes())) == ["page-a", "page-b"]


def test_a_feed_written_from_an_older_look_is_seen_and_written_again(link: Link, sshd: Sshd) -> None:
    sent(PLATFORM, link, order("a" * 16, slug="page-a"))
    stale = (sshd.root / "feed.json").read_bytes()
    done = sent(PLATFORM, link, order("b" * 16, slug="page-b"))
    (sshd.root / "feed.json").write_bytes(stale)
    listed = PLATFORM.steps(done.order.payload)[-1]
    assert link.find(listed, done.order, "") == Absent()
    link.perform(listed, done.order)
    assert sorted(in_feed((sshd.root / "feed.json").read_bytes())) == ["page-a", "page-b"]


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("rename", "drop_before"),
        ("rename", "drop_after"),
        ("rename", "refuse"),
        ("write", "half"),
        ("mkdir", "drop_after"),
    ],
)
def test_no_fault_makes_two_pages_or_none(link: Link, sshd: Sshd, kind: str, fault: str) -> None:
    waiting = order()
    for step in PLATFORM.steps(waiting.payload):
        sshd.faults = {kind: fault}
        assert outcome(link, step, waiting) == "sent"
    assert in_feed((sshd.root / "feed.json").read_bytes()) == [PLACE.removeprefix("articles/")]
    assert verdict(link, Sent(waiting, ())) is Verdict.IDENTICAL


def test_a_lost_answer_to_the_page_is_unknown_and_then_found(link: Link, sshd: Sshd) -> None:
    waiting = before_public(PLATFORM, link, order())
    page = PLATFORM.steps(waiting.payload)[-2]
    sshd.faults = {"rename": "drop_after"}
    with pytest.raises(OutcomeUnknown):
        link.perform(page, waiting)
    assert isinstance(link.find(page, waiting, ""), Found)


def test_a_connection_that_breaks_before_the_page_has_its_name_is_opened_anew(link: Link, sshd: Sshd) -> None:
    waiting = before_public(PLATFORM, link, order())
    page = PLATFORM.steps(waiting.payload)[-2]
    sshd.faults, before = {"write": "half"}, sshd.sign_ins
    link.perform(page, waiting)
    assert sshd.sign_ins == before + 1
    assert verdict(link, Sent(waiting, ())) is Verdict.DIFFERENT, "it is not listed yet"
    sshd.faults = {"write": "half"}
    sshd.lets_in = False
    with pytest.raises(AuthExpired):
        link.perform(page, waiting)
    sshd.lets_in = True
    assert isinstance(link.find(page, waiting, ""), Found)


def test_a_server_that_never_answers_ends_at_the_deadline(sshd: Sshd) -> None:
    with patch.object(type(PLATFORM), "deadline", timedelta(seconds=1.5)):
        link = PLATFORM.link(sshd.connection())
        waiting = before_public(PLATFORM, link, order())
        page = PLATFORM.steps(waiting.payload)[-2]
        sshd.faults = {"rename": "late"}
        with pytest.raises(OutcomeUnknown, match="no answer in time"):
            link.perform(page, waiting)
    sshd.released.set()
    assert isinstance(link.find(page, waiting, ""), Found)
    link.close()


def test_a_connection_that_the_server_closed_while_nothing_went_on_is_opened_anew(link: Link, sshd: Sshd) -> None:
    waiting = before_public(PLATFORM, link, order())
    sshd.hang_up()
    page, listed = PLATFORM.steps(waiting.payload)[-2:]
    link.perform(page, waiting)
    sshd.hang_up()
    link.perform(listed, waiting)
    assert sshd.sign_ins == 3


def test_a_password_that_ends_on_the_way_is_said_and_nothing_is_lost(link: Link, sshd: Sshd) -> None:
    waiting = before_public(PLATFORM, link, order())
    sshd.lets_in = False
    sshd.hang_up()
    page = PLATFORM.steps(waiting.payload)[-2]
    with pytest.raises(AuthExpired, match="doesn't let press in"):
        link.perform(page, waiting)
    sshd.lets_in = True
    assert link.find(page, waiting, "") == Absent()
    link.perform(page, waiting)
    assert (sshd.root / PLACE / "index.html").exists()


def test_rights_that_are_missing_are_for_a_person(link: Link, sshd: Sshd) -> None:
    sshd.faults = {"open": "denied"}
    with pytest.raises(Rejected, match="doesn't let this user write"):
        sent(PLATFORM, link, order())


def test_a_folder_that_is_not_there_is_said(sshd: Sshd) -> None:
    sshd.root.rmdir()
    link = PLATFORM.link(sshd.connection())
    with pytest.raises(Unreachable, match="has no folder"):
        link.identity()
    link.close()


def test_a_link_out_of_the_folder_writes_nothing(link: Link, sshd: Sshd, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (sshd.root / "media").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Rejected, match="out of the site"):
        sent(PLATFORM, link, order())
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_withdrawn_page_goes_with_every_entry_and_a_correction_replaces_it(link: Link, sshd: Sshd) -> None:
    done = sent(PLATFORM, link, order())
    fixing = correction(done, PLATFORM.compose(variant(options=SITE, title="更正后的题目"), "site:x", Bench()))
    fixed = carried_out(PLATFORM, link, fixing)
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    away = withdrawal(done)
    sshd.faults = {"remove": "drop_after"}
    with pytest.raises(OutcomeUnknown):
        carried_out(PLATFORM, link, away)
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert json.loads((sshd.root / "feed.json").read_bytes())["items"] == []


def test_nine_pictures_with_chinese_names_are_read_back_in_order(link: Link) -> None:
    bench, said = gallery()
    made = order_of(PLATFORM.compose(said, "site:x", bench))
    done = sent(PLATFORM, link, made)
    assert verdict(link, done) is Verdict.IDENTICAL
    seen = link.observe(done.order, done.remote_ids)
    assert list(seen.alts) == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]
    assert len(set(seen.media)) == 9


def test_delivering_twice_changes_nothing(link: Link, sshd: Sshd) -> None:
    waiting = order()
    assert set(delivered(PLATFORM, link, waiting)) == {"sent"}
    before = {name: (sshd.root / name).read_bytes() for name in files(sshd.root)}
    assert set(delivered(PLATFORM, link, waiting)) == {"sent"}
    assert {name: (sshd.root / name).read_bytes() for name in files(sshd.root)} == before


def test_articles_whose_folder_nobody_changed_are_not_looked_at_again(sshd: Sshd) -> None:
    for name, age in (("a", 900), ("b", 800), ("new", 0)):
        folder = sshd.root / "articles" / name
        folder.mkdir(parents=True)
        (folder / "index.html").write_bytes(b"x")
        os.utime(folder, (10**9 - age, 10**9 - age))
    shelf = SftpShelf(sshd.connection(), timedelta(seconds=20))
    first = shelf.slugs()
    assert (sorted(first), first["new"], bool(first["a"])) == (["a", "b", "new"], "", True)
    spent = shelf.sent()
    assert shelf.slugs() == first
    again = shelf.sent() - spent
    (sshd.root / "articles/a/index.html").unlink()  # which changes the folder
    assert sorted(shelf.slugs()) == ["b", "new"]
    assert shelf.sent() - spent - again > again, "the changed one was looked at"
    shelf.close()
    assert shelf.sent() > 0, "what a closed connection took is not forgotten"
