from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.audit import Actor, AuditRow, Subject, row_hash
from editor_app.domain.instants import microseconds
from editor_app.domain.member import Role
from editor_app.services import members
from editor_app.storage.team_functions import CHANNEL
from editor_app.storage.team_roles import login_of
from tests.services.team import Team, new_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = new_team(new_database(postgresql))
    yield made
    made.close()


@pytest.mark.parametrize(
    "said", ["", "a", "供暖费今冬不变", "\U0001f3db️ 楼阁", 'quote " and \\ and \n', "é" * 300, "{}"]
)
@pytest.mark.parametrize("at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 29, 4, 5, 6, 7, tzinfo=UTC)])
def test_the_hash_of_an_audit_row_is_the_same_in_the_database_and_in_python(
    team: Team, said: str, at: datetime
) -> None:
    short = said[:30]
    row = AuditRow(12, short, at, Actor(short, said), short, Subject(short, short), said, "0" * 64, "")
    values = (12, short, microseconds(at), short, said, short, short, short, said, row.previous, "")
    with psycopg.connect(team.administrator) as connection:
        sql = "SELECT team.row_hash(ROW(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)::public.audit)"
        found = connection.execute(sql, values).fetchone()
    assert found == (row_hash(row),)


def test_number_hash_and_name_of_an_audit_row_are_written_by_the_database_whatever_was_sent(team: Team) -> None:
    with team.raw("admin") as connection:
        sql = (
            "INSERT INTO audit VALUES (77, 'x', %s, 'member:' || team.me(), 'somebody else', 'workspace.note', 'w',"
            " 'w', '{}', repeat('f', 64), repeat('e', 64)) RETURNING *"
        )
        found = connection.execute(sql, (microseconds(datetime.now(UTC)),)).fetchone()
        before = connection.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC OFFSET 1").fetchone()
        connection.rollback()
    assert found is not None
    assert before is not None
    assert (found[0], found[4], found[9]) == (before[0] + 1, "admin", before[1])
    said = AuditRow(found[0], "x", datetime.fromtimestamp(0, UTC) + timedelta(microseconds=found[2]),
                    Actor(found[3], "admin"), "workspace.note", Subject("w", "w"), "{}", before[1], "")  # fmt: skip
    assert found[10] == row_hash(said)


def test_the_database_names_a_login_as_python_does(team: Team) -> None:
    with psycopg.connect(team.administrator) as connection:
        found = connection.execute("SELECT current_database(), team.login_of('编辑甲')::text").fetchone()
    assert found is not None
    assert found[1] == login_of(found[0], "编辑甲")


def test_a_login_given_by_the_clerk_is_nothing_but_a_login(team: Team) -> None:
    team.invite("plain", Role.EDITOR)
    with team.raw("plain") as connection:
        found = connection.execute(
            "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles"
            " WHERE rolname = session_user"
        ).fetchone()
    assert found == (True, False, False, False, False, False)


def test_rights_follow_the_roles_of_a_member_at_once_and_end_with_their_departure(team: Team) -> None:
    seat = team.hire("changing", Role.EDITOR)
    with contextlib.closing(team.raw("changing")) as open_before:
        can = "SELECT has_table_privilege('document', 'INSERT'), has_table_privilege('signed_for', 'INSERT')"
        assert open_before.execute(can).fetchone() == (True, False)
        open_before.rollback()
        members.set_roles(team.admin, "changing", [Role.REVIEWER])
        assert open_before.execute(can).fetchone() == (False, True)
        open_before.rollback()
        seat.desk.close()
        members.depart(team.admin, "changing")
        assert open_before.execute("SELECT count(*) FROM document").fetchone() == (0,)
        assert open_before.execute("SELECT count(*) FROM audit").fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        team.raw("changing")


def test_whoever_is_not_confirmed_reads_no_drafts(team: Team) -> None:
    team.connect("site")
    team.invite("waiting", Role.EDITOR)
    with team.raw("waiting") as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM workspace").fetchone() == (1,)
    with team.raw("admin") as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (1,)


def test_every_new_audit_row_is_told_to_those_who_listen(team: Team) -> None:
    with psycopg.connect(team.administrator, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        members.add(team.admin, "heard", [Role.EDITOR])
        told = next(connection.notifies(timeout=5, stop_after=1))
        row = connection.execute("SELECT max(sequence)::text FROM audit").fetchone()
    assert (told.payload,) == row


def test_the_administrators_own_hand_writes_no_audit_row(team: Team) -> None:
    with psycopg.connect(team.administrator) as connection, pytest.raises(psycopg.Error, match="written_by_members"):
        connection.execute("INSERT INTO audit VALUES (1, 'x', 1, 'system', '', 'a', 'b', 'c', '{}', '', '')")
