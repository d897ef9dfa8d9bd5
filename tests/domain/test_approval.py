from __future__ import annotations

from dataclasses import fields, replace

import pytest

from editor_app.domain.approval import (
    Approval,
    Bystanders,
    Decision,
    Route,
    Stage,
    StageKind,
    Statement,
    Where,
    next_stage,
    require_four_eyes,
)
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import (
    AccountId,
    Digest,
    DocumentId,
    EditionId,
    KeyId,
    MemberId,
    RevisionId,
    RouteId,
    WorkspaceId,
)
from editor_app.domain.member import Role
from editor_app.domain.variant_read import VariantRead
from tests.domain.made import NOON, a_member

STATEMENT = Statement(
    WorkspaceId("w"), DocumentId("d"), RevisionId("r"), EditionId("e"), 1, Digest("a" * 64), Decision.APPROVE,
    MemberId("周岚"), KeyId("k"), "0" * 64, NOON, Where.WINDOW, ("a1",), (), "",
)  # fmt: skip
OTHER = {
    "stage": 2, "decision": Decision.RETURN, "at": NOON.replace(hour=9), "where": Where.COMMAND_LINE,
    "opened": ("a1", "a2"), "overrides": ("f" * 64,), "standing_in": MemberId("陈静"),
    "read": (VariantRead(AccountId("a1"), Digest("b" * 64), Digest("c" * 64), 2),),
}  # fmt: skip


def signed(stage: int, by: str, decision: Decision = Decision.APPROVE) -> Approval:
    return Approval(replace(STATEMENT, stage=stage, by=MemberId(by), decision=decision), b"s" * 64)


@pytest.mark.parametrize("name", [field.name for field in fields(Statement)])
def test_every_field_of_a_decision_is_under_its_signature(name: str) -> None:
    changed = replace(STATEMENT, **{name: OTHER.get(name, "changed")})
    assert changed.bytes_to_sign() != STATEMENT.bytes_to_sign()


def test_a_signature_can_serve_no_other_purpose() -> None:
    assert STATEMENT.bytes_to_sign().startswith(b"press-desk-approval-v1\0{")


def test_stages_wait_in_their_order() -> None:
    needs = [(1, 1), (2, 2), (3, 1)]
    assert next_stage(needs, []) == 1
    assert next_stage(needs, [signed(1, "甲")]) == 2
    assert next_stage(needs, [signed(1, "甲"), signed(2, "乙")]) == 2
    assert next_stage(needs, [signed(1, "甲"), signed(2, "乙"), signed(2, "丙")]) == 3
    assert next_stage(needs, [signed(1, "甲"), signed(2, "乙"), signed(2, "丙"), signed(3, "丁")]) is None


def test_a_return_and_a_second_signature_of_one_person_count_nothing() -> None:
    assert next_stage([(1, 1)], [signed(1, "甲", Decision.RETURN)]) == 1
    assert next_stage([(1, 2)], [signed(1, "甲"), signed(1, "甲")]) == 1


NEAR = Bystanders(frozenset({MemberId("作者")}), MemberId("送审人"), frozenset({MemberId("初审人")}))


def test_a_reviewer_who_is_not_near_the_document_may_decide() -> None:
    require_four_eyes(a_member("周岚", Role.REVIEWER), NEAR)


@pytest.mark.parametrize(("name", "why"), [("作者", "wrote"), ("送审人", "submitted"), ("初审人", "another stage")])
def test_nobody_near_the_document_may_decide_whatever_the_roles(name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        require_four_eyes(a_member(name, *Role), NEAR)


def test_an_admin_alone_is_no_reviewer() -> None:
    with pytest.raises(Refused, match="no right"):
        require_four_eyes(a_member("管", Role.ADMIN), NEAR)


def test_a_decision_in_the_own_name_signs_the_bytes_that_it_always_signed() -> None:
    assert b"standing_in" not in STATEMENT.bytes_to_sign()


def test_a_route_knows_how_many_people_it_takes() -> None:
    stages = (Stage(1, StageKind.PROOF, "校对", "文字", needs=3), Stage(2, StageKind.REVIEW, "终审", "负总责"))
    assert Route(RouteId("r"), "三校一审", stages, frozenset(EditionKind)).persons == 4
