"""The gate's first look is wider than every rule; tests/services/test_gate.py tries what each rule says after it."""

from datetime import timedelta

from editor_app.domain.instants import microseconds
from editor_app.storage import guards
from editor_app.storage.queries import first_look
from tests.storage.scene import Scene, approved, queue, write_document

LATER = ":now + 1000000"
_ENTRY = (
    "INSERT INTO register_entry VALUES (:account, 1, '{state}', 'u', '', 'p', '', NULL, {due}, {until}, '', '',"
    " :member, 1, :row)"
)
STANDS_IN_THE_WAY = {
    "a freeze": ("INSERT INTO \"freeze\" (id, begun_at, begun_by, reason) VALUES ('f', :now, :member, 'storm')"),
    "a pause of whichever account": (
        f"INSERT INTO budget (scope, told_at, paused_until) VALUES ('account:x', :now, {LATER})"
    ),
    "a timetable": "INSERT INTO setting (name, value) VALUES ('timetable', '{}')",
    "a latest use": "INSERT INTO edition_use (edition, hours) VALUES (:edition, 5)",
    "an embargo": (
        'INSERT INTO embargo (document, ordinal, until, members, reason, "by", "at", wish, audit_sequence)'
        f" VALUES (:document, 1, {LATER}, '*', 'x', :member, :now, 0, :row)"
    ),
    "an open case": (
        "INSERT INTO recall_case (id, document, kind, reason, opened_by, opened_at, audit_sequence)"
        " VALUES ('c', :document, 'correction', 'x', :member, :now, :row)"
    ),
    "an account that was signed out": "UPDATE account SET state = 'needs_sign_in' WHERE id = :account",
    "a closed account": "UPDATE account SET state = 'closed' WHERE id = :account",
    "an account that was not filed in time": _ENTRY.format(state="opening", due="'2026-11-27'", until=":now - 1"),
    "an account that is closed in the register": _ENTRY.format(state="closed", due="NULL", until="NULL"),
    "a call that was not followed": "INSERT INTO register_call VALUES (:account, 1, '2026-11-27', :now - 1, :row)",
    "an open question of the account": "UPDATE delivery SET state = 'ask' WHERE id = :other",
    "an emergency that waits": "UPDATE edition SET kind = 'emergency' WHERE id = :another",
    "the end of the window": "UPDATE edition SET not_after = :now - 1 WHERE id = :edition",
    "a missed time": "UPDATE delivery SET planned_at = :now - 901000000 WHERE id = :delivery",
}


def test_whatever_a_rule_may_look_at_makes_the_first_look_say_no(scene: Scene) -> None:
    edition, another = (approved(scene, write_document(scene)) for _ in range(2))
    wanted, other = queue(scene, edition), queue(scene, another)
    guards.remove(scene.connection)  # what is in the way is put there by hand
    now = scene.work.at + timedelta(minutes=1)
    values = {
        "now": microseconds(now), "row": scene.work.sequence, "member": scene.id_of("editor"), "other": other.id,
        "delivery": wanted.id, "edition": edition.id, "another": another.id, "account": wanted.account,
        "document": edition.document,
    }  # fmt: skip
    for what, statement in STANDS_IN_THE_WAY.items():
        assert first_look.is_clear(scene.work, wanted.id, now)
        undone = scene.connection.begin_nested()
        scene.sql(statement, **{name: value for name, value in values.items() if f":{name}" in statement})
        assert not first_look.is_clear(scene.work, wanted.id, now), what
        undone.rollback()


AGAINST_AN_ATTEMPT = (
    "a freeze", "an account that was not filed in time", "an account that is closed in the register",
    "a call that was not followed",
)  # fmt: skip


def test_an_attempt_may_begin_when_neither_a_freeze_nor_the_register_may_stop_it(scene: Scene) -> None:
    wanted = queue(scene, approved(scene, write_document(scene)))
    guards.remove(scene.connection)
    now = scene.work.at
    values = {
        "now": microseconds(now), "row": scene.work.sequence, "member": scene.id_of("editor"),
        "account": wanted.account,
    }  # fmt: skip
    for what in AGAINST_AN_ATTEMPT:
        statement = STANDS_IN_THE_WAY[what]
        assert first_look.may_begin(scene.work, wanted.id, now)
        undone = scene.connection.begin_nested()
        scene.sql(statement, **{name: value for name, value in values.items() if f":{name}" in statement})
        assert not first_look.may_begin(scene.work, wanted.id, now), what
        undone.rollback()


def test_an_account_that_is_filed_or_within_its_term_stands_in_nobodys_way(scene: Scene) -> None:
    wanted = queue(scene, approved(scene, write_document(scene)))
    guards.remove(scene.connection)
    values = {"account": wanted.account, "member": scene.id_of("admin"), "row": scene.work.sequence}
    now = scene.work.at
    for number, state, due, until in ((1, "opening", "'x'", ":now - 1"), (2, "opening", "'x'", ":now + 1")):
        line = _ENTRY.format(state=state, due=due, until=until).replace(", 1, '", f", {number}, '", 1)
        scene.sql(line, now=microseconds(now), **values)
        assert first_look.is_clear(scene.work, wanted.id, now) is (number == 2)


def test_a_delivery_that_began_before_its_time_was_missed_is_not_late(scene: Scene) -> None:
    wanted = queue(scene, approved(scene, write_document(scene)))
    late = scene.work.at + timedelta(hours=1)
    assert not first_look.is_clear(scene.work, wanted.id, late)
    guards.remove(scene.connection)
    scene.sql("UPDATE delivery SET fence = 1 WHERE id = :id", id=wanted.id)
    assert first_look.is_clear(scene.work, wanted.id, late)


def test_a_freeze_that_is_over_matters_only_to_what_was_tried_before(scene: Scene) -> None:
    wanted = queue(scene, approved(scene, write_document(scene)))
    guards.remove(scene.connection)
    now = scene.work.at
    ended = "INSERT INTO \"freeze\" (id, begun_at, begun_by, reason, lifted_at) VALUES ('f', :now, :member, 'x', :now)"
    scene.sql(ended, now=microseconds(now), member=scene.id_of("editor"))
    assert first_look.is_clear(scene.work, wanted.id, now)
    scene.sql("UPDATE delivery SET fence = 1 WHERE id = :id", id=wanted.id)
    assert not first_look.is_clear(scene.work, wanted.id, now)
