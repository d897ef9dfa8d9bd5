"""On a site: an emergency's notice is told, corrected, called off, and read back; other pages have none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import DeliveryKey
from editor_app.platforms.cap import Kind, Message, message_in
from editor_app.platforms.contract import Absent, Connection, Found, Link
from editor_app.platforms.readback import compared
from editor_app.platforms.site_folder import PLATFORM
from tests.platforms.alarm import WEATHER, emergency, faults_of
from tests.platforms.remedies import LATER, carried_out, correction, proof, withdrawal
from tests.platforms.workshop import Bench, Sent, order_of, sent, variant

SITE = {"base_url": "https://news.example.gov.cn"}
ALERT = "alerts/yu-jing.xml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def link(root: Path) -> Link:
    link = PLATFORM.link(Connection(str(root)))
    link.identity()
    return link


def told(root: Path) -> Message:
    content = (root / ALERT).read_bytes()
    assert faults_of(content) == []
    found = message_in(content)
    assert found is not None
    return found


def published(link: Link) -> Sent:
    return sent(PLATFORM, link, order_of(PLATFORM.compose(emergency(**SITE), "site:x", Bench())))


def verdict(link: Link, done: Sent) -> Verdict:
    return compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ()).verdict


def test_an_emergency_is_told_between_its_page_and_the_feeds_which_lead_to_it(link: Link, root: Path) -> None:
    done = published(link)
    assert [step.name for step in PLATFORM.steps(done.order.payload)] == ["record", "page", "alert", "listed"]
    assert done.remote_ids == [f"articles/yu-jing{part}" for part in ("", "#alert", "#listed")]
    first = told(root)
    assert (first.kind, first.sender, first.identifier) == (
        Kind.ALERT,
        "news.example.gov.cn",
        "press-desk-0123456789abcdef",
    )
    assert verdict(link, done) is Verdict.IDENTICAL
    [item] = json.loads((root / "feed.json").read_bytes())["items"]
    assert item["attachments"] == [{"url": f"https://news.example.gov.cn/{ALERT}", "mime_type": "application/cap+xml"}]
    assert f'href="https://news.example.gov.cn/{ALERT}"' in (root / "atom.xml").read_text("utf-8")
    assert f'type="application/cap+xml" href="../../{ALERT}"' in (root / "articles/yu-jing/index.html").read_text(
        "utf-8"
    )


def test_an_ordinary_page_tells_machines_nothing(link: Link, root: Path) -> None:
    done = sent(PLATFORM, link, order_of(PLATFORM.compose(variant(options=SITE), "site:x", Bench())))
    assert not (root / "alerts").exists()
    assert "attachments" not in (root / "feed.json").read_text("utf-8")
    assert verdict(link, done) is Verdict.IDENTICAL


@pytest.mark.parametrize(("old", "new"), [("Severe", "Minor"), ("20:00:00", "21:00:00"), ("远离", "靠近")])
def test_an_altered_notice_is_seen(link: Link, root: Path, old: str, new: str) -> None:
    done = published(link)
    path = root / ALERT
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert verdict(link, done) is Verdict.DIFFERENT
    path.unlink()
    assert verdict(link, done) is Verdict.DIFFERENT


def test_a_lost_answer_to_the_notice_is_found_and_doing_it_again_changes_no_byte(link: Link, root: Path) -> None:
    done = published(link)
    step = next(step for step in PLATFORM.steps(done.order.payload) if step.name == "alert")
    before = (root / ALERT).read_bytes()
    assert isinstance(link.find(step, done.order, ""), Found)
    link.perform(step, done.order)
    assert (root / ALERT).read_bytes() == before
    (root / ALERT).unlink()
    assert link.find(step, done.order, "") == Absent()


def test_a_corrected_emergency_is_an_update_that_names_the_first_notice(link: Link, root: Path) -> None:
    done = published(link)
    first = told(root)
    graver = emergency(replace(WEATHER, severity="Extreme"), **SITE)
    fixed = carried_out(PLATFORM, link, correction(done, PLATFORM.compose(graver, "site:x", Bench())))
    update = told(root)
    assert (update.kind, update.references) == (Kind.UPDATE, first.reference)
    assert "<severity>Extreme</severity>" in update.info
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL
    assert f"articles/yu-jing#alert~{LATER}" in fixed.remote_ids


def test_a_correction_whose_words_are_free_calls_the_notice_off(link: Link, root: Path) -> None:
    done = published(link)
    free = replace(emergency(**SITE), notice=None)
    fixed = carried_out(PLATFORM, link, correction(done, PLATFORM.compose(free, "site:x", Bench())))
    assert told(root).kind is Kind.CANCEL
    assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL


def test_a_withdrawn_emergency_is_called_off_and_stays_so(link: Link, root: Path) -> None:
    done = published(link)
    away = withdrawal(done)
    assert proof(PLATFORM, link, away).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, link, away)
    cancel = told(root)
    assert (cancel.kind, cancel.identifier) == (Kind.CANCEL, f"press-desk-{LATER}")
    assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    carried_out(PLATFORM, link, away)
    assert told(root) == cancel
    assert verdict(link, done) is Verdict.NOT_VISIBLE


def test_a_notice_that_another_delivery_told_at_the_same_place_is_an_update_of_it(link: Link, root: Path) -> None:
    done = published(link)
    carried_out(PLATFORM, link, withdrawal(done))
    composed = PLATFORM.compose(emergency(**SITE), "site:x", Bench())
    sent(PLATFORM, link, order_of(composed, DeliveryKey("a" * 16)))
    assert (told(root).kind, len(told(root).references.split())) == (Kind.UPDATE, 2)
