import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from editor_app.domain.audit import GENESIS, Actor, Subject, row_hash
from editor_app.domain.instants import microseconds
from editor_app.storage import audit, guards
from editor_app.storage.workspaces import Store
from tests.storage.scene import ACTOR, SOMETHING, Scene

WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=20)
COLUMNS = {
    "transaction_id": "'other'", "at": "at + 1", "actor": "'member:mallory'", "actor_name": "'Mallory'",
    "action": "'x'", "subject_kind": "'x'", "subject_id": "'x'", "detail": "'changed'",
    "previous": "'" + "a" * 64 + "'",
    "hash": "'" + "a" * 64 + "'", "sequence": "sequence + 1000",
}  # fmt: skip


@pytest.fixture
def unguarded(scene: Scene) -> Scene:
    """Ten rows, in a database whose owner took the guards away."""
    for number in range(10):
        scene.work.record("test.row", Subject("test", str(number)), {"number": number})
    guards.remove(scene.connection)
    return scene


def test_the_head_of_the_log_is_its_last_row(scene: Scene) -> None:
    sequence = scene.work.record("test.row", SOMETHING)
    assert audit.head(scene.work) == (sequence, scene.work.head)
    assert audit.rows(scene.work, after=sequence - 1)[0].hash == scene.work.head


def test_rows_about_one_subject_are_found_in_order(scene: Scene) -> None:
    for action in ("test.a", "test.b"):
        scene.work.record(action, Subject("test", "one"))
        scene.work.record(action, Subject("test", "two"))
    assert [row.action for row in audit.of_subject(scene.work, Subject("test", "one"))] == ["test.a", "test.b"]


def test_the_last_time_that_something_was_done_to_a_subject_is_found(scene: Scene) -> None:
    assert audit.last_of(scene.work, SOMETHING, "test.a") == 0
    scene.work.record("test.a", SOMETHING)
    last = scene.work.record("test.a", SOMETHING)
    scene.work.record("test.b", SOMETHING)
    scene.work.record("test.a", Subject("test", "another"))
    assert audit.last_of(scene.work, SOMETHING, "test.a") == last


def test_an_untouched_log_has_no_altered_line(unguarded: Scene) -> None:
    assert audit.first_altered(unguarded.work) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_a_line_altered_in_any_column_is_found_and_named(unguarded: Scene, column: str) -> None:
    last, _ = audit.head(unguarded.work)
    for wanted in (1, 2, last - 3, last):
        with unguarded.connection.begin_nested() as point:
            unguarded.sql(f"UPDATE audit SET {column} = {COLUMNS[column]} WHERE sequence = :wanted", wanted=wanted)
            assert audit.first_altered(unguarded.work) == wanted
            point.rollback()


def test_a_line_taken_out_is_found_where_it_stood(unguarded: Scene) -> None:
    last, _ = audit.head(unguarded.work)
    unguarded.sql("DELETE FROM audit WHERE sequence = :wanted", wanted=last - 4)
    assert audit.first_altered(unguarded.work) == last - 4


def test_a_line_rewritten_with_a_right_hash_breaks_the_next(unguarded: Scene) -> None:
    last, _ = audit.head(unguarded.work)
    row = audit.rows(unguarded.work, after=last - 4)[0]
    forged = replace(row, actor=Actor("member:mallory", "Mallory"))
    unguarded.sql(
        "UPDATE audit SET actor = :actor, actor_name = :name, hash = :hash WHERE sequence = :wanted",
        actor=forged.actor.key,
        name=forged.actor.name,
        hash=row_hash(forged),
        wanted=row.sequence,
    )
    assert audit.first_altered(unguarded.work) == row.sequence + 1


def test_two_lines_exchanged_are_found(unguarded: Scene) -> None:
    last, _ = audit.head(unguarded.work)
    for old, new in ((last - 2, last + 9), (last - 3, last - 2), (last + 9, last - 3)):
        unguarded.sql("UPDATE audit SET sequence = :new WHERE sequence = :old", old=old, new=new)
    assert audit.first_altered(unguarded.work) == last - 3


def test_a_log_of_several_pages_is_checked_over_their_borders(
    unguarded: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_PAGE", 3)
    monkeypatch.setattr(audit.rows, "__defaults__", (0, 3))
    assert audit.first_altered(unguarded.work) is None
    unguarded.sql("UPDATE audit SET detail = '{}' WHERE sequence = 7")
    assert audit.first_altered(unguarded.work) == 7


def test_the_first_row_follows_from_nothing(store: Store) -> None:
    with store.database.read() as snapshot:
        assert audit.rows(snapshot)[0].previous == GENESIS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    action=WORDS, name=WORDS, kind=WORDS, detail=st.dictionaries(WORDS.filter(str.isascii), WORDS | st.integers(0, 9))
)
def test_a_row_comes_back_as_it_was_hashed(
    scene: Scene, action: str, name: str, kind: str, detail: dict[str, str]
) -> None:
    with scene.connection.begin_nested() as point:
        kept = (scene.work.sequence, scene.work.head)
        scene.work.actor = Actor("member:x", name)
        sequence = scene.work.record(action, Subject(kind, "1"), detail)
        row = audit.rows(scene.work, after=sequence - 1)[0]
        assert (row.action, row.actor.name, row.subject.kind) == (action, name, kind)
        assert row_hash(row) == row.hash == scene.work.head
        scene.work.sequence, scene.work.head = kept
        point.rollback()


def test_the_hash_can_be_made_by_postgresql_alone(scene: Scene) -> None:
    """One formula for both, so that a workspace can move: length-prefixed UTF-8 fields, numbers as decimal text."""
    if scene.connection.dialect.name == "sqlite":
        return  # SQLite has no SHA-256 of its own
    scene.work.actor = Actor("member:x", "张三𠮷")
    sequence = scene.work.record("test.row", Subject("test", "号"), {"why": "理由"})
    assert _hash_in_sql(scene.connection, sequence) == scene.work.head


def _hash_in_sql(connection: Connection, sequence: int) -> str:
    fields = ("previous", "sequence::text", "transaction_id", "at::text", "actor", "actor_name", "action",
              "subject_kind", "subject_id", "detail")  # fmt: skip
    prefixed = " || ".join(
        f"int4send(length(convert_to({each}, 'UTF8'))) || convert_to({each}, 'UTF8')" for each in fields
    )
    found = connection.execute(
        text(f"SELECT encode(sha256({prefixed}), 'hex') FROM audit WHERE sequence = {sequence}".replace("::", "\\:\\:"))
    )
    return str(found.scalar_one())


def test_the_formula_is_the_documented_one(scene: Scene) -> None:
    sequence = scene.work.record("test.row", SOMETHING, {"a": 1})
    row = audit.rows(scene.work, after=sequence - 1)[0]
    fields = [row.previous, str(row.sequence), row.transaction, str(microseconds(row.at)), ACTOR.key, ACTOR.name,
              "test.row", "test", "1", '{"a":1}']  # fmt: skip
    encoded = b"".join(len(f.encode()).to_bytes(4, "big") + f.encode() for f in fields)
    assert row.hash == hashlib.sha256(encoded).hexdigest()
