"""The functions of a team's database, in SQL: who asks, what an audit row is, how a login is made.

Each of them runs with the rights of its owner and with names that no session can shadow.
"""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import GENESIS
from editor_app.domain.member import Role
from editor_app.storage.engines import WRITERS_LOCK
from editor_app.storage.team_lines import is_anothers_deed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.storage.team_roles import TeamRoles

SLOWEST_CLOCK_SECONDS = 120
"""How far the clock of a member's computer may be from the server's."""
CHANNEL = "press_desk"
"""On which the server says that there is a new audit row; a hint, never trusted."""
SAFE = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

TABLES = """
CREATE SCHEMA IF NOT EXISTS team;
CREATE TABLE IF NOT EXISTS team.login (member varchar(36) PRIMARY KEY REFERENCES public.member (id),
    login name NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS team.role_deed (role text, deed text, PRIMARY KEY (role, deed))
"""

_OWNERS = f"""
CREATE OR REPLACE FUNCTION team.login_of(name text) RETURNS name LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT ('desk_' || left(encode(sha256(convert_to(current_database() || chr(10) || $1, 'UTF8')), 'hex'), 16))::name
$desk$;

CREATE OR REPLACE FUNCTION team.me() RETURNS varchar LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT l.member FROM team.login l WHERE l.login = session_user
$desk$;

CREATE OR REPLACE FUNCTION team.is_member() RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM team.login l JOIN public.member m ON m.id = l.member
        WHERE l.login = session_user AND m.state <> 'departed')
$desk$;

CREATE OR REPLACE FUNCTION team.is_confirmed() RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM team.login l JOIN public.member m ON m.id = l.member
        WHERE l.login = session_user AND m.state = 'confirmed')
$desk$;

CREATE OR REPLACE FUNCTION team.may(deed text) RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM team.login l JOIN public.member m ON m.id = l.member
        JOIN team.role_deed d ON d.role = ANY (string_to_array(m.roles, ','))
        WHERE l.login = session_user AND m.state = 'confirmed' AND d.deed = $1)
$desk$;

CREATE OR REPLACE FUNCTION team.is_own(actor text) RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM team.login l JOIN public.member m ON m.id = l.member
        WHERE l.login = session_user AND $1 IN ('member:' || m.id, 'worker:' || m.name))
$desk$;

CREATE OR REPLACE FUNCTION team.is_outside(member text) RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM public.member m LEFT JOIN public.member_key k ON k.id = m.key
        WHERE m.id = $1 AND octet_length(coalesce(k.sealed_private, '')) = 0
        AND NOT EXISTS (SELECT 1 FROM team.login l WHERE l.member = m.id)
        AND string_to_array(m.roles, ',') <@ ARRAY['reviewer', 'expert'])
$desk$;

CREATE OR REPLACE FUNCTION team.field(said text) RETURNS bytea LANGUAGE sql IMMUTABLE {SAFE} AS $desk$
    SELECT int4send(octet_length(convert_to($1, 'UTF8'))) || convert_to($1, 'UTF8')
$desk$;

CREATE OR REPLACE FUNCTION team.row_hash(a public.audit) RETURNS text LANGUAGE sql IMMUTABLE {SAFE} AS $desk$
    SELECT encode(sha256(team.field(a.previous) || team.field(a.sequence::text) || team.field(a.transaction_id)
        || team.field(a.at::text) || team.field(a.actor) || team.field(a.actor_name) || team.field(a.action)
        || team.field(a.subject_kind) || team.field(a.subject_id) || team.field(a.detail)), 'hex')
$desk$;

CREATE OR REPLACE FUNCTION team.write_audit() RETURNS trigger LANGUAGE plpgsql {SAFE} AS $desk$
DECLARE
    who record;
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock({WRITERS_LOCK});
    SELECT m.id, m.name, m.state INTO who FROM team.login l JOIN public.member m ON m.id = l.member
        WHERE l.login = session_user AND m.state <> 'departed';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'guard:audit_is_written_by_members' USING ERRCODE = 'PD001';
    END IF;
    IF NEW.actor = 'member:' || who.id OR (NEW.actor = 'worker:' || who.name AND team.may('send')) THEN
        NEW.actor_name := who.name;
    ELSIF NEW.actor = 'system' AND NEW.action IN ('workspace.verified_first', 'workspace.verify_first')
            AND team.may('send') THEN
        NEW.actor_name := 'Press Desk';
    ELSE
        RAISE EXCEPTION 'guard:audit_says_who_it_was' USING ERRCODE = 'PD001';
    END IF;
    IF who.state <> 'confirmed' AND (NEW.action <> 'member.activate' OR NEW.subject_id <> who.id) THEN
        RAISE EXCEPTION 'guard:audit_of_the_confirmed' USING ERRCODE = 'PD001';
    END IF;
    IF {is_anothers_deed()} THEN
        RAISE EXCEPTION 'guard:audit_is_of_ones_own_deed' USING ERRCODE = 'PD001';
    END IF;
    IF abs(NEW.at - extract(epoch FROM clock_timestamp()) * 1000000) > {SLOWEST_CLOCK_SECONDS * 1_000_000} THEN
        RAISE EXCEPTION 'guard:audit_says_when_it_was' USING ERRCODE = 'PD001';
    END IF;
    SELECT a.sequence, a.hash INTO last FROM public.audit a ORDER BY a.sequence DESC LIMIT 1;
    NEW.sequence := coalesce(last.sequence, 0) + 1;
    NEW.previous := coalesce(last.hash, '{GENESIS}');
    NEW.hash := team.row_hash(NEW);
    PERFORM pg_notify('{CHANNEL}', NEW.sequence::text);
    RETURN NEW;
END $desk$;

CREATE OR REPLACE FUNCTION team.admit(wanted text) RETURNS name LANGUAGE plpgsql {SAFE} AS $desk$
DECLARE
    found public.member;
    last public.audit;
BEGIN
    SELECT m.* INTO found FROM public.member m WHERE m.id = wanted;
    IF NOT team.may('manage_members') OR found.state IS DISTINCT FROM 'invited' THEN
        RAISE EXCEPTION 'guard:login_is_given_to_the_invited' USING ERRCODE = 'PD001';
    END IF;
    SELECT a.* INTO last FROM public.audit a ORDER BY a.sequence DESC LIMIT 1;
    IF last.action <> 'member.give_login' OR last.subject_id <> wanted OR NOT team.is_own(last.actor) THEN
        RAISE EXCEPTION 'guard:login_is_given_on_record' USING ERRCODE = 'PD001';
    END IF;
    INSERT INTO team.login VALUES (wanted, team.login_of(found.name)) ON CONFLICT DO NOTHING;
    RETURN team.login_of(found.name);
END $desk$
"""
_CLERKS = f"""
CREATE OR REPLACE FUNCTION team.settle_groups(login name, wanted text[]) RETURNS void LANGUAGE plpgsql {SAFE} AS $desk$
DECLARE
    names text[] := ARRAY[GROUPS];
BEGIN
    FOR each IN 1 .. array_length(names, 1) BY 2 LOOP
        IF names[each] = ANY (wanted) THEN
            EXECUTE format('GRANT %I TO %I WITH INHERIT TRUE, SET FALSE', names[each + 1], login);
        ELSIF EXISTS (SELECT 1 FROM pg_auth_members g WHERE g.roleid = names[each + 1]::regrole
                AND g.member = login::text::regrole) THEN
            EXECUTE format('REVOKE %I FROM %I', names[each + 1], login);
        END IF;
    END LOOP;
END $desk$;

CREATE OR REPLACE FUNCTION team.follow_member() RETURNS trigger LANGUAGE plpgsql {SAFE} AS $desk$
DECLARE
    its_login name := team.login_of(NEW.name);
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = its_login) THEN
        PERFORM team.settle_groups(its_login,
            CASE WHEN NEW.state = 'confirmed' THEN string_to_array(NEW.roles, ',') ELSE ARRAY[]::text[] END);
        IF NEW.state = 'departed' THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN', its_login);
        END IF;
    END IF;
    RETURN NULL;
END $desk$;

CREATE OR REPLACE FUNCTION team.give_login(member text, verifier text) RETURNS name LANGUAGE plpgsql {SAFE} AS $desk$
DECLARE
    its_login name;
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\\$[0-9]+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION 'guard:login_has_a_scram_password' USING ERRCODE = 'PD001';
    END IF;
    its_login := team.admit(member);
    IF EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = its_login) THEN
        EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', its_login, verifier);
    ELSE
        EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', its_login, verifier);
        EXECUTE format('ALTER ROLE %I SET search_path = public', its_login);
    END IF;
    EXECUTE format('GRANT MEMBERS TO %I WITH INHERIT TRUE, SET FALSE', its_login);
    RETURN its_login;
END $desk$
"""

CLERKS = frozenset({"settle_groups", "follow_member", "give_login"})
"""Names of the clerk's functions; every other one is the owner's."""
OPEN_TO_MEMBERS = ("me()", "is_member()", "is_confirmed()", "may(text)", "is_own(text)", "is_outside(text)")
"""Functions that row rules call as the member."""


def of_owner() -> Iterator[str]:
    """The statements that make the owner's functions."""
    yield from _OWNERS.split(";\n\n")


def of_clerk(roles: TeamRoles) -> Iterator[str]:
    """The statements that make the clerk's functions, who may make logins and put them into groups."""
    groups = ", ".join(f"'{role.value}', '{roles.group(role)}'" for role in Role)
    for statement in _CLERKS.split(";\n\n"):
        yield statement.replace("GROUPS", groups).replace("MEMBERS", roles.members)
