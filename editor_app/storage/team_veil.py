"""What an embargo hides from the members who are not on its list: row rules of a team's database, whatever tool asks.

Ids, counts and the queue's own rows stay readable: a freeze, the order of sending and pacing need them. The worker's
member reads everything, because it sends. The audit log is read whole, but for the details of what is hidden.
"""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage.all_tables import metadata
from editor_app.storage.embargo_rules import hidden_from
from editor_app.storage.queries.embargo import VEILED
from editor_app.storage.tables import audit
from editor_app.storage.team_functions import SAFE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.storage.team_roles import TeamRoles

KINDS = ("document", "edition", "thread", "recall", "revision", "delivery")
"""Columns by which a row belongs to a document, the first that a table has; each is a kind of `team.hidden`."""
OPEN = frozenset({"delivery", "attempt", "passing"})
"""Have such a column, and are read by everybody: when, where, in which state and past what, but no word of the text."""
_TEXTS = "concat_ws(' ', {row}.content, {row}.overrides, {row}.charts)"
_USED = "SELECT m[1] FROM regexp_matches(" + _TEXTS + ", '[0-9a-f]{{64}}', 'g') m"

TABLES = """
CREATE TABLE IF NOT EXISTS team.media_use (digest varchar(64), document varchar(36), PRIMARY KEY (digest, document))
"""
"""Which documents a picture stands in."""

_NUMBERS = frozenset({"sequence", "at"})
_LINE = ", ".join(f'"{column.name}" {"bigint" if column.name in _NUMBERS else "text"}' for column in audit.columns)
_SHOWN = ", ".join(
    f"CASE WHEN l.veiled THEN '{VEILED}' ELSE (l.a).detail END" if column.name == "detail" else f'(l.a)."{column.name}"'
    for column in audit.columns
)


def _lines(name: str, which: str) -> str:
    """The log as the program reads it: no detail of what is hidden; instead, whether the line's hash is its own."""
    return f"""
CREATE OR REPLACE FUNCTION team.{name} RETURNS TABLE ({_LINE}, fits boolean) LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT {_SHOWN}, CASE WHEN l.veiled THEN team.row_hash(l.a) = (l.a).hash END
    FROM (SELECT a, a.subject_id IN (SELECT team.hidden('subject')) AS veiled FROM public.audit a
        WHERE (SELECT team.is_member() OR team.administers()) AND {which}) l
    ORDER BY (l.a).sequence
$desk$"""


_FUNCTIONS = (
    f"""
CREATE OR REPLACE FUNCTION team.administers() RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = session_user AND r.rolsuper)
$desk$""",
    f"""
CREATE OR REPLACE FUNCTION team.sees_all() RETURNS boolean LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT team.administers() OR EXISTS (SELECT 1 FROM team.login l JOIN public.member m ON m.id = l.member
        WHERE l.login = session_user AND m.state = 'confirmed' AND 'worker' = ANY (string_to_array(m.roles, ',')))
$desk$""",
    f"""
CREATE OR REPLACE FUNCTION team.hidden(kind text) RETURNS SETOF varchar LANGUAGE plpgsql STABLE {SAFE} AS $desk$
DECLARE
    me varchar;
    veiled varchar[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.embargo e WHERE e.members <> '*') OR team.sees_all() THEN
        RETURN;
    END IF;
    me := coalesce(team.me(), '-');
    veiled := ARRAY({hidden_from("me")});
    IF kind IN ('document', 'subject') THEN
        RETURN QUERY SELECT unnest(veiled);
    END IF;
    IF kind IN ('revision', 'subject') THEN
        RETURN QUERY SELECT r.id FROM public.revision r WHERE r.document = ANY (veiled);
    END IF;
    IF kind IN ('edition', 'subject') THEN
        RETURN QUERY SELECT e.id FROM public.edition e WHERE e.document = ANY (veiled);
    END IF;
    IF kind IN ('delivery', 'subject') THEN
        RETURN QUERY SELECT d.id FROM public.delivery d JOIN public.edition e ON e.id = d.edition
            WHERE e.document = ANY (veiled);
    END IF;
    IF kind IN ('thread', 'subject') THEN
        RETURN QUERY SELECT t.id FROM public.comment_thread t WHERE t.document = ANY (veiled);
    END IF;
    IF kind IN ('recall', 'subject') THEN
        RETURN QUERY SELECT c.id FROM public.recall_case c WHERE c.document = ANY (veiled);
    END IF;
    IF kind IN ('media', 'subject') THEN
        RETURN QUERY SELECT u.digest FROM team.media_use u JOIN public.media m ON m.digest = u.digest
            WHERE u.document = ANY (veiled) AND m.added_by <> me AND NOT EXISTS
                (SELECT 1 FROM team.media_use o WHERE o.digest = u.digest AND o.document <> ALL (veiled));
    END IF;
END $desk$""",
    f"""
CREATE OR REPLACE FUNCTION team.document_of(edition text) RETURNS varchar LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT e.document FROM public.edition e WHERE e.id = $1 AND team.is_confirmed()
$desk$""",
    f"""
CREATE OR REPLACE FUNCTION team.head() RETURNS TABLE (sequence bigint, hash varchar)
LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT a.sequence, a.hash FROM public.audit a WHERE team.is_member() OR team.administers()
        ORDER BY a.sequence DESC LIMIT 1
$desk$""",
    f"""
CREATE OR REPLACE FUNCTION team.heads() RETURNS TABLE (sequence bigint, hash varchar)
LANGUAGE sql STABLE {SAFE} AS $desk$
    SELECT a.sequence, a.hash FROM public.audit a WHERE (SELECT team.is_member() OR team.administers())
$desk$""",
    _lines("lines(after bigint, most bigint)", "a.sequence > $1 ORDER BY a.sequence LIMIT $2"),
    _lines("lines_of(kind text, actions text[])", "a.subject_kind = $1 AND a.action = ANY ($2)"),
    f"""
CREATE OR REPLACE FUNCTION team.note_pictures() RETURNS trigger LANGUAGE plpgsql {SAFE} AS $desk$
BEGIN
    INSERT INTO team.media_use SELECT DISTINCT used, NEW.document FROM ({_USED.format(row="NEW")}) found (used)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $desk$""",
)
OPEN_TO_MEMBERS = (
    "hidden(text)",
    "document_of(text)",
    "head()",
    "heads()",
    "lines(bigint, bigint)",
    "lines_of(text, text[])",
)
"""Functions that row rules and the program call as the member."""
TRIGGER = (
    'CREATE TRIGGER "desk_note_pictures" AFTER INSERT ON public.revision'
    " FOR EACH ROW EXECUTE FUNCTION team.note_pictures()"
)


def functions() -> Iterator[str]:
    """The statements that make the functions, and note the pictures of what was saved before."""
    yield from _FUNCTIONS
    yield (
        f"INSERT INTO team.media_use SELECT DISTINCT used, r.document FROM public.revision r,"
        f" LATERAL ({_USED.format(row='r')}) found (used) ON CONFLICT DO NOTHING"
    )


def veil_of(table: str) -> str | None:
    """SQL: whether the member may see (and write) a row as far as embargoes go; None = every row."""
    if table == "audit":
        return "subject_id NOT IN (SELECT team.hidden('subject'))"
    if table == "media":
        return "digest NOT IN (SELECT team.hidden('media'))"
    if table in OPEN:
        return None
    columns = metadata.tables[table].columns
    kind = next((kind for kind in KINDS if kind in columns), None)
    if kind is None:
        return None
    beside = f'"{kind}" IS NULL OR ' if columns[kind].nullable else ""
    return f"{beside}\"{kind}\" NOT IN (SELECT team.hidden('{kind}'))"


def row_rules(roles: TeamRoles) -> Iterator[str]:
    """The statements that put the veil over every right: a row rule that only takes away."""
    for table in sorted(metadata.tables):
        veil = veil_of(table)
        if veil is None:
            continue
        named = f'CREATE POLICY "veil_{table}" ON public."{table}" AS RESTRICTIVE'
        if table == "audit":  # whoever freezes holds deliveries that they may not read, on record
            yield f'{named} FOR SELECT TO "{roles.members}" USING ({veil})'
        else:
            yield f'{named} FOR ALL TO "{roles.members}" USING ({veil}) WITH CHECK ({veil})'
