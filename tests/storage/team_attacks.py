"""Attacks in raw SQL by members of a team over their own connections, each with its legal twin and how it is refused.

Words in braces are facts of the prepared office: ids, digests, logins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.services.team import Team

RIGHT = "42501"
"""insufficient_privilege: no such right, or a row rule."""
NOT_ROWS = "0A000"
"""feature_not_supported: COPY into a table with row rules."""


@dataclass(frozen=True)
class Attack:
    """Statements of one member, of which the last is refused; and those of the twin, which all succeed."""

    name: str
    by: str
    attack: tuple[str, ...]
    refused: str
    """A SQLSTATE, or the name of a guard (PD001) or constraint."""
    twin_by: str
    twin: tuple[str, ...]


def require_refused(team: Team, facts: Mapping[str, object], each: Attack) -> None:
    """Carry out an attack and its twin, neither of which lasts."""
    with team.raw(each.by) as connection:
        here = {**facts, "me": facts[each.by]}
        _run(connection, each.attack[:-1], here)
        with pytest.raises(psycopg.Error) as caught:
            _run(connection, each.attack[-1:], here)
        connection.rollback()
    said = (caught.value.sqlstate or "", *_named(caught.value))
    assert set(each.refused.split("|")) & set(said), (said, str(caught.value))
    with team.raw(each.twin_by) as connection:
        _run(connection, each.twin, {**facts, "me": facts[each.twin_by]})
        connection.rollback()


def _run(
    connection: psycopg.Connection[tuple[Any, ...]], statements: tuple[str, ...], facts: Mapping[str, object]
) -> None:
    for statement in statements:
        now = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
        done = connection.execute(statement.format(**facts, now=now).encode())
        assert done.rowcount != 0, f"{statement} reached no row"


def _named(error: psycopg.Error) -> tuple[str, ...]:
    """The guard or constraint that an error names."""
    said = str(error)
    guard = said.split("guard:", 1)[1].split(maxsplit=1)[0] if "guard:" in said else ""
    if guard:
        assert error.sqlstate == "PD001"
    return (guard, error.diag.constraint_name or "")


def record(action: str, kind: str, subject: str, actor: str = "member:{me}", at: str = "{now}") -> str:
    """An audit row of one's own; the database writes number, hash and name."""
    return (
        "INSERT INTO audit VALUES (0, 'aaaaaaaa-0000-4000-8000-000000000000', " + at + ", '" + actor + "', '', '"
        + action + "', '" + kind + "', '" + subject + "', '{{}}', '', '')"
    )  # fmt: skip


_OWN_ROW = (record("workspace.note", "workspace", "w"),)
_AUDIT = (
    Attack("an audit row in another's name", "editor",
           (record("workspace.note", "workspace", "w", "member:{reviewer1}"),), "audit_says_who_it_was",
           "editor", _OWN_ROW),
    Attack("an audit row of the system", "reviewer1", (record("edition.void", "edition", "x", "system"),),
           "audit_says_who_it_was", "publisher", (record("workspace.verified_first", "workspace", "w", "system"),)),
    Attack("an audit row of the worker by who may not send", "editor",
           (record("delivery.done", "delivery", "{queued}", "worker:editor"),), "audit_says_who_it_was",
           "sender", (record("delivery.done", "delivery", "{queued}", "worker:sender"),)),
    Attack("an audit row of another's worker", "publisher",
           (record("delivery.done", "delivery", "{queued}", "worker:sender"),), "audit_says_who_it_was",
           "publisher", (record("delivery.done", "delivery", "{queued}", "worker:publisher"),)),
    Attack("a dated back audit row", "editor",
           (record("workspace.note", "workspace", "w", at="{now} - 86400000000"),), "audit_says_when_it_was",
           "editor", (record("workspace.note", "workspace", "w", at="{now} - 5000000"),)),
    Attack("an audit row before being confirmed", "newcomer", _OWN_ROW, "audit_of_the_confirmed",
           "newcomer", (record("member.activate", "member", "{newcomer}"),)),
    *(
        Attack(f"a line that tells another's deed: {action}", by, (record(action, kind, subject),),
               "audit_is_of_ones_own_deed", twin_by, (record(action, kind, subject),))
        for action, kind, subject, by, twin_by in (
            ("member.set_roles", "member", "{editor}", "editor", "admin"),
            ("key.revoke", "member_key", "{key_reviewer1}", "publisher", "admin"),
            ("key.confirm", "member_key", "{key_waiting}", "reviewer1", "admin2"),
            ("account.reconnect", "account", "{account}", "editor", "admin"),
            ("route.change", "route", "{route}", "publisher", "admin"),
            ("document.save", "document", "{free}", "reviewer1", "editor"),
            ("edition.submit", "edition", "{in_review}", "reviewer1", "both"),
            ("edition.renew", "edition", "{approved}", "editor", "reviewer1"),
            ("delivery.verify", "delivery", "{queued}", "editor", "sender"),
            ("workspace.verified_first", "workspace", "w", "reviewer1", "publisher"),
            ("freeze.lift", "freeze", "f", "reviewer1", "publisher"),
        )
    ),
    Attack("an altered audit row", "admin", ("UPDATE audit SET detail = '{{}}' WHERE sequence = 3",), RIGHT,
           "admin", _OWN_ROW),
    Attack("a deleted audit row", "admin", ("DELETE FROM audit WHERE sequence = 3",), RIGHT, "admin", _OWN_ROW),
    Attack("an emptied audit log", "admin", ("TRUNCATE audit",), RIGHT, "admin", _OWN_ROW),
    Attack("a locked audit log", "editor", ("LOCK TABLE audit IN EXCLUSIVE MODE",), RIGHT,
           "editor", ("LOCK TABLE audit IN ACCESS SHARE MODE",)),
)  # fmt: skip

_SCHEMA = tuple(
    Attack(name, "admin", (attack,), RIGHT, "admin", (twin,))
    for name, attack, twin in (
        ("a disabled guard", "ALTER TABLE delivery DISABLE TRIGGER ALL", "SELECT count(*) FROM pg_trigger"),
        ("a dropped guard", "DROP TRIGGER guard_audit_follows ON audit", "SELECT count(*) FROM pg_trigger"),
        ("a replaced function",
         "CREATE OR REPLACE FUNCTION team.me() RETURNS varchar LANGUAGE sql AS 'SELECT ''x''::varchar'",
         "SELECT team.me()"),
        ("a replaced guard",
         "CREATE OR REPLACE FUNCTION public.guard_audit_follows() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
         "SELECT count(*) FROM pg_proc"),
        ("a function of one's own", "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
         "SELECT lower('A')"),
        ("a table of one's own", "CREATE TABLE public.mine (x int)", "SELECT 1"),
        ("a schema of one's own", "CREATE SCHEMA mine", "SELECT current_schema()"),
        ("a temporary table in front of another", "CREATE TEMP TABLE approval (x int)",
         "SELECT count(*) FROM approval"),
        ("a temporary view in front of another", "CREATE TEMP VIEW member AS SELECT 1", "SELECT count(*) FROM member"),
        ("a dropped column", "ALTER TABLE approval DROP COLUMN signature", "SELECT count(signature) FROM approval"),
        ("a dropped constraint", "ALTER TABLE approval DROP CONSTRAINT uq_approval_one_person_one_stage",
         "SELECT count(*) FROM pg_constraint"),
        ("row rules switched off", "ALTER TABLE approval DISABLE ROW LEVEL SECURITY", "SELECT count(*) FROM pg_policy"),
        ("a row rule of one's own", "CREATE POLICY mine ON approval USING (true)", "SELECT count(*) FROM pg_policy"),
        ("a rule that rewrites", "CREATE RULE mine AS ON INSERT TO approval DO INSTEAD NOTHING",
         "SELECT count(*) FROM pg_rules"),
        ("triggers left out", "SET session_replication_role = replica", "SET statement_timeout = '10s'"),
        ("an extension dropped", "DROP EXTENSION plpgsql", "SELECT count(*) FROM pg_extension"),
        ("an anonymous block", "DO 'BEGIN NULL; END'", "SELECT 1"),
        ("an event trigger", "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION team.write_audit()",
         "SELECT count(*) FROM pg_event_trigger"),
    )
)  # fmt: skip

_SERVER = tuple(
    Attack(name, by, (attack,), refused, by, (twin,))
    for name, by, attack, refused, twin in (
        ("becoming the owner", "admin", 'SET ROLE "{owner}"', RIGHT, "SET ROLE NONE"),
        ("becoming the clerk", "admin", 'SET ROLE "{clerk}"', RIGHT, "SET ROLE NONE"),
        ("becoming the admins", "editor", 'SET ROLE "{admins}"', RIGHT, "SET ROLE NONE"),
        ("becoming one's own group", "admin", 'SET ROLE "{admins}"', RIGHT, "SET ROLE NONE"),
        ("becoming another member", "admin", 'SET SESSION AUTHORIZATION "{login_editor}"', RIGHT,
         "SET SESSION AUTHORIZATION DEFAULT"),
        ("a login of one's own making", "admin", "CREATE ROLE mine LOGIN", RIGHT, "SELECT count(*) FROM pg_roles"),
        ("being a superuser", "admin", 'ALTER ROLE "{login_admin}" SUPERUSER', RIGHT,
         "ALTER ROLE \"{login_admin}\" PASSWORD '{scram}'"),
        ("going past row rules", "editor", 'ALTER ROLE "{login_editor}" BYPASSRLS', RIGHT,
         "ALTER ROLE \"{login_editor}\" PASSWORD '{scram}'"),
        ("another's password", "admin", "ALTER ROLE \"{login_editor}\" PASSWORD '{scram}'", RIGHT,
         "ALTER ROLE \"{login_admin}\" PASSWORD '{scram}'"),
        ("a group given to oneself", "editor", 'GRANT "{reviewers}" TO "{login_editor}"', RIGHT,
         "SELECT pg_has_role('{reviewers}', 'MEMBER')"),
        ("a right given to oneself", "editor", 'GRANT INSERT ON team.login TO "{login_editor}"', RIGHT,
         "SELECT has_table_privilege('approval', 'INSERT')"),
        ("reading whose login is whose", "editor", "SELECT * FROM team.login", RIGHT, "SELECT team.me()"),
        ("going around the clerk", "admin", "SELECT team.admit('{newcomer}')", RIGHT, "SELECT team.me()"),
        ("putting oneself into a group", "editor",
         "SELECT team.settle_groups('{login_editor}'::name, ARRAY['reviewer'])", RIGHT, "SELECT team.may('write')"),
        ("reading past row rules", "editor", "ALTER TABLE document NO FORCE ROW LEVEL SECURITY", RIGHT,
         "SELECT count(*) FROM document"),
        ("COPY from a program", "admin", "COPY account FROM PROGRAM 'true'", RIGHT, "SELECT count(*) FROM account"),
        ("COPY to a program", "admin", "COPY member_key TO PROGRAM 'cat'", RIGHT, "SELECT count(*) FROM member_key"),
        ("COPY from a file of the server", "editor", "COPY document FROM '/etc/hostname'", RIGHT,
         "SELECT count(*) FROM document"),
        ("COPY into a guarded table", "editor", "COPY revision FROM STDIN", NOT_ROWS, "SELECT count(*) FROM revision"),
        ("a large object", "editor", "SELECT lo_create(0)", RIGHT, "SELECT 1"),
        ("a large object from bytes", "editor", "SELECT lo_from_bytea(0, 'x')", RIGHT, "SELECT 1"),
        ("a large object from a file", "admin", "SELECT lo_import('/etc/hostname')", RIGHT, "SELECT 1"),
        ("a file of the server", "admin", "SELECT pg_read_file('/etc/hostname')", RIGHT, "SELECT 1"),
        ("a setting of the server", "admin", "SET log_statement = 'none'", RIGHT, "SET statement_timeout = '10s'"),
        ("a setting of the database", "admin", 'ALTER DATABASE "{database}" SET search_path = pg_temp', RIGHT,
         "SET search_path = public"),
        ("another's session ended", "editor",
         "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{login_admin}'", RIGHT,
         "SELECT count(*) FROM pg_stat_activity"),
    )
)  # fmt: skip

_GIVE = "SELECT team.give_login('{%s}', '%s')"
_ON_RECORD = "member.give_login"
_LOGINS = (
    Attack("a login given by an editor", "editor", (_GIVE % ("invited", "{scram}"),), RIGHT,
           "admin", (record(_ON_RECORD, "member", "{invited}"), _GIVE % ("invited", "{scram}"))),
    Attack("the login of somebody who works here", "admin",
           (record(_ON_RECORD, "member", "{editor}"), _GIVE % ("editor", "{scram}")),
           "login_is_given_to_the_invited", "admin",
           (record(_ON_RECORD, "member", "{newcomer}"), _GIVE % ("newcomer", "{scram}"))),
    Attack("a login off the record", "admin", (_GIVE % ("invited", "{scram}"),), "login_is_given_on_record",
           "admin", (record(_ON_RECORD, "member", "{invited}"), _GIVE % ("invited", "{scram}"))),
    Attack("a login with an open password", "admin",
           (record(_ON_RECORD, "member", "{invited}"), _GIVE % ("invited", "secret")), "login_has_a_scram_password",
           "admin", (record(_ON_RECORD, "member", "{invited}"), _GIVE % ("invited", "{scram}"))),
)  # fmt: skip

ATTACKS = (*_AUDIT, *_SCHEMA, *_SERVER, *_LOGINS)
