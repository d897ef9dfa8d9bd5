from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import accounts, lane
from editor_app.services.lane import Alarm
from editor_app.ui.views.review import reading
from tests.services.emergency_values import values

if TYPE_CHECKING:
    from tests.ui.views.review.conftest import Reviewed


def test_a_case_is_read_from_the_sealed_edition_with_the_bytes_of_its_pictures(reviewed: Reviewed) -> None:
    case = reviewed.case()
    assert case.manifest == reviewed.second.sealed()
    assert {media.digest for payload in case.manifest.payloads for media in payload.media} == set(case.pictures)
    assert case.previous is not None
    assert case.previous.id == reviewed.first.id


def test_who_signed_or_wrote_reads_why_they_may_not_decide(reviewed: Reviewed) -> None:
    assert reviewed.case(1).refusal is None
    signer = reviewed.case(0).refusal
    assert signer is not None
    assert "signed another stage" in str(signer)
    author = reading.case(reviewed.stage.editor, reviewed.second.id).refusal
    assert author is not None


def test_the_lists_hold_what_waits_what_was_signed_and_what_was_submitted(reviewed: Reviewed) -> None:
    stage = reviewed.stage
    assert [each.edition.id for each in reading.shelf(stage.reviewers[1]).waiting] == [reviewed.second.id]
    signed = reading.shelf(stage.reviewers[0])
    assert not signed.waiting
    assert [(line.edition, line.is_mine) for line in signed.passed] == [(reviewed.second.id, False)]
    assert [line.is_mine for line in reading.shelf(stage.editor).passed] == [True]


def test_an_account_that_is_new_has_nothing_before(reviewed: Reviewed) -> None:
    case = reviewed.case()
    for account in accounts.all_accounts(reviewed.stage.desk):
        assert case.before(account.id) is not None
    assert case.before("another") is None  # type: ignore[arg-type]


def test_an_emergency_is_read_with_its_reason_and_whether_its_wording_stands(fresh: Reviewed) -> None:
    stage = fresh.stage
    made = lane.begin(stage.editor, "severe-weather", "zh-CN", values())
    chosen = tuple(each.id for each in accounts.all_accounts(stage.desk))
    edition = lane.submit(stage.editor, made.document.id, Alarm(chosen, "气象台发布预警", {}))
    case = reading.case(stage.reviewers[1], edition.id)
    assert case.lane is not None
    assert (case.lane.reason, case.lane.fault) == ("气象台发布预警", None)
    assert fresh.case().lane is None
