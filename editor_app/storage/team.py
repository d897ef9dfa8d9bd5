"""A workspace on PostgreSQL made into a team's: roles, rights row by row, an owner whom nobody can become.

Run by the server's administrator, again after each update of the program; everything is made anew in one transaction.
"""

# ruff: noqa: S608 - every text is our own; names of roles are digests, no value that a person gave is put in

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.errors import Unavailable
from editor_app.domain.member import Deed, Role
from editor_app.domain.text import T
from editor_app.storage import team_functions, team_veil
from editor_app.storage.all_tables import metadata
from editor_app.storage.database import Work
from editor_app.storage.guards import SQLSTATE
from editor_app.storage.team_desk_rules import ALL_RIGHTS
from editor_app.storage.team_roles import holders, login_of, rights
from editor_app.storage.team_rules import BOUND, OPEN_TABLES, UNGUARDED, may
from editor_app.storage.team_state import INSTALLED, roles_of, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import MemberId
    from editor_app.domain.instants import Clock
    from editor_app.domain.secrets import Secret
    from editor_app.storage.team_roles import TeamRoles
    from editor_app.storage.team_rules import Right

_LEAST = 16
_SYSTEM = Actor("system", "Press Desk")


def install(connection: Connection, clock: Clock) -> None:
    """Make or renew roles, functions, rights and row rules of the workspace in this database.

    Raises:
        Unavailable: the server is older than PostgreSQL 16, not in UTF-8, or this isn't its administrator.
    """
    _require_administrator(connection)
    roles = roles_of(connection)
    for statement in _roles(connection, roles):
        _run(connection, statement)
    for statement in _ownership(connection, roles):
        _run(connection, statement)
    _run(connection, "DELETE FROM team.role_deed")
    for role, deed in rights():
        _run(connection, f"INSERT INTO team.role_deed VALUES ('{role}', '{deed}')")
    for statement in (*_taken(connection), *_functions(roles)):
        _run(connection, statement)
    for statement in (*_owned(connection, roles), *_closed(roles), *_grants(roles), *_row_rules(roles)):
        _run(connection, statement)
    _record(connection, clock)
    for statement in _triggers():
        _run(connection, statement)


def give_login(connection: Connection, clock: Clock, member: MemberId, verifier: str) -> str:
    """Give a member a login by the hand of the server's administrator, on record; returns its name.

    For the first admin and for members who came along with a workspace; everybody else is given one by an admin.

    Args:
        connection: the administrator's, at a database where `install` was.
        clock: for the audit row.
        member: has no login yet, or a new password from now on.
        verifier: SCRAM-SHA-256, as `encrypted` makes it.
    """
    roles = roles_of(connection)
    row = connection.execute(_MEMBER, {"wanted": member}).one()
    login = login_of(roles.database, str(row.name))
    there = connection.execute(_IS_ROLE, {"name": login}).first() is not None
    _run(connection, f"{'ALTER' if there else 'CREATE'} ROLE \"{login}\" LOGIN PASSWORD '{_scram(verifier)}'")
    _run(connection, f'ALTER ROLE "{login}" SET search_path = public')
    _run(connection, f'GRANT "{roles.members}" TO "{login}" WITH INHERIT TRUE, SET FALSE')
    _run(connection, f'GRANT "{login}" TO "{roles.clerk}" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE')
    connection.execute(_OF_MEMBER, {"member": member, "login": login})
    held = row.roles if row.state == "confirmed" else ""
    connection.execute(_SETTLE, {"login": login, "roles": held})
    _run(connection, "ALTER TABLE public.audit DISABLE TRIGGER desk_audit_is_written_here")
    work = Work(connection, clock, _SYSTEM)
    work.record("member.give_login", Subject("member", member), {"by": "administrator"})
    _run(connection, "ALTER TABLE public.audit ENABLE TRIGGER desk_audit_is_written_here")
    return login


def encrypted(connection: Connection, login: str, password: Secret) -> str:
    """The SCRAM-SHA-256 verifier of a password, made here: the server never sees the password itself."""
    plain: Any = connection.connection.dbapi_connection
    made: bytes = plain.pgconn.encrypt_password(password.reveal().encode(), login.encode(), b"scram-sha-256")
    return made.decode()


def set_own_password(connection: Connection, password: Secret) -> None:
    """Change the password of this session's login."""
    login = str(connection.exec_driver_sql("SELECT session_user").scalar_one())
    verifier = _scram(encrypted(connection, login, password))
    _run(connection, f"ALTER ROLE \"{login}\" PASSWORD '{verifier}'")


def _scram(verifier: str) -> str:
    if not _SCRAM.fullmatch(verifier):
        raise ValueError("no SCRAM-SHA-256 verifier")
    return verifier


def _require_administrator(connection: Connection) -> None:
    version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    is_super = connection.exec_driver_sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar_one()
    if version < _LEAST or encoding != "UTF8":
        raise Unavailable(
            T("A team's database needs PostgreSQL {least} or later, in UTF-8.", least=_LEAST),
            T("Ask the server's administrator."),
        )
    if not is_super:
        raise Unavailable(
            T("Only an administrator of the PostgreSQL server can make a team's database."),
            T("Ask the server's administrator to run this command."),
        )


def _roles(connection: Connection, roles: TeamRoles) -> Iterator[str]:
    there = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    for name in roles.everyone():
        if name not in there:
            yield f'CREATE ROLE "{name}" NOLOGIN'
    yield f'ALTER ROLE "{roles.clerk}" CREATEROLE'
    for name in (roles.members, *(roles.group(role) for role in Role)):
        yield f'GRANT "{name}" TO "{roles.clerk}" WITH ADMIN TRUE, INHERIT FALSE, SET FALSE'
    yield from team_functions.TABLES.split(";")
    yield team_veil.TABLES


def _ownership(connection: Connection, roles: TeamRoles) -> Iterator[str]:
    yield f'ALTER SCHEMA public OWNER TO "{roles.owner}"'
    yield f'ALTER SCHEMA team OWNER TO "{roles.owner}"'
    for name in connection.exec_driver_sql(_TABLES).scalars():
        yield f'ALTER TABLE {name} OWNER TO "{roles.owner}"'
    for name in connection.exec_driver_sql(_FUNCTIONS).scalars():
        yield f'ALTER FUNCTION {name} OWNER TO "{roles.owner}"'
        yield f"ALTER FUNCTION {name} SECURITY DEFINER"
        yield f"ALTER FUNCTION {name} SET search_path = pg_catalog, public, pg_temp"


def _taken(connection: Connection) -> Iterator[str]:
    """What an earlier installation made, row rules and triggers, goes before it is made anew."""
    for table, name in connection.exec_driver_sql(_POLICIES):
        yield f'DROP POLICY "{name}" ON public."{table}"'
    for table, name in connection.exec_driver_sql(_OWN_TRIGGERS):
        yield f'DROP TRIGGER "{name}" ON public."{table}"'


def _functions(roles: TeamRoles) -> Iterator[str]:
    yield from team_functions.of_owner()
    yield from team_veil.functions()
    yield from (_function(name, refuses) for name, _table, _verb, refuses in BOUND)
    yield from team_functions.of_clerk(roles)


def _owned(connection: Connection, roles: TeamRoles) -> Iterator[str]:
    """None of the functions runs with the rights of the administrator who made it."""
    for name, signature in connection.exec_driver_sql(_TEAM_FUNCTIONS):
        owner = roles.clerk if name in team_functions.CLERKS else roles.owner
        yield f'ALTER FUNCTION {signature} OWNER TO "{owner}"'


def _function(name: str, refuses: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION team.{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER\n"
        f"SET search_path = pg_catalog, public, pg_temp AS $desk$ BEGIN\nIF {refuses} THEN\n"
        f"RAISE EXCEPTION 'guard:{name}' USING ERRCODE = '{SQLSTATE}'; END IF;\nRETURN NEW; END $desk$"
    )


def _closed(roles: TeamRoles) -> Iterator[str]:
    """Nobody has any right until it is given below."""
    everybody = ", ".join(["PUBLIC", *(f'"{name}"' for name in roles.everyone()[2:])])
    for schema in ("public", "team"):
        yield f"REVOKE ALL ON SCHEMA {schema} FROM {everybody}"
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {everybody}"
        yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM {everybody}"
    yield f'REVOKE ALL ON DATABASE "{roles.database}" FROM {everybody}'
    yield "REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC"
    yield "REVOKE EXECUTE ON FUNCTION " + ", ".join(_LARGE_OBJECTS) + " FROM PUBLIC"


def _grants(roles: TeamRoles) -> Iterator[str]:
    members, clerk = f'"{roles.members}"', f'"{roles.clerk}"'
    yield f'GRANT CONNECT ON DATABASE "{roles.database}" TO {members}'
    yield f"GRANT USAGE ON SCHEMA public, team TO {members}"
    yield f"GRANT USAGE ON SCHEMA team TO {clerk}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {members}"
    for function in (*team_functions.OPEN_TO_MEMBERS, *team_veil.OPEN_TO_MEMBERS):
        yield f"GRANT EXECUTE ON FUNCTION team.{function} TO {members}"
    for function in ("admit(text)", "login_of(text)", "settle_groups(name, text[])"):
        yield f"GRANT EXECUTE ON FUNCTION team.{function} TO {clerk}"
    for role in holders((Deed.MANAGE_MEMBERS,)):
        yield f'GRANT EXECUTE ON FUNCTION team.give_login(text, text) TO "{roles.group(role)}"'
    for right in ALL_RIGHTS:
        columns = "(" + ", ".join(f'"{name}"' for name in right.columns) + ")" if right.columns else ""
        groups = [roles.group(role) for role in holders(right.deeds)] if right.deeds else [roles.members]
        names = ", ".join(f'"{name}"' for name in groups)
        yield f'GRANT {right.verb} {columns} ON public."{right.table}" TO {names}'


def _row_rules(roles: TeamRoles) -> Iterator[str]:
    members = f'"{roles.members}"'
    for table in sorted(metadata.tables.keys() - UNGUARDED):
        reader = "team.is_member()" if table in OPEN_TABLES else "team.is_confirmed()"
        yield f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY'
        yield f'CREATE POLICY "read_{table}" ON public."{table}" FOR SELECT TO {members} USING ((SELECT {reader}))'
    for number, right in enumerate(ALL_RIGHTS, 1):
        name = f"{right.verb.lower()}_{right.table}_{number}"
        yield f'CREATE POLICY "{name}" ON public."{right.table}" FOR {right.verb} TO {members} {_condition(right)}'
    yield from team_veil.row_rules(roles)


def _condition(right: Right) -> str:
    who = may(*right.deeds) if right.deeds else "(SELECT team.is_member())"
    using, check = f"USING (({who}) AND ({right.rows}))", f"WITH CHECK (({who}) AND ({right.new}))"
    return {"INSERT": check, "DELETE": using}.get(right.verb, f"{using} {check}")


def _triggers() -> Iterator[str]:
    """Their names come before those of the guards: PostgreSQL fires triggers in the order of their names."""
    yield (
        'CREATE TRIGGER "desk_audit_is_written_here" BEFORE INSERT ON public.audit'
        " FOR EACH ROW EXECUTE FUNCTION team.write_audit()"
    )
    yield team_veil.TRIGGER
    for name, table, verb, _refuses in BOUND:
        yield (
            f'CREATE TRIGGER "desk_{name}" BEFORE {verb} ON public."{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION team.{name}()"
        )
    yield (
        'CREATE TRIGGER "desk_follow_member" AFTER UPDATE OF roles, state ON public.member'
        " FOR EACH ROW EXECUTE FUNCTION team.follow_member()"
    )


def _record(connection: Connection, clock: Clock) -> None:
    """Write down how everything is made, under the chain, so that later changes by an owner show."""
    for statement in _triggers():
        _run(connection, statement)
    made: dict[str, Json] = {**state(connection)}
    for table, name in connection.exec_driver_sql(_OWN_TRIGGERS).all():
        _run(connection, f'DROP TRIGGER "{name}" ON public."{table}"')
    work = Work(connection, clock, _SYSTEM)
    workspace = str(connection.exec_driver_sql("SELECT id FROM public.workspace").scalar_one())
    work.record(INSTALLED, Subject("workspace", workspace), made)


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement.replace("%", "%%"))


_SCRAM = re.compile(r"SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+")
_MEMBER = text("SELECT name, roles, state FROM public.member WHERE id = :wanted")
_IS_ROLE = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
_OF_MEMBER = text("INSERT INTO team.login VALUES (:member, :login) ON CONFLICT DO NOTHING")
_SETTLE = text("SELECT team.settle_groups(CAST(:login AS name), string_to_array(:roles, ','))")
_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'team') AND c.relkind = 'r' ORDER BY 1
""".replace("%", "%%")
_FUNCTIONS = """
SELECT format('%I.%I()', n.nspname, p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND starts_with(p.proname, 'guard_') AND p.pronargs = 0 ORDER BY 1
""".replace("%", "%%")
_TEAM_FUNCTIONS = """
SELECT p.proname, p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'team' ORDER BY 2
"""
_POLICIES = """
SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' ORDER BY 1, 2
"""
_OWN_TRIGGERS = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND NOT t.tgisinternal AND starts_with(t.tgname, 'desk_') ORDER BY 1, 2
"""
_LARGE_OBJECTS = (
    "lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)", "lo_open(oid, integer)",
    "lo_put(oid, bigint, bytea)", "lowrite(integer, bytea)",
)  # fmt: skip
