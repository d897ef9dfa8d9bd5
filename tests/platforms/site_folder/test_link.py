"""In a real folder: published once, read back, nobody else's page touched, errors of the disk in words."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.contract import Absent, Connection, Found, Link, Order, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder import PLATFORM
from tests.platforms.workshop import NOW, Bench, Sent, before_public, order_of, sent, variant, with_late

PLACE = "articles/wang-shang-ban-shi-zhi-nan-2026"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def link(root: Path) -> Link:
    link = PLATFORM.link(Connection(str(root)))
    link.identity()
    return link


def order(key: str = "0123456789abcdef", **said: str) -> Order:
    return order_of(PLATFORM.compose(variant(**said), "site:x", Bench()), DeliveryKey(key))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_what_lies_there_is_what_was_approved(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert done.remote_ids == [PLACE, f"{PLACE}#listed"]
    assert done.url == (root / PLACE / "index.html").as_uri()
    assert list(root.rglob("*.part")) == []
    assert [item["title"] for item in json.loads((root / "feed.json").read_bytes())["items"]] == ["网上办事指南 2026"]


def test_with_a_public_address_the_receipt_names_it(root: Path) -> None:
    link = PLATFORM.link(Connection(root.as_uri()))
    composed = PLATFORM.compose(variant(options={"base_url": "https://news.example.gov.cn/"}), "site:x", Bench())
    assert sent(PLATFORM, link, order_of(composed)).url == f"https://news.example.gov.cn/{PLACE}/"


def test_doing_it_again_changes_no_byte(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for step in PLATFORM.steps(done.order.payload):
        link.perform(step, done.order)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_before_its_page_is_there_nothing_leads_to_an_article(link: Link, root: Path) -> None:
    sent(PLATFORM, link, order("f" * 16, slug="older"))
    before_public(PLATFORM, link, order())
    assert PLACE not in (root / "index.html").read_text("utf-8")
    sent(PLATFORM, link, order("e" * 16, slug="newer"))
    assert PLACE not in (root / "index.html").read_text("utf-8")


def test_an_end_between_page_and_listing_is_seen_and_finished(link: Link, root: Path) -> None:
    waiting = before_public(PLATFORM, link, order())
    page, listed = PLATFORM.steps(waiting.payload)[-2:]
    assert link.find(page, waiting, "") == Absent()
    result = link.perform(page, waiting)
    assert link.find(page, waiting, "") == Found(result)
    assert link.find(listed, waiting, "") == Absent()
    link.perform(listed, waiting)
    assert isinstance(link.find(listed, waiting, ""), Found)
    assert PLACE in (root / "sitemap.xml").read_text("utf-8")


def test_another_article_at_the_same_address_is_refused_and_stays(link: Link, root: Path) -> None:
    sent(PLATFORM, link, order())
    before = (root / PLACE / "index.html").read_bytes()
    with pytest.raises(Rejected, match="Another page"):
        sent(PLATFORM, link, order("f" * 16, summary="别的"))
    assert (root / PLACE / "index.html").read_bytes() == before
    other = order("f" * 16, summary="别的")
    other = with_late(other, PLATFORM.prepared(other, NOW))
    assert isinstance(link.find(PLATFORM.steps(other.payload)[-2], other, ""), Unclear)


def test_a_page_that_is_not_ours_is_never_overwritten(link: Link, root: Path) -> None:
    (root / PLACE).mkdir(parents=True)
    (root / PLACE / "index.html").write_text("made by hand")
    with pytest.raises(Rejected, match="Another page"):
        sent(PLATFORM, link, order())
    assert (root / PLACE / "index.html").read_text() == "made by hand"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", "12 个事项", "21 个事项"),
        ("index.html", 'alt="大厅窗口"', 'alt=""'),
        ("article.json", "一次办成", "两次办成"),
        ("../../index.html", "网上办事指南", "别的"),
    ],
)
def test_whatever_is_altered_in_the_folder_is_seen(link: Link, root: Path, name: str, old: str, new: str) -> None:
    done = sent(PLATFORM, link, order())
    path = root / PLACE / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    expected = Verdict.IDENTICAL if name.startswith("..") else Verdict.DIFFERENT
    assert verdict(link, done) is expected


def test_an_article_that_is_taken_off_the_front_page_is_different(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    (root / "index.html").write_text("nothing")
    assert verdict(link, done) is Verdict.DIFFERENT


@pytest.mark.parametrize("deed", [Path.unlink, lambda path: path.write_bytes(b"other")])
def test_a_picture_that_is_gone_or_exchanged_is_different(link: Link, root: Path, deed: object) -> None:
    done = sent(PLATFORM, link, order())
    deed(next((root / "media").glob("*.jpg")))  # type: ignore[operator]
    assert verdict(link, done) is Verdict.DIFFERENT


def test_a_page_that_is_gone_is_not_visible(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    (root / PLACE / "index.html").unlink()
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_a_broken_record_of_another_article_hides_that_one_only(link: Link, root: Path) -> None:
    sent(PLATFORM, link, order("f" * 16, slug="older"))
    (root / "articles/older/article.json").write_bytes(b"{")
    done = sent(PLATFORM, link, order())
    assert verdict(link, done) is Verdict.IDENTICAL
    assert "articles/older" not in (root / "index.html").read_text("utf-8")


@pytest.mark.parametrize("slug", ["../../escape", "..", "a/b", ""])
def test_a_sealed_hostile_address_writes_nothing(link: Link, root: Path, slug: str) -> None:
    hostile = order()
    hostile = replace(hostile, payload=replace(hostile.payload, slug=slug))
    with pytest.raises(Rejected):
        sent(PLATFORM, link, hostile)
    assert list(root.iterdir()) == []


def test_a_link_out_of_the_folder_writes_nothing(link: Link, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "media").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Rejected, match="out of the site"):
        sent(PLATFORM, link, order())
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("url", ["", "relative/folder", "https://example.gov.cn", "a\0b"])
def test_only_a_whole_path_is_a_folder(url: str) -> None:
    with pytest.raises(Rejected, match="whole path"):
        PLATFORM.link(Connection(url))


def test_a_rehearsal_leaves_nothing_and_says_where_it_was(link: Link, root: Path) -> None:
    assert link.rehearse() == str(root)
    assert list(root.iterdir()) == []
    link.close()


def test_who_we_are_stays_the_same_for_the_folder(link: Link, root: Path) -> None:
    identity = link.identity()
    assert identity == PLATFORM.link(Connection(root.as_uri())).identity()
    assert (identity.name, identity.may_publish) == ("site", True)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unreachable):
        PLATFORM.link(Connection(str(tmp_path / "file"))).identity()
    with pytest.raises(Unreachable):
        sent(PLATFORM, PLATFORM.link(Connection(str(tmp_path / "file"))), order())


def failing(error: OSError) -> object:
    def sync(_fd: int) -> None:
        raise error

    return sync


def test_a_full_disk_is_certainly_without_effect(link: Link, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = before_public(PLATFORM, link, order())
    monkeypatch.setattr(os, "fsync", failing(OSError(28, "No space left on device")))
    with pytest.raises(Unreachable, match="No space left"):
        link.perform(PLATFORM.steps(waiting.payload)[-2], waiting)
    assert not (root / PLACE / "index.html").exists()


def test_missing_rights_are_for_a_person(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(PermissionError(13, "Permission denied")))
    with pytest.raises(Rejected, match="this user"):
        link.rehearse()


def test_a_page_whose_name_is_not_synced_is_looked_up(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = before_public(PLATFORM, link, order())
    calls = iter([None, OSError(5, "Input/output error")])

    def sync(_fd: int) -> None:
        error = next(calls)
        if error:
            raise error

    page = PLATFORM.steps(waiting.payload)[-2]
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", sync)
        with pytest.raises(OutcomeUnknown):
            link.perform(page, waiting)
    assert isinstance(link.find(page, waiting, link.watermark(waiting)), Found)
