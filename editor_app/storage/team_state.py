"""How a team's database is made, kind by kind, beside what the last installation wrote into the audit log.

An owner or administrator can change anything; here it shows that something was changed, not by whom.
"""

# ruff: noqa: S608 - every text is our own; names of roles are digests

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from editor_app.storage.team_roles import TeamRoles

if TYPE_CHECKING:
    from sqlalchemy import Connection

INSTALLED = "team.install"
"""The deed in the audit log whose row says how everything was made."""


def is_installed(connection: Connection) -> bool:
    """Whether this database is a team's."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.exec_driver_sql(_LAST_INSTALLATION).first() is not None


def is_entered(connection: Connection) -> bool:
    """Whether this connection leads into a team's database, where the log is read by the team's functions."""
    if connection.dialect.name != "postgresql":
        return False
    known = connection.info
    if "is_team" not in known:
        known["is_team"] = connection.exec_driver_sql(_HAS_HEAD).scalar_one()
    return bool(known["is_team"])


def altered(connection: Connection) -> list[str]:
    """What differs from how the administrator's last installation made it, by kind; empty on databases of no team."""
    if connection.dialect.name != "postgresql":
        return []
    found = connection.exec_driver_sql(_LAST_INSTALLATION).scalar_one_or_none()
    if found is None:
        return [str(name) for name in connection.exec_driver_sql(_TEAM_TRIGGERS).scalars()]
    said, now = json.loads(found), state(connection)
    return sorted(f"team_{kind}" for kind in now if said.get(kind) != now[kind])


def roles_of(connection: Connection) -> TeamRoles:
    """The names of the roles of this database."""
    return TeamRoles(str(connection.exec_driver_sql("SELECT current_database()").scalar_one()))


def state(connection: Connection) -> dict[str, str]:
    """A digest for each kind of thing that guards the database."""
    roles = roles_of(connection)
    listed = ", ".join(f"'{name}'" for name in roles.everyone())
    told: dict[str, str] = {}
    for kind, query in _KINDS.items():
        sql = query.replace("EVERYONE", listed).replace("OWNER", roles.owner).replace("CLERK", roles.clerk)
        rows = connection.exec_driver_sql(sql.replace("MEMBERS", roles.members)).all()
        told[kind] = hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()
    return told


_LAST_INSTALLATION = f"SELECT detail FROM audit WHERE action = '{INSTALLED}' ORDER BY sequence DESC LIMIT 1"
_HAS_HEAD = "SELECT to_regproc('team.head') IS NOT NULL"
_TEAM_TRIGGERS = """
SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND starts_with(t.tgname, 'desk_') ORDER BY 1
"""
_KINDS = {
    "functions": """
SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), p.prosrc, p.prosecdef, p.proconfig::text,
    p.proowner::regrole::text, p.proacl::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname IN ('public', 'team') ORDER BY 1, 2, 3""",
    "tables": """
SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole::text,
    c.relacl::text, (SELECT array_agg(a.attname || a.attacl::text ORDER BY a.attname)::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'team') AND c.relkind IN ('r', 'v', 'm', 'p') ORDER BY 1, 2""",
    "row_rules": """
SELECT c.relname, p.polname, p.polcmd::text, p.polpermissive, p.polroles::regrole[]::text,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid ORDER BY 1, 2""",
    "triggers": """
SELECT c.relname, CASE WHEN t.tgisinternal THEN '' ELSE pg_get_triggerdef(t.oid) END AS made, t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'team') ORDER BY 1, 2, 3""",
    "schemas": """
SELECT n.nspname, n.nspowner::regrole::text, n.nspacl::text FROM pg_namespace n
WHERE NOT starts_with(n.nspname, 'pg_') ORDER BY 1""",
    "database": """
SELECT d.datacl::text, (SELECT array_agg(l.lanname || coalesce(l.lanacl::text, '') ORDER BY l.lanname)::text
    FROM pg_language l WHERE l.lanpltrusted)
FROM pg_database d WHERE d.datname = current_database()""",
    "roles": """
SELECT r.rolname, r.rolsuper, r.rolcanlogin, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, r.rolreplication,
    (SELECT array_agg(m.member::regrole::text ORDER BY 1)::text FROM pg_auth_members m
        WHERE m.roleid = r.oid AND r.rolname IN ('OWNER', 'CLERK'))
FROM pg_roles r WHERE r.rolname IN (EVERYONE) ORDER BY 1""",
    "logins": """
SELECT r.rolname FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
WHERE m.roleid = 'MEMBERS'::regrole AND r.rolname NOT IN (EVERYONE) AND (r.rolsuper OR r.rolcreaterole
    OR r.rolcreatedb OR r.rolbypassrls OR r.rolreplication OR m.set_option OR m.admin_option)
ORDER BY 1""",
}
