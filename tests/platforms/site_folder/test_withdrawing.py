"""A page goes with its record and with every listing that leads to it; another delivery's page stays."""

from pathlib import Path

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Rejected, Unreachable
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.contract import Absent, Connection, Found, Link
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder import PLATFORM
from tests.platforms.remedies import LATER, carried_out, correction, proof, withdrawal
from tests.platforms.site_folder.test_link import PLACE, link, order, root
from tests.platforms.workshop import Bench, order_of, sent, variant

__all__ = ("link", "root")


def test_a_page_goes_with_everything_that_leads_to_it(link: Link, root: Path) -> None:
    sent(PLATFORM, link, order("a" * 16, slug="other", title="另一页"))
    done = sent(PLATFORM, link, order())
    away = withdrawal(done)
    assert proof(PLATFORM, link, away).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, link, away)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert not (root / PLACE / "index.html").exists()
    assert [
        name
        for name in ("index.html", "feed.xml", "feed.json", "sitemap.xml")
        if PLACE in (root / name).read_text("utf-8")
    ] == []
    assert (root / "articles/other/index.html").exists()
    carried_out(PLATFORM, link, away)  # a second time changes nothing


def test_a_page_that_is_still_listed_is_not_gone(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    (root / PLACE / "index.html").unlink()
    found = proof(PLATFORM, link, withdrawal(done))
    assert (found.verdict, ["#listed" in each for each in found.differences]) == (Verdict.DIFFERENT, [True])


def test_another_deliverys_page_at_the_same_place_stays(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    record = root / PLACE / "article.json"
    record.write_text(record.read_text("utf-8").replace("0123456789abcdef", "b" * 16), "utf-8")
    with pytest.raises(Rejected):
        carried_out(PLATFORM, link, withdrawal(done))
    assert (root / PLACE / "index.html").exists()


def test_a_folder_that_is_not_there_says_nothing_of_its_pages(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    root.rename(root.with_name("unmounted"))
    with pytest.raises(Unreachable):
        proof(PLATFORM, PLATFORM.link(Connection(str(root))), withdrawal(done))


def test_a_correction_replaces_the_page_and_a_lost_one_is_found(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order())
    fixing = correction(done, PLATFORM.compose(variant(title="更正后的题目"), "site:x", Bench()))
    fixed = carried_out(PLATFORM, link, fixing)
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    assert fixed.remote_ids == [f"{PLACE}~{LATER}", f"{PLACE}#listed~{LATER}"]
    page = next(step for step in PLATFORM.steps(fixing.payload) if step.name == "page")
    assert isinstance(link.find(page, fixed.order, ""), Found)
    (root / PLACE / "index.html").write_text("old", "utf-8")
    assert link.find(page, fixed.order, "") == Absent()


def test_where_the_site_says_so_a_page_that_says_it_was_withdrawn_stands_in_its_place(link: Link, root: Path) -> None:
    noticing = {"withdrawn": "notice"}
    composed = PLATFORM.compose(variant(options=noticing), "site:x", Bench())
    done = sent(PLATFORM, link, order_of(composed))
    away, record = withdrawal(done), (root / PLACE / "article.json").read_bytes()
    carried_out(PLATFORM, link, away)
    page = (root / PLACE / "index.html").read_text("utf-8")
    assert ("此页面已撤回" in page, 'content="noindex"' in page, "12 个事项" in page) == (True, True, False)
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    assert PLACE not in (root / "feed.json").read_text("utf-8")
    (root / PLACE / "article.json").write_bytes(record)
    assert proof(PLATFORM, link, away).verdict is Verdict.DIFFERENT, "half of it was done"
    carried_out(PLATFORM, link, away)
    assert not (root / PLACE / "article.json").exists()
    assert link.observe(done.order, done.remote_ids).visible is False
    again = sent(PLATFORM, link, order_of(composed, DeliveryKey("a" * 16)))
    assert compared(PLATFORM.expected(again.order), link.observe(again.order, again.remote_ids), ()).differences == ()
    english = PLATFORM.compose(variant(options=noticing, language="en", slug="a-page"), "site:x", Bench())
    carried_out(PLATFORM, link, withdrawal(sent(PLATFORM, link, order_of(english, DeliveryKey("b" * 16)))))
    assert "This page has been withdrawn" in (root / "articles/a-page/index.html").read_text("utf-8")
