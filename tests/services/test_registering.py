"""Opening, changing and closing an account in the register: each is owed by a day, and each stands on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.account import AccountState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.register import Particulars, RegisterState
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, auditing, registered, registering
from editor_app.services.register_words import platform_words
from editor_app.services.registering import Filing
from tests.services.registers import UNIT, for_real, page, portal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office

ENGINES = ("sqlite", "team")
TODAY = date(2026, 11, 28)
FILED = Filing("京-2026-11", TODAY)
S = RegisterState


@pytest.fixture
def real(office: Office, tmp_path: Path) -> Office:
    """An office whose one account was connected just now, on a Saturday."""
    portal(for_real(office), tmp_path)
    return office


def state(office: Office) -> RegisterState | None:
    return page(office).standing.state


def opened(office: Office) -> Office:
    registering.enter(office.admin, "门户", UNIT)
    registering.file(office.admin, "门户", FILED)
    return office


@pytest.mark.one_engine
def test_what_is_connected_is_to_be_filed_within_five_working_days(real: Office) -> None:
    found = page(real)
    assert (found.standing.state, found.standing.due_on, found.is_overdue) == (S.OPENING, date(2026, 12, 4), False)
    real.clock.turn(timedelta(days=7))
    assert page(real).is_overdue


@pytest.mark.one_engine
def test_what_is_connected_for_practice_is_not_in_the_register(office: Office) -> None:
    office.connect("site")
    assert (page(office, "site").standing.state, page(office, "site").is_exempt) == (None, True)
    for_real(office)
    assert page(office, "site").is_exempt, "a practice platform says so itself"


def test_an_account_is_open_once_its_owner_and_its_number_are_there(real: Office) -> None:
    with pytest.raises(Refused, match="whose account"):
        registering.file(real.admin, "门户", FILED)
    assert registering.enter(real.admin, "门户", UNIT).due_on == date(2026, 12, 4)
    with pytest.raises(Invalid, match="number"):
        registering.file(real.admin, "门户", Filing("", TODAY))
    done = registering.file(real.admin, "门户", FILED)
    assert (done.state, done.filing_number, done.filed_on, done.due_on) == (S.OPEN, "京-2026-11", TODAY, None)
    assert done.particulars == UNIT


@pytest.mark.one_engine
def test_a_day_that_lies_ahead_and_a_page_without_anything_owed_are_refused(real: Office) -> None:
    registering.enter(real.admin, "门户", UNIT)
    with pytest.raises(Invalid, match="ahead"):
        registering.file(real.admin, "门户", Filing("1", TODAY + timedelta(days=1)))
    registering.file(real.admin, "门户", FILED)
    with pytest.raises(Refused, match="Nothing of"):
        registering.file(real.admin, "门户", FILED)


@pytest.mark.one_engine
def test_a_change_of_a_filed_account_is_owed_anew_and_keeps_its_number(real: Office) -> None:
    opened(real)
    real.clock.turn(timedelta(days=30))
    changed = registering.enter(real.admin, "门户", Particulars("区政务公开办", "", "王芳"))
    assert (changed.state, changed.due_on, changed.filing_number) == (S.CHANGING, date(2027, 1, 4), "京-2026-11")
    real.clock.turn(timedelta(days=2))
    again = registering.enter(real.admin, "门户", Particulars("区政务公开办", "", "赵雷"))
    assert again.due_on == date(2027, 1, 4), "wording it anew makes the term no longer"
    assert registering.file(real.admin, "门户", Filing("", TODAY)).filing_number == "京-2026-11"


@pytest.mark.one_engine
def test_a_closing_is_owed_and_closes_the_account_when_it_is_filed(real: Office) -> None:
    opened(real)
    with pytest.raises(Invalid):
        registering.begin_closing(real.admin, "门户", " ")
    assert registering.begin_closing(real.admin, "门户", "职能合并").due_on == date(2026, 12, 4)
    assert accounts.by_name(real.desk, "门户").state is AccountState.ACTIVE
    with pytest.raises(Refused, match="being closed"):
        registering.enter(real.admin, "门户", UNIT)
    assert registering.file(real.admin, "门户", Filing("", TODAY, "已公告")).state is S.CLOSED
    assert accounts.by_name(real.desk, "门户").state is AccountState.CLOSED


@pytest.mark.one_engine
def test_a_closing_is_taken_back_before_it_is_filed_and_not_after(real: Office) -> None:
    opened(real)
    registering.begin_closing(real.admin, "门户", "职能合并")
    assert registering.keep(real.admin, "门户", "合并取消").state is S.OPEN
    with pytest.raises(Refused, match="not being closed"):
        registering.keep(real.admin, "门户", "再来")


@pytest.mark.one_engine
def test_taking_an_account_out_of_use_owes_its_closing(real: Office) -> None:
    accounts.close(real.admin, "门户")
    assert (state(real), page(real).standing.due_on) == (S.CLOSING, date(2026, 12, 4))
    with pytest.raises(Refused, match="whose account"):
        registering.keep(real.admin, "门户", "又要用")


@pytest.mark.one_engine
def test_a_body_has_one_account_on_a_platform_or_a_reason_on_record(real: Office, tmp_path: Path) -> None:
    opened(real)
    portal(real, tmp_path, "专题站")
    with pytest.raises(Refused, match="门户"):
        registering.enter(real.admin, "专题站", UNIT)
    made = registering.enter(real.admin, "专题站", UNIT, "重大专题，经主管部门同意")
    assert made.exemption == "重大专题，经主管部门同意"
    assert (
        registering.enter(real.admin, "专题站", Particulars("区政务公开办 ", "", "李明 ")).exemption == made.exemption
    )
    assert registering.enter(real.admin, "专题站", Particulars("区教育局", "", "李明")).exemption == ""
    with pytest.raises(Refused, match="门户"):
        registering.enter(real.admin, "专题站", UNIT)


@pytest.mark.one_engine
def test_platforms_on_which_people_post_by_hand_are_platforms_of_their_own(real: Office, tmp_path: Path) -> None:
    for service, name in (("zhihu", "知乎号"), ("toutiao", "头条号"), ("zhihu", "知乎二号")):
        home = f"https://www.example.gov/{name}"
        given = Connection(str(tmp_path / name), options={"service": service, "home": home})
        accounts.add(real.admin, "hand_off", name, given)
    registering.enter(real.admin, "知乎号", UNIT)
    registering.enter(real.admin, "头条号", UNIT)
    with pytest.raises(Refused, match="知乎号"):
        registering.enter(real.admin, "知乎二号", UNIT)
    assert str(platform_words(real.desk, accounts.by_name(real.desk, "头条号"))) == "Toutiao"


@pytest.mark.one_engine
def test_only_an_admin_writes_into_the_register(real: Office) -> None:
    for seat in (real.editor, real.publisher):
        with pytest.raises(Refused):
            registering.enter(seat, "门户", UNIT)
        with pytest.raises(Refused):
            registering.begin_closing(seat, "门户", "不用了")


@pytest.mark.one_engine
def test_names_are_asked_for_and_have_an_end(real: Office) -> None:
    for said in (Particulars("", "", "李明"), Particulars("区政务公开办", "", " ")):
        with pytest.raises(Invalid, match="Name the owner"):
            registering.enter(real.admin, "门户", said)
    with pytest.raises(Invalid, match="too long"):
        registering.enter(real.admin, "门户", Particulars("字" * 121, "", "李明"))


def test_every_line_of_a_page_is_kept_and_sealed(real: Office) -> None:
    opened(real)
    registering.begin_closing(real.admin, "门户", "职能合并")
    registering.file(real.admin, "门户", Filing("", TODAY))
    _found, lines = registered.one_registered(real.desk, "门户")
    assert [(each.number, each.state) for each in lines] == [
        (1, S.OPENING), (2, S.OPENING), (3, S.OPEN), (4, S.CLOSING), (5, S.CLOSED),
    ]  # fmt: skip
    said = auditing.verify(real.desk)
    assert (said.first_altered, said.rewritten, said.unproven) == (None, None, ())
