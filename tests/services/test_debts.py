"""The second look after the fact: due in a day, by another person, and overdue closes the lane."""

from datetime import timedelta

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.edition import Edition
from editor_app.domain.emergency import Verdict
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import approvals, debts, freezing, lane
from editor_app.services.approvals import Word
from editor_app.services.debts import Look
from editor_app.services.lane import Alarm
from tests.services.emergency_values import values
from tests.services.office import Office


def handed_in(office: Office) -> Edition:
    made = lane.begin(office.editor, "severe-weather", "zh-CN", values())
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    return lane.submit(office.editor, made.document.id, Alarm(accounts, "洪水", {}))


def let_go(office: Office) -> Edition:
    edition = handed_in(office)
    return approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest)).edition


@pytest.fixture
def office(office: Office) -> Office:
    office.connect("site")
    return office


def test_the_clock_runs_from_the_signature_that_let_it_go(office: Office) -> None:
    edition = handed_in(office)
    assert debts.debts(office.desk) == ()
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    (debt,) = debts.debts(office.desk)
    assert (debt.row.edition, debt.row.approved_by, debt.is_overdue) == (edition.id, "reviewer1", False)
    assert debt.due - debt.row.approved_at == timedelta(hours=24)
    office.clock.turn(timedelta(hours=24, seconds=1))
    assert debts.debts(office.desk)[0].is_overdue


def test_a_second_reviewer_signs_the_same_digest(office: Office) -> None:
    edition = let_go(office)
    for seat in (office.reviewer1, office.editor, office.publisher):
        assert not debts.may_settle(seat, edition.id)
        with pytest.raises(Refused):
            debts.settle(seat, edition.id, Look(edition.digest))
    with pytest.raises(Refused, match="another digest"):
        debts.settle(office.reviewer2, edition.id, Look("0" * 12))
    assert debts.may_settle(office.reviewer2, edition.id)
    assert not debts.holds(office.desk, edition.id)
    debts.settle(office.reviewer2, edition.id, Look(edition.digest[:12]))
    assert debts.holds(office.desk, edition.id)
    assert debts.debts(office.desk) == ()
    assert debts.lately(office.desk)[0].settled_by == "reviewer2"
    with pytest.raises(NotFound):
        debts.settle(office.reviewer3, edition.id, Look(edition.digest))


def test_the_second_look_counts_for_no_stage(office: Office) -> None:
    edition = let_go(office)
    debts.settle(office.reviewer2, edition.id, Look(edition.digest))
    (stage,) = approvals.record(office.desk, edition.id).stages
    assert [each.name for each in stage.signed] == ["reviewer1"]


def test_a_dispute_pays_the_debt_and_says_why(office: Office) -> None:
    edition = let_go(office)
    with pytest.raises(Invalid):
        debts.settle(office.reviewer2, edition.id, Look(edition.digest, Verdict.DISPUTED))
    debts.settle(office.reviewer2, edition.id, Look(edition.digest, Verdict.DISPUTED, "电话号码有误"))
    (row,) = debts.lately(office.desk)
    assert (row.verdict, row.note) == (Verdict.DISPUTED, "电话号码有误")


def test_an_overdue_one_closes_the_lane_until_it_is_settled(office: Office) -> None:
    edition = let_go(office)
    office.clock.turn(timedelta(hours=23))
    let_go(office)
    office.clock.turn(timedelta(hours=1, seconds=1))
    assert not debts.is_open(office.desk)
    with pytest.raises(Refused, match="lane is closed"):
        handed_in(office)
    debts.settle(office.reviewer2, edition.id, Look(edition.digest))
    assert debts.is_open(office.desk)
    handed_in(office)


def test_an_admin_opens_it_for_one_with_a_reason(office: Office) -> None:
    with pytest.raises(Refused, match="open already"):
        debts.open_lane(office.admin, "why")
    let_go(office)
    office.clock.turn(timedelta(hours=25))
    with pytest.raises(Refused):
        debts.open_lane(office.publisher, "又有洪水")
    with pytest.raises(Invalid):
        debts.open_lane(office.admin, " ")
    debts.open_lane(office.admin, "又有洪水")
    with pytest.raises(Refused, match="opened once"):
        debts.open_lane(office.admin, "再来")
    handed_in(office)
    with pytest.raises(Refused, match="lane is closed"):
        handed_in(office)
