"""C12 on a team's database: every role times every table and verb, over the login of a member who has that role only.

Written by hand, apart from the program's own table of rights: what doesn't stand here is refused.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from editor_app.domain.member import Role
from editor_app.storage.all_tables import metadata
from editor_app.storage.team_desk_rules import ALL_RIGHTS
from editor_app.storage.team_rules import UNGUARDED
from tests.services.test_role_matrix import ALLOWED

if TYPE_CHECKING:
    from tests.services.team_office import TeamOffice

ENGINES = ("team",)
WHO = {
    Role.EDITOR: "editor2", Role.REVIEWER: "reviewer2", Role.PUBLISHER: "publisher", Role.ADMIN: "admin",
    Role.EXPERT: "expert", Role.WORKER: "test",
}  # fmt: skip
VERBS = {
    "INSERT": "INSERT INTO {table} SELECT * FROM {table} WHERE false",
    "DELETE": "DELETE FROM {table} WHERE false",
    "TRUNCATE": "TRUNCATE {table}",
}


def _expected() -> dict[tuple[str, str], set[Role]]:
    found: dict[tuple[str, str], set[Role]] = defaultdict(set)
    for right in ALL_RIGHTS:
        roles = {role for deed in right.deeds for role in ALLOWED[deed]} if right.deeds else set(Role)
        for column in right.columns or ("",):
            found[right.table, f"{right.verb} {column}".strip()] |= roles
    return found


def _tries(table: str) -> dict[str, sql.Composed]:
    """By verb, and for changes by verb and column; none of them would meet a row."""
    named = {"table": sql.Identifier(table)}
    tries = {verb: sql.SQL(said).format(**named) for verb, said in VERBS.items()}
    change = sql.SQL("UPDATE {table} SET {column} = DEFAULT WHERE false")
    for column in metadata.tables[table].columns:
        tries[f"UPDATE {column.name}"] = change.format(column=sql.Identifier(column.name), **named)
    return tries


@pytest.mark.parametrize("role", Role)
def test_the_database_lets_a_role_write_what_its_deeds_need_and_nothing_else(office: TeamOffice, role: Role) -> None:
    if role is Role.EXPERT:
        office.hire("expert", Role.EXPERT)
    expected, wrong = _expected(), []
    with office.raw(WHO[role]) as connection:
        connection.autocommit = True
        for table in sorted(metadata.tables):
            for verb, statement in _tries(table).items():
                may = table not in UNGUARDED and role in expected[table, verb]
                if _is_let(connection, statement) is not may:
                    wrong.append(f"{verb} {table}: {'refused' if may else 'let through'}")
    assert wrong == []


def _is_let(connection: psycopg.Connection[tuple[object, ...]], statement: sql.Composed) -> bool:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True
