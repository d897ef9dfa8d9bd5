"""Attacks on the register of accounts, each beside its legal twin."""

from __future__ import annotations

from datetime import timedelta

import pytest

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.edition import EditionKind
from editor_app.domain.instants import microseconds
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, approved, begin, claim, queue, write_document

ENTER = """INSERT INTO register_entry VALUES (:account, :number, :state, :owner, '', :who, :filing, :filed, :due,
    :until, :exemption, '', :by, :at, :sequence)"""
CALL = "INSERT INTO register_call VALUES (:account, :at, '2026-12-04', :until, :sequence)"
DAY = timedelta(days=1)


def line(
    scene: Scene, number: int = 1, state: str = "opening", by: str = "admin", **chosen: object
) -> dict[str, object]:
    """What an admin would write into the register, of the first account."""
    member, actor = scene.people[by], scene.work.actor
    account = chosen.get("account", scene.accounts[0].id)
    scene.work.actor = Actor(f"member:{member.id}", by)
    sequence = scene.work.record("register.enter", Subject("register", str(account)))
    scene.work.actor = actor
    is_owed, is_open = state in {"opening", "changing", "closing"}, state == "open"
    values: dict[str, object] = {
        "account": account, "number": number, "state": state, "owner": "市卫健委", "who": "李明",
        "filing": "京-2026-11" if is_open else "", "filed": "2026-11-27" if is_open else None,
        "due": "2026-12-04" if is_owed else None,
        "until": microseconds(scene.work.at + DAY) if state == "opening" else None,
        "exemption": "", "by": member.id, "at": microseconds(scene.work.at), "sequence": sequence,
    }  # fmt: skip
    return {**values, **chosen}


def call(scene: Scene, days: int = 28) -> dict[str, object]:
    account = scene.accounts[0].id
    sequence = scene.work.record("register.call", Subject("register", account))
    times = {"at": microseconds(scene.work.at), "until": microseconds(scene.work.at + days * DAY)}
    return {"account": account, **times, "sequence": sequence}


def entered(scene: Scene) -> None:
    """An account that was called for and then entered."""
    scene.sql(CALL, **call(scene))
    scene.sql(ENTER, **line(scene))


def test_an_admin_enters_on_record_and_nobody_else_does(scene: Scene) -> None:
    accepted(scene, ENTER, **line(scene))
    for other in ("publisher", "editor"):
        refused(scene, "entry_is_an_admins", ENTER, **line(scene, by=other))
    refused(scene, "entry_comes_on_record", ENTER, **line(scene, sequence=1))


def test_the_lines_of_a_page_follow_each_other_as_the_rules_say(scene: Scene) -> None:
    refused(scene, "entry_follows", ENTER, **line(scene, number=2))
    refused(scene, "entry_follows", ENTER, **line(scene, state="closed"))
    scene.sql(ENTER, **line(scene))
    refused(scene, "entry_follows|register_entry_1_insert", ENTER, **line(scene))
    for after in ("closed", "changing"):
        refused(scene, "entry_follows", ENTER, **line(scene, 2, after))
    accepted(scene, ENTER, **line(scene, 2, "closing"))
    accepted(scene, ENTER, **line(scene, 2, "open"))


def test_open_is_only_what_has_an_owner_a_number_and_a_day(scene: Scene) -> None:
    for missing in ({"filing": ""}, {"filed": None}, {"owner": ""}, {"who": ""}):
        refused_by_constraint(scene, "open_is_complete", ENTER, **line(scene, 1, "open", **missing))
    accepted(scene, ENTER, **line(scene, 1, "open"))


def test_what_is_owed_has_a_day_and_an_opening_an_end(scene: Scene) -> None:
    refused_by_constraint(scene, "owed_has_a_day", ENTER, **line(scene, due=None))
    refused_by_constraint(scene, "opening_has_an_end", ENTER, **line(scene, until=None))
    refused(scene, "entry_follows", ENTER, **line(scene, state="lost"))


def test_a_term_is_never_made_longer(scene: Scene) -> None:
    far = microseconds(scene.work.at + 61 * DAY)
    refused(scene, "opening_is_not_prolonged", ENTER, **line(scene, until=far))
    scene.sql(ENTER, **line(scene))
    longer = microseconds(scene.work.at + 2 * DAY)
    refused(scene, "opening_is_not_prolonged", ENTER, **line(scene, 2, until=longer))
    accepted(scene, ENTER, **line(scene, 2))


def test_the_term_of_a_call_is_that_of_the_entry_that_follows_it(scene: Scene) -> None:
    scene.sql(CALL, **call(scene, 10))
    longer = microseconds(scene.work.at + 11 * DAY)
    refused(scene, "opening_is_not_prolonged", ENTER, **line(scene, until=longer))
    accepted(scene, ENTER, **line(scene))


def test_a_body_has_one_account_on_a_platform_unless_an_admin_says_why(scene: Scene) -> None:
    other = scene.accounts[1].id
    scene.sql(ENTER, **line(scene, 1, "open"))
    refused(scene, "body_has_one_account_on_a_platform", ENTER, **line(scene, account=other))
    accepted(scene, ENTER, **line(scene, account=other, owner="市教育局"))
    accepted(scene, ENTER, **line(scene, account=other, owner=""))
    accepted(scene, ENTER, **line(scene, account=other, exemption="专线服务"))
    for number, state in ((2, "closing"), (3, "closed")):
        scene.sql(ENTER, **line(scene, number, state))
    accepted(scene, ENTER, **line(scene, account=other))


def test_a_call_is_of_what_is_not_entered_and_on_record(scene: Scene) -> None:
    accepted(scene, CALL, **call(scene))
    refused(scene, "call_is_of_an_account_without_entry", CALL, **call(scene, 61))
    refused(scene, "call_comes_on_record", CALL, **{**call(scene), "sequence": 1})
    scene.sql(ENTER, **line(scene))
    refused(scene, "call_is_of_an_account_without_entry", CALL, **call(scene))


def test_lines_and_calls_stay_as_they_are(scene: Scene) -> None:
    entered(scene)
    refused(scene, "register_entry_is_fixed", "UPDATE register_entry SET owner_unit = 'x'")
    refused(scene, "register_call_is_fixed", "UPDATE register_call SET due_on = '2027-01-01'")
    for table in ("register_entry", "register_call"):
        refused(scene, f"{table}_is_never_deleted", f"DELETE FROM {table}")


@pytest.mark.parametrize("kind", [EditionKind.PUBLICATION, EditionKind.EMERGENCY])
def test_to_a_closed_account_nothing_begins(scene: Scene, kind: EditionKind) -> None:
    scene.sql(ENTER, **line(scene, 1, "open"))
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene), kind=kind)))
    accepted(scene, lambda: begin(scene, claimed))
    scene.sql(ENTER, **line(scene, 2, "closing"))
    accepted(scene, lambda: begin(scene, claimed))
    scene.sql(ENTER, **line(scene, 3, "closed"))
    refused(scene, "attempt_is_to_a_registered_account", lambda: begin(scene, claimed))


@pytest.mark.parametrize("is_entered", [True, False])
def test_past_the_term_for_filing_nothing_ordinary_begins(scene: Scene, *, is_entered: bool) -> None:
    """An entry that is late, and a call that was not followed."""
    if is_entered:
        scene.sql(ENTER, **line(scene))
    else:
        scene.sql(CALL, **call(scene, 1))
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))
    scene.work.at += 2 * DAY
    refused(scene, "attempt_is_to_a_registered_account", lambda: begin(scene, claimed))
    scene.sql(ENTER, **line(scene, 2 if is_entered else 1, "open"))
    accepted(scene, lambda: begin(scene, claimed))


def test_an_emergency_and_what_sets_right_go_out_past_the_term(scene: Scene) -> None:
    scene.sql(ENTER, **line(scene))
    made = [approved(scene, write_document(scene), kind=kind) for kind in (EditionKind.EMERGENCY,)]
    claimed = claim(scene, queue(scene, made[0]))
    scene.work.at += 2 * DAY
    accepted(scene, lambda: begin(scene, claimed))
    scene.sql(ENTER, **line(scene, 2, "closing"))
    scene.sql(ENTER, **line(scene, 3, "closed"))
    refused(scene, "attempt_is_to_a_registered_account", lambda: begin(scene, claimed))


@pytest.mark.parametrize("kind", [EditionKind.CORRECTION, EditionKind.WITHDRAWAL])
def test_what_sets_right_goes_to_a_closed_account(scene: Scene, kind: EditionKind) -> None:
    for number, state in ((1, "open"), (2, "closing"), (3, "closed")):
        scene.sql(ENTER, **line(scene, number, state))
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene), kind=kind)))
    accepted(scene, lambda: begin(scene, claimed))
