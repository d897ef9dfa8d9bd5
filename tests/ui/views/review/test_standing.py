from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.ui.views.review.standing import standing

if TYPE_CHECKING:
    from tests.ui.views.review.conftest import Reviewed


def test_the_seal_waits_until_every_variant_was_opened(reviewed: Reviewed) -> None:
    case, names = reviewed.case(), list(reviewed.stage.accounts)
    found = standing(case, [], [])
    assert found.unseen == names[0]
    assert found.why_no_seal
    assert found.why_no_return == ""
    assert names[2] in standing(case, names[:2], []).sentence
    assert standing(case, names, []).why_no_seal == ""


def test_each_finding_to_override_needs_its_tick(reviewed: Reviewed) -> None:
    case = reviewed.case()
    digests = ("a" * 64, "b" * 64)
    manifest = replace(case.manifest, to_override=digests)
    case = replace(case, record=replace(case.record, manifest=manifest))
    opened = reviewed.stage.accounts
    assert "2" in standing(case, opened, []).why_no_seal
    assert "1" in standing(case, opened, digests[:1]).why_no_seal  # type: ignore[arg-type]
    assert standing(case, opened, digests).why_no_seal == ""  # type: ignore[arg-type]


def test_who_may_not_decide_reads_why(reviewed: Reviewed) -> None:
    found = standing(reviewed.case(0), reviewed.stage.accounts, [])
    assert "另一个环节" in found.why_no_seal or reviewed.stage.reviewers[0].member.name in found.why_no_seal
    assert found.why_no_return


def test_a_lost_picture_forbids_the_seal(reviewed: Reviewed) -> None:
    case = replace(reviewed.case(), pictures={})
    assert standing(case, reviewed.stage.accounts, []).glyph == "must_fix"


def test_a_proof_pass_reads_to_the_end_before_its_seal_and_may_send_back_sooner(reviewed: Reviewed) -> None:
    case, names = reviewed.case(), list(reviewed.stage.accounts)
    found = standing(replace(case, unread=tuple(names[1:])), names, [])
    assert (found.unseen, found.why_no_return) == (names[1], "")
    assert names[2] in found.why_no_seal
    assert "F7" in found.why_no_seal
