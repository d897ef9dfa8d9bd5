from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from editor_app.cli.answers import Voice
from editor_app.cli.reports import delivery_as_json, delivery_rows, finding_rows, findings_as_json, outcome_line
from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.domain.text import T
from editor_app.storage.queries.queue_rows import DeliveryRow
from tests.domain.test_finding import FINDING
from tests.domain.test_variant import ACCOUNT


def test_a_finding_names_its_account_and_place() -> None:
    two = [FINDING, replace(FINDING, account=ACCOUNT.id)]
    voice = Voice("en", json=True)
    found = findings_as_json(voice, two, [ACCOUNT])
    assert [(one["account"], one["place"]) for one in found] == [("", "body:3:1"), ("网站", "body:3:1")]
    assert finding_rows(voice, two, found)[0][:3] == ("advised", "", "body:3:1")


AT = datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
ROW = DeliveryRow(
    id=DeliveryId("30efc89e77"),
    edition=EditionId("e"),
    edition_number=1,
    digest="",
    document=DocumentId("d"),
    title="题目",
    account=AccountId("a"),
    account_name="网站",
    platform="sandbox",
    state=DeliveryState.QUEUED,
    planned_at=AT,
    planned_zone="Asia/Shanghai",
    next_try_at=AT,
    received_at=None,
    attempts=0,
    remote_id="",
    url="",
    verdict=None,
    reason=T("The figure is wrong."),
    position=1,
)


def test_a_line_of_the_queue_says_why_it_waits() -> None:
    voice = Voice("en", json=True)
    behind = replace(ROW, waits_behind=True)
    assert [line[-1] for line in delivery_rows(voice, [ROW, behind, replace(ROW, reason=None)])] == [
        "The figure is wrong.",
        "waits for the outcome before it on this account",
        "",
    ]
    assert [delivery_as_json(voice, row)["waits_behind"] for row in (ROW, behind)] == [False, True]


def test_what_a_worker_prints_of_a_delivery_is_in_words() -> None:
    row = replace(ROW, state=DeliveryState.VERIFIED, verdict=Verdict.IDENTICAL, url="http://127.0.0.1:9/p", reason=None)
    assert outcome_line(Voice("en", json=False), row) == "网站 · verified · identical · http://127.0.0.1:9/p"
    held = replace(ROW, state=DeliveryState.HELD, reason=T("All sending is frozen."))
    assert outcome_line(Voice("zh_CN", json=False), held) == "网站 · 暂缓 · 已全网静默，暂停一切发送。"
