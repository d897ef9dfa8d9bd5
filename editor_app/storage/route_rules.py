"""The rules of the guards of routes at submission: an edition goes a route of its kind, with every stage of it.

Who submits writes the stages; without these rules raw SQL could shorten the way to a single friendly signature.
"""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations


def _quoted(column: str) -> str:
    """SQL: a name as canonical JSON; names and duties of routes hold visible characters only."""
    return f"""'"' || replace(replace({column}, '\\', '\\\\'), '"', '\\"') || '"'"""


def _stage(row: str) -> str:
    """SQL: how the route's own JSON begins a stage, up to its number of signatures."""
    said = f"""'[' || {row}.ordinal || ',"' || {row}.kind || '",' || {_quoted(f"{row}.name")}"""
    return f"{said} || ',' || {_quoted(f'{row}.duty')} || ',' || {row}.needs"


def _says(text: str) -> str:
    """SQL: whether the route `r` says that."""
    return f"replace(r.stages, {text}, '') <> r.stages"


_NEXT = "(SELECT count(*) + 1 FROM edition_stage s WHERE s.edition = e.id)"
_TERMS = f"""{_stage("s")} || ',"' || t.role || '","""

ROUTES_KEPT = (
    (
        "edition_goes_a_route_of_its_kind", "edition", "INSERT",
        """NOT EXISTS (SELECT 1 FROM route r WHERE r.id = NEW.route
            AND replace(r.kinds, '"' || NEW.kind || '"', '') <> r.kinds)
        OR EXISTS (SELECT 1 FROM route_version v WHERE v.route = NEW.route AND v.retired = 1
            AND v.number = (SELECT max(o.number) FROM route_version o WHERE o.route = NEW.route))""",
    ),
    (
        "stage_is_of_its_route", "edition_stage", "INSERT",
        f"""NOT EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND ({_says(_stage("NEW") + " || ','")} OR {_says(_stage("NEW") + " || ']'")}))""",
    ),
    (
        "signer_is_of_its_route", "stage_signer", "INSERT",
        f"""NOT EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND {_says("'[' || " + _quoted("NEW.member") + " || ',' || " + _quoted("NEW.name") + " || ']'")})""",
    ),
    (
        "accounts_come_after_every_stage", "edition_account", "INSERT",
        f"""EXISTS (SELECT 1 FROM edition e JOIN route r ON r.id = e.route WHERE e.id = NEW.edition
            AND ({_says(f"'[' || {_NEXT} || ',{chr(34)}review{chr(34)},'")}
                OR {_says(f"'[' || {_NEXT} || ',{chr(34)}proof{chr(34)},'")}))""",
    ),
    (
        "accounts_come_after_every_signer", "edition_account", "INSERT",
        f"""EXISTS (SELECT 1 FROM edition_stage s JOIN edition e ON e.id = s.edition JOIN route r ON r.id = e.route
            LEFT JOIN stage_terms t ON t.edition = s.edition AND t.ordinal = s.ordinal
            WHERE s.edition = NEW.edition AND {_says(_stage("s") + " || ','")}
            AND (t.role IS NULL OR NOT {_says(_TERMS + "'")}
                OR ({_says(_TERMS + "[['")} AND NOT EXISTS (SELECT 1 FROM stage_signer g
                    WHERE g.edition = s.edition AND g.ordinal = s.ordinal))))""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
