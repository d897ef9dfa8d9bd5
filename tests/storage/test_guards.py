import re

import pytest
from sqlalchemy.exc import DBAPIError

from editor_app.domain.delivery import Event
from editor_app.domain.edition import EditionKind
from editor_app.storage import guards
from editor_app.storage.guard_rules import FIXED, KEPT
from editor_app.storage.queries import deliveries
from editor_app.storage.tables import metadata
from tests.storage import lane
from tests.storage.attacks import accepted, refused
from tests.storage.remarks import spoken
from tests.storage.scene import Scene, approved, begin, claim, queue, write_document
from tests.storage.test_adoption_rules import adopted
from tests.storage.test_duty_rules import one_of_each
from tests.storage.test_history_rules import remembered
from tests.storage.test_media_change_rules import proposed
from tests.storage.test_message_rules import answered
from tests.storage.test_packet_rules import read_outside
from tests.storage.test_recall_rules import recalled
from tests.storage.test_register_rules import entered
from tests.storage.test_renewal_rules import renewed, renewed_by_deputy
from tests.storage.test_seen_rules import OBSERVED, REGION, region

NEVER_CHANGING = ("audit", "revision", "edition_stage", "edition_account", "approval", "read_back", "transition")


@pytest.fixture
def full(scene: Scene) -> Scene:
    """Every kept table has a row."""
    recalled(scene)
    read_outside(scene)
    renewed(scene)
    renewed_by_deputy(scene)
    adopted(scene)
    proposed(scene)
    entered(scene)
    answered(scene)
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begin(scene, claimed)
    scene.sql(
        "INSERT INTO media VALUES (:digest, 'image/png', 1, 1, 1, 'a.png', 'alt', '', 0, :by, 1)",
        digest="a" * 64,
        by=scene.id_of("editor"),
    )
    scene.sql(
        "INSERT INTO read_back VALUES (:delivery, 1, 1, 'identical', '[]', '[]', :digest)",
        delivery=claimed.id,
        digest="a" * 64,
    )
    scene.sql(OBSERVED, delivery=claimed.id, ordinal=1, digest="a" * 64)
    scene.sql(REGION, **region(scene))
    _watched(scene)
    lane.one_of_each(scene)
    spoken(scene)
    remembered(scene)
    one_of_each(scene)
    scene.sql("INSERT INTO \"freeze\" VALUES ('f1', 1, :by, 'why', 2)", by=scene.id_of("publisher"))
    return scene


def _watched(scene: Scene) -> None:
    """An emergency past a lost one, and an alarm that was seen, both on the other account."""
    by = scene.id_of("publisher")
    lost = claim(scene, queue(scene, approved(scene, write_document(scene)), account=1))
    deliveries.move(scene.work, lost, Event.LOSE_SIGHT)
    urgent = queue(scene, approved(scene, write_document(scene), kind=EditionKind.EMERGENCY), account=1)
    scene.sql("INSERT INTO passing VALUES (:delivery, :past, :by, 1, 'why', :sequence)",
              delivery=urgent.id, past=lost.id, by=by, sequence=scene.record(urgent.id))  # fmt: skip
    read = "INSERT INTO read_back VALUES (:delivery, 1, 1, 'different', '[]', '[]', :digest)"
    scene.sql(read, delivery=lost.id, digest="a" * 64)
    scene.sql("INSERT INTO acknowledgement VALUES (:delivery, 1, :by, 1, 'seen', :sequence)",
              delivery=lost.id, by=by, sequence=scene.record(lost.id))  # fmt: skip


def test_a_fresh_store_has_every_guard_as_written(scene: Scene) -> None:
    assert guards.altered(scene.connection) == []


def test_an_altered_a_missing_and_a_foreign_guard_are_found(scene: Scene) -> None:
    if scene.connection.dialect.name == "sqlite":
        scene.sql("DROP TRIGGER guard_attempt_comes_open")
        scene.sql("CREATE TRIGGER foreign_one BEFORE INSERT ON media BEGIN SELECT 1; END")
        assert guards.altered(scene.connection) == ["foreign_one", "guard_attempt_comes_open"]
    else:
        scene.sql("ALTER TABLE attempt DISABLE TRIGGER guard_attempt_comes_open")
        scene.sql("DROP TRIGGER guard_audit_follows ON audit")
        assert guards.altered(scene.connection) == ["guard_attempt_comes_open", "guard_audit_follows"]


def test_installing_again_gives_the_same_guards(scene: Scene) -> None:
    guards.install(scene.connection)
    assert guards.altered(scene.connection) == []


def test_names_of_guards_are_unique_and_short_enough_for_postgresql() -> None:
    names = [guard.trigger for guard in guards.all_guards()]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 63 or not re.fullmatch(r"[a-z_]+", name)] == []


@pytest.mark.parametrize("table", NEVER_CHANGING)
def test_a_table_that_never_changes_is_fixed_in_all_its_columns(table: str) -> None:
    assert set(FIXED[table]) == set(metadata.tables[table].columns.keys())


@pytest.mark.parametrize("table", KEPT)
def test_rows_that_prove_something_are_never_deleted(full: Scene, table: str) -> None:
    full.sql("INSERT INTO worker_seen VALUES ('w', 'h', 1, 1)")
    accepted(full, "DELETE FROM worker_seen")
    refused(full, f"{table}_is_never_deleted", f'DELETE FROM "{table}"')


@pytest.mark.parametrize("table", KEPT)
def test_rows_that_prove_something_are_never_truncated(full: Scene, table: str) -> None:
    if full.connection.dialect.name == "sqlite":
        return  # SQLite has no TRUNCATE; DELETE without a condition fires row triggers
    accepted(full, lambda: full.sql("TRUNCATE worker_seen"))
    with pytest.raises(DBAPIError, match=r"guard:.*_is_never_emptied"), full.connection.begin_nested():
        full.sql(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.parametrize("table", FIXED)
def test_columns_that_were_signed_or_recorded_never_change(full: Scene, table: str) -> None:
    rows = " WHERE state = 'open'" if table == "attempt" else ""  # of a closed one nothing changes at all
    for column in FIXED[table]:
        quoted = f'"{column}"'
        accepted(full, f'UPDATE "{table}" SET {quoted} = {quoted}{rows}')
        refused(full, f"{table}_is_fixed", f'UPDATE "{table}" SET {quoted} = {_another(full, table, column)}{rows}')


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE INTO", "REPLACE INTO"])
def test_replace_can_not_delete_the_row_in_the_way(full: Scene, verb: str) -> None:
    if full.connection.dialect.name != "sqlite":
        return  # PostgreSQL has no REPLACE
    for table, column, another in (("media", "size", "99"), ("read_back", "verdict", "'different'")):
        columns = [f'"{name}"' for name in metadata.tables[table].columns.keys()]  # noqa: SIM118
        changed = [another if name == f'"{column}"' else name for name in columns]
        attack = f"{verb} {table} ({', '.join(columns)}) SELECT {', '.join(changed)} FROM {table}"
        refused(full, f"{table}_1_insert", attack)


def test_update_or_replace_can_not_delete_the_row_in_the_way(scene: Scene) -> None:
    if scene.connection.dialect.name != "sqlite":
        return  # PostgreSQL has no REPLACE
    first, second = scene.people["reader1"], scene.people["reader2"]
    accepted(scene, "UPDATE OR REPLACE member SET name = 'somebody new' WHERE id = :id", id=second.id)
    attack = "UPDATE OR REPLACE member SET name = :name WHERE id = :id"
    refused(scene, "member_2_update", attack, name=first.name, id=second.id)


def _another(scene: Scene, table: str, column: str) -> str:
    """SQL for a value that differs, of the column's type."""
    kind = str(metadata.tables[table].columns[column].type).upper()
    quoted = f'"{column}"'
    if "BLOB" in kind or "BYTEA" in kind or "LARGEBINARY" in kind or "BINARY" in kind:
        return "X'00'" if scene.connection.dialect.name == "sqlite" else "'\\x00'::bytea"
    if "INT" in kind:
        return f"coalesce({quoted}, 0) + 7000"
    return f"substr('z' || coalesce({quoted}, ''), 1, {_length(kind)})"


def _length(kind: str) -> int:
    found = re.search(r"\((\d+)\)", kind)
    return int(found[1]) if found else 1000
