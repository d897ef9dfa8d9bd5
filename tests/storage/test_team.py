from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.errors import Unavailable
from editor_app.domain.secrets import Secret
from editor_app.services.clock import SystemClock
from editor_app.storage import soundness, team
from editor_app.storage.engines import postgresql_engine
from editor_app.storage.snapshot import Snapshot
from editor_app.storage.team_state import roles_of
from tests.services.team import Team, new_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def office(postgresql: str) -> Iterator[Team]:
    made = new_team(new_database(postgresql))
    yield made
    made.close()


def test_installing_again_changes_nothing_and_takes_nobodys_login(office: Team) -> None:
    engine = postgresql_engine(office.administrator)
    with engine.begin() as connection:
        team.install(connection, SystemClock())
        assert soundness.altered_guards(Snapshot(connection)) == []
    engine.dispose()
    with office.raw("admin") as own:
        assert own.execute("SELECT team.may('manage_members')").fetchone() == (True,)


def test_nobody_but_the_servers_administrator_installs(office: Team) -> None:
    with office.admin.desk.database.engine.connect() as own, own.begin(), pytest.raises(Unavailable):
        team.install(own, SystemClock())


def test_nobody_signs_in_as_the_owner_or_the_clerk_and_no_member_can_become_one(office: Team) -> None:
    engine = postgresql_engine(office.administrator)
    with engine.connect() as connection:
        roles = roles_of(connection)
        named = {"owner": roles.owner, "clerk": roles.clerk}
        for name in named.values():
            row = connection.exec_driver_sql(
                "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", (name,)
            ).one()
            assert tuple(row) == (False, False, False)
    engine.dispose()
    with office.raw("admin") as own:
        for name in named.values():
            assert own.execute("SELECT pg_has_role(%s, 'MEMBER')", (name,)).fetchone() == (False,)


def test_a_password_is_kept_as_a_scram_verifier_and_without_it_nobody_comes_in(office: Team) -> None:
    login = office.admin.desk.store.url.split("//")[1].split("@")[0]
    with psycopg.connect(office.administrator) as connection:
        found = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (login,)).fetchone()
    assert found is not None
    assert str(found[0]).startswith("SCRAM-SHA-256$")
    right = office.passwords["admin"]
    office.passwords["admin"] = Secret("something else")
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        office.raw("admin")
    office.passwords["admin"] = right


def test_a_verifier_that_is_none_is_never_put_into_a_statement(office: Team) -> None:
    engine = postgresql_engine(office.administrator)
    with engine.begin() as connection, pytest.raises(ValueError, match="SCRAM"):
        team.give_login(connection, SystemClock(), office.admin.member.id, "'; DROP TABLE audit; --")
    engine.dispose()
