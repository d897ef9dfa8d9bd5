"""Attacks on the audit log, people and keys; those on approvals and deliveries stand in test_guards_*.py."""

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import allowed_moves
from editor_app.domain.member import MemberState, Role
from editor_app.storage.guard_rules import FIXED, KEPT, RULES
from editor_app.storage.queries import people
from editor_app.storage.tables import metadata
from tests.storage.attacks import accepted, refused
from tests.storage.scene import SOMETHING, Scene, add_member

NEW_ROW = """INSERT INTO audit VALUES (:sequence, 't', 1, 'system', 's', 'a', 'test', '1', '{}', :previous, :hash)"""


def test_rules_name_tables_and_columns_that_exist() -> None:
    assert {table for _, table, _, _ in RULES} <= set(metadata.tables)
    assert set(KEPT) <= set(metadata.tables)
    for table, columns in FIXED.items():
        assert set(columns) <= set(metadata.tables[table].columns.keys())


def test_an_audit_row_is_the_next_one_and_names_the_hash_before_it(scene: Scene) -> None:
    last, head = scene.work.sequence, scene.work.head
    accepted(scene, NEW_ROW, sequence=last + 1, previous=head, hash="a" * 64)
    refused(scene, "audit_follows", NEW_ROW, sequence=last + 2, previous=head, hash="a" * 64)
    refused(scene, "audit_follows", NEW_ROW, sequence=last + 1, previous="b" * 64, hash="a" * 64)
    refused(scene, "audit_follows", NEW_ROW, sequence=0, previous=head, hash="a" * 64)


def test_audit_rows_written_through_the_door_follow_each_other(scene: Scene) -> None:
    accepted(scene, lambda: [scene.work.record("test.row", SOMETHING) for _ in range(3)])


def test_the_table_of_allowed_moves_is_the_domains_and_takes_no_more(scene: Scene) -> None:
    rows = scene.connection.exec_driver_sql("SELECT from_state, to_state FROM transition").all()
    assert {(row[0], row[1]) for row in rows} == allowed_moves()
    refused(scene, "transition_is_ours", "INSERT INTO transition VALUES ('void', 'queued')")
    refused(scene, "transition_stays", "DELETE FROM transition WHERE from_state = 'queued'")


def test_a_member_comes_invited_and_without_a_key(scene: Scene) -> None:
    attack = "INSERT INTO member VALUES ('m', 'Mallory', 'admin', :state, :key, 1)"
    accepted(scene, attack, state="invited", key=None)
    refused(scene, "member_comes_invited", attack, state="confirmed", key=None)
    refused(scene, "member_comes_invited", attack, state="invited", key=scene.people["admin"].key)


def test_nobody_signs_with_the_key_of_another(scene: Scene) -> None:
    attack = 'UPDATE member SET "key" = :key WHERE id = :id'
    own, other = scene.people["reader1"], scene.people["reader2"]
    accepted(scene, attack, key=own.key, id=own.id)
    refused(scene, "member_signs_with_own_key", attack, key=other.key, id=own.id)


def test_a_member_is_confirmed_only_with_a_confirmed_key(scene: Scene) -> None:
    new = add_member(scene.work, "newcomer", {Role.EDITOR})
    attack = "UPDATE member SET state = 'confirmed' WHERE id = :id"
    refused(scene, "member_key_is_confirmed", attack, id=new.id)
    assert new.key is not None
    people.confirm_key(scene.work, new.key, scene.id_of("admin"))
    accepted(scene, attack, id=new.id)
    people.revoke_key(scene.work, new.key)
    refused(scene, "member_key_is_confirmed", attack, id=new.id)


def test_a_key_comes_unconfirmed(scene: Scene) -> None:
    attack = "INSERT INTO member_key VALUES ('k', :member, :public, :public, :public, 1, :by, :at, NULL)"
    values = {"member": scene.id_of("editor"), "public": b"p" * 32}
    accepted(scene, attack, by=None, at=None, **values)
    refused(scene, "key_comes_unconfirmed", attack, by=scene.id_of("admin"), at=1, **values)


def test_only_an_admin_confirms_a_key(scene: Scene) -> None:
    new = add_member(scene.work, "newcomer", {Role.EDITOR})
    attack = "UPDATE member_key SET confirmed_by = :by, confirmed_at = 1 WHERE id = :key"
    accepted(scene, attack, by=scene.id_of("admin"), key=new.key)
    refused(scene, "key_is_confirmed_by_an_admin", attack, by=scene.id_of("publisher"), key=new.key)
    both = "key_is_confirmed_by_an_admin|key_is_confirmed_by_another"
    refused(scene, both, attack, by=new.id, key=new.key)


def test_an_admin_confirms_the_own_key_only_while_there_is_no_other_admin(scene: Scene) -> None:
    new = add_member(scene.work, "second admin", {Role.ADMIN})
    attack = "UPDATE member_key SET confirmed_by = :by, confirmed_at = 1 WHERE id = :key"
    accepted(scene, attack, by=scene.id_of("admin"), key=new.key)
    refused(scene, "key_is_confirmed_by_another", attack, by=new.id, key=new.key)
    people.set_member_state(scene.work, scene.id_of("admin"), MemberState.DEPARTED)
    accepted(scene, attack, by=new.id, key=new.key)


def test_a_key_is_confirmed_once_and_revoked_for_good(scene: Scene) -> None:
    key = scene.people["editor"].key
    accepted(scene, "UPDATE member_key SET sealed_private = :bytes WHERE id = :key", bytes=b"new", key=key)
    refused(scene, "key_is_confirmed_once", "UPDATE member_key SET confirmed_at = 7 WHERE id = :key", key=key)
    revoke = "UPDATE member_key SET revoked_at = :at WHERE id = :key"
    accepted(scene, revoke, at=5, key=key)
    scene.sql(revoke, at=5, key=key)
    refused(scene, "key_is_revoked_for_good", revoke, at=None, key=key)


def test_a_freeze_is_lifted_once(scene: Scene) -> None:
    scene.sql("INSERT INTO \"freeze\" VALUES ('f', 1, :by, 'why', NULL)", by=scene.id_of("publisher"))
    lift = 'UPDATE "freeze" SET lifted_at = :at'
    accepted(scene, lift, at=2)
    scene.sql(lift, at=2)
    refused(scene, "freeze_is_lifted_once", lift, at=None)


def test_a_record_about_one_thing_is_not_a_record_about_another(scene: Scene) -> None:
    first = scene.work.record("test.a", Subject("test", "a"))
    assert scene.work.row_for("test.a", Subject("test", "a")) == first
    assert scene.work.row_for("test.a", Subject("test", "b")) is None
