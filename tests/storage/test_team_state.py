from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.storage import audit, soundness, team_state
from editor_app.storage.engines import postgresql_engine
from editor_app.storage.snapshot import Snapshot
from editor_app.storage.team_roles import login_of
from tests.services.team import Team, new_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.storage.workspaces import Store


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = new_team(new_database(postgresql))
    made.connect("site")
    made.connect("social")
    yield made
    made.close()


CHANGES = {
    "a row rule taken away": ("DROP POLICY read_audit ON audit", ["team_row_rules"]),
    "a wider row rule": ("ALTER POLICY read_delivery ON delivery USING (true)", ["team_row_rules"]),
    "row rules switched off": ("ALTER TABLE delivery DISABLE ROW LEVEL SECURITY", ["team_tables"]),
    "a right given away": ("GRANT UPDATE ON audit TO PUBLIC", ["team_tables"]),
    "a right to one column": ("GRANT UPDATE (state) ON edition TO PUBLIC", ["team_tables"]),
    "another owner": ("ALTER TABLE audit OWNER TO postgres", ["team_tables"]),
    "a replaced function": (
        "CREATE OR REPLACE FUNCTION team.may(deed text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        ["team_functions"],
    ),
    "a function that runs as somebody else": ("ALTER FUNCTION team.me() SECURITY INVOKER", ["team_functions"]),
    "a team trigger switched off": (
        "ALTER TABLE audit DISABLE TRIGGER desk_audit_is_written_here", ["team_triggers"],
    ),
    "a guard switched off": (
        "ALTER TABLE delivery DISABLE TRIGGER guard_delivery_moves_as_allowed",
        ["guard_delivery_moves_as_allowed", "team_triggers"],
    ),
    "a foreign trigger": (
        "CREATE TRIGGER desk_z BEFORE INSERT ON media FOR EACH ROW EXECUTE FUNCTION team.write_audit()",
        ["team_triggers"],
    ),
    "temporary tables for all": ('GRANT TEMP ON DATABASE "{database}" TO PUBLIC', ["team_database"]),
    "languages for all": ("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC", ["team_database"]),
    "a schema in front": ("CREATE SCHEMA front", ["team_schemas"]),
    "tables for all": ("GRANT CREATE ON SCHEMA public TO PUBLIC", ["team_schemas"]),
    "an owner who may sign in": ('ALTER ROLE "{owner}" LOGIN', ["team_roles"]),
    "a member who is owner": ('GRANT "{owner}" TO "{login}"', ["team_roles"]),
    "a member who goes past row rules": ('ALTER ROLE "{login}" BYPASSRLS', ["team_logins"]),
    "a member who becomes a group": ('GRANT "{members}" TO "{login}" WITH SET TRUE', ["team_logins"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_administrator_changes_afterwards_is_found_and_named_by_its_kind(team: Team, name: str) -> None:
    statement, kinds = CHANGES[name]
    with team.admin.desk.database.engine.connect() as own, own.begin():
        roles = team_state.roles_of(own)
    said = statement.format(database=roles.database, owner=roles.owner, members=roles.members,
                            login=login_of(roles.database, "admin"))  # fmt: skip
    with team.admin.desk.database.read() as snapshot:
        assert soundness.altered_guards(snapshot) == []
    engine = postgresql_engine(team.administrator)
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.exec_driver_sql(said)
        found = soundness.altered_guards(Snapshot(connection))
        transaction.rollback()
    engine.dispose()
    assert found == kinds


FORGERIES = {
    "an altered line": 'UPDATE audit SET detail = \'{"reason":"none"}\' WHERE sequence = 4',
    "a line in another's name": "UPDATE audit SET actor_name = 'somebody else' WHERE sequence = 4",
    "a line taken out": "DELETE FROM audit WHERE sequence = 4",
    "a line made to fit itself": (
        "UPDATE audit a SET detail = '{}', hash = team.row_hash(ROW(a.sequence, a.transaction_id, a.at, a.actor,"
        " a.actor_name, a.action, a.subject_kind, a.subject_id, '{}', a.previous, '')::public.audit) WHERE sequence = 3"
    ),
}
"""Each of them is first seen at line 4."""


@pytest.mark.parametrize("name", FORGERIES)
def test_a_line_that_a_superuser_forged_is_found_by_its_number(team: Team, name: str) -> None:
    engine = postgresql_engine(team.administrator)
    with engine.connect() as connection:
        transaction = connection.begin()
        assert audit.first_altered(Snapshot(connection)) is None
        connection.exec_driver_sql("SET session_replication_role = replica")
        assert connection.exec_driver_sql(FORGERIES[name]).rowcount == 1
        assert audit.first_altered(Snapshot(connection)) == 4
        transaction.rollback()
    engine.dispose()


def test_a_database_of_one_user_is_no_team_and_nothing_of_a_team_is_missed(folder_store: Store) -> None:
    with folder_store.database.read() as snapshot:
        assert not team_state.is_installed(snapshot.connection)
        assert team_state.altered(snapshot.connection) == []
