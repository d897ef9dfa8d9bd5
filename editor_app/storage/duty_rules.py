"""The rules of the guards of `duty_tables`: who signs for whom, how routes change, that two admins agree on roles."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

CLOCKS_DIFFER = 600_000_000
"""Microseconds by which the clock of a signer may be from the log's; past it a time would lengthen a right."""
_ABOUT_IT = "FROM audit a WHERE a.subject_kind = 'edition' AND a.subject_id = NEW.edition"
_UNDECIDED = """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
    OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)"""
_ADMIN = """EXISTS (SELECT 1 FROM member m WHERE m.id = {who} AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = '{kind}' AND a.subject_id = {subject})"""
_WROTE = """EXISTS (SELECT 1 FROM edition e JOIN revision r ON r.document = e.document
    WHERE e.id = NEW.edition AND r.author = f.principal AND r.number > {last})"""

DUTY_KEPT = (
    "stage_terms", "stage_signer", "edition_use", "deputy", "signed_for", "route_version", "role_change", "escalation",
)  # fmt: skip
DUTY_FIXED = {
    "stage_terms": ("edition", "ordinal", "role", "hours", "escalate_to", "escalate_name"),
    "stage_signer": ("edition", "ordinal", "place", "member", "name"),
    "edition_use": ("edition", "hours"),
    "deputy": ("id", "principal", "deputy", "begins_at", "ends_at", "named_by", "named_at", "audit_sequence"),
    "signed_for": ("edition", "by", "principal", "deputy", "audit_sequence"),
    "route_version": (
        "route", "number", "name", "stages", "kinds", "use_hours", "retired", "by", "at", "audit_sequence",
    ),
    "role_change": ("member", "number", "was", "becomes", "proposed_by", "proposed_at", "audit_sequence"),
    "escalation": ("edition", "ordinal", "told", "at", "audit_sequence"),
}  # fmt: skip


def duty_rules(last_published: str) -> tuple[tuple[str, str, str, str], ...]:
    """As in `guard_rules.RULES`.

    Args:
        last_published: SQL for the number of the revision last published of the document of an edition `e`.
    """
    return (*_stages(last_published), *_DEPUTIES, *_ROUTES, *_ROLES, *_TIMES)


def _stages(last_published: str) -> tuple[tuple[str, str, str, str], ...]:
    wrote = _WROTE.format(last=last_published)
    return (
        ("terms_stand_before_deciding", "stage_terms", "INSERT", _UNDECIDED),
        ("signers_stand_before_deciding", "stage_signer", "INSERT", _UNDECIDED),
        ("use_stands_before_deciding", "edition_use", "INSERT", _UNDECIDED),
        (
            "approval_is_by_a_named_signer", "approval", "INSERT",
            """EXISTS (SELECT 1 FROM stage_signer s WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage)
            AND NOT EXISTS (SELECT 1 FROM stage_signer s
                WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.member = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM signed_for f
                JOIN stage_signer s ON s.edition = f.edition AND s.ordinal = NEW.stage AND s.member = f.principal
                JOIN deputy d ON d.id = f.deputy AND d.ended_at IS NULL
                JOIN audit l ON l.sequence = f.audit_sequence
                WHERE f.edition = NEW.edition AND f."by" = NEW."by"
                AND d.begins_at <= NEW.at AND NEW.at < d.ends_at AND l.at < d.ends_at)""",
        ),
        (
            "approval_is_for_somebody_who_could_sign", "approval", "INSERT",
            """EXISTS (SELECT 1 FROM signed_for f WHERE f.edition = NEW.edition AND f."by" = NEW."by" AND (
                EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.submitted_by = f.principal)
                OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = f.principal)
                OR """ + wrote + """))""",
        ),
        (
            "approval_is_not_given_by_deputy_as_well", "approval", "INSERT",
            """EXISTS (SELECT 1 FROM signed_for f JOIN approval a ON a.edition = f.edition AND a."by" = f."by"
                WHERE f.edition = NEW.edition AND f.principal = NEW."by")""",
        ),
    )  # fmt: skip


_DEPUTIES = (
    (
        "deputy_is_named_by_them_or_an_admin", "deputy", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.named_by AND m.state = 'confirmed'
            AND (m.id = NEW.principal OR (m.id <> NEW.deputy AND (',' || m.roles || ',') LIKE '%,admin,%')))""",
    ),
    ("deputy_comes_on_record", "deputy", "INSERT", _ON_RECORD.format(kind="deputy", subject="NEW.id")),
    ("deputy_comes_in_force", "deputy", "INSERT", "NEW.ended_at IS NOT NULL"),
    (
        "deputy_ends_once", "deputy", "UPDATE",
        "OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at",
    ),
    (
        "signed_for_is_by_the_deputy", "signed_for", "INSERT",
        """NOT EXISTS (SELECT 1 FROM deputy d WHERE d.id = NEW.deputy AND d.ended_at IS NULL
            AND d.principal = NEW.principal AND d.deputy = NEW."by")""",
    ),
    (
        "signed_for_comes_before_the_signature", "signed_for", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")""",
    ),
    ("signed_for_comes_on_record", "signed_for", "INSERT", _ON_RECORD.format(kind="edition", subject="NEW.edition")),
)  # fmt: skip

_ROUTES = (
    (
        "route_comes_on_record", "route", "INSERT",
        "NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject_kind = 'route' AND a.subject_id = NEW.id)",
    ),
    (
        "route_changes_by_a_version", "route", "UPDATE",
        """NOT EXISTS (SELECT 1 FROM route_version v WHERE v.route = NEW.id AND v.name = NEW.name
            AND v.stages = NEW.stages AND v.kinds = NEW.kinds
            AND v.number = (SELECT max(o.number) FROM route_version o WHERE o.route = NEW.id))""",
    ),
    (
        "version_follows", "route_version", "INSERT",
        """NEW.number <> coalesce((SELECT max(o.number) FROM route_version o WHERE o.route = NEW.route), 0) + 1""",
    ),
    ("version_is_by_an_admin", "route_version", "INSERT", "NOT " + _ADMIN.format(who='NEW."by"')),
    ("version_comes_on_record", "route_version", "INSERT", _ON_RECORD.format(kind="route", subject="NEW.route")),
)  # fmt: skip

_ROLES = (
    (
        "roles_change_by_agreement", "member", "UPDATE",
        """NEW.roles IS DISTINCT FROM OLD.roles AND NOT EXISTS (SELECT 1 FROM role_change r
            WHERE r.member = NEW.id AND r.decision = 'agreed' AND r.was = OLD.roles AND r.becomes = NEW.roles
            AND r.number = (SELECT max(o.number) FROM role_change o WHERE o.member = NEW.id))""",
    ),
    (
        "role_change_follows", "role_change", "INSERT",
        """NEW.decision IS NOT NULL
        OR NEW.number <> coalesce((SELECT max(o.number) FROM role_change o WHERE o.member = NEW.member), 0) + 1
        OR NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.member AND m.roles = NEW.was)""",
    ),
    ("role_change_is_by_an_admin", "role_change", "INSERT", "NOT " + _ADMIN.format(who="NEW.proposed_by")),
    ("role_change_comes_on_record", "role_change", "INSERT", _ON_RECORD.format(kind="member", subject="NEW.member")),
    (
        "role_change_is_decided_once", "role_change", "UPDATE",
        """OLD.decision IS NOT NULL AND (NEW.decision IS DISTINCT FROM OLD.decision
            OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at)""",
    ),
    (
        "role_change_is_decided_by_an_admin", "role_change", "UPDATE",
        "NEW.decision IS NOT NULL AND OLD.decision IS NULL AND NOT " + _ADMIN.format(who="NEW.decided_by"),
    ),
    (
        "role_change_is_agreed_by_another", "role_change", "UPDATE",
        """NEW.decision = 'agreed' AND OLD.decision IS NULL AND NEW.decided_by = NEW.proposed_by
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.proposed_by AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')""",
    ),
)  # fmt: skip

_TIMES = (
    (
        "approval_is_of_its_time", "approval", "INSERT",
        f"""NEW.at > (SELECT max(a.at) {_ABOUT_IT}) + {CLOCKS_DIFFER}
        OR NEW.at < (SELECT min(a.at) {_ABOUT_IT}) - {CLOCKS_DIFFER}""",
    ),
    (
        "escalation_is_as_signed", "escalation", "INSERT",
        """NOT EXISTS (SELECT 1 FROM stage_terms t WHERE t.edition = NEW.edition AND t.ordinal = NEW.ordinal
            AND t.hours > 0 AND t.escalate_to = NEW.told)""",
    ),
    ("escalation_comes_on_record", "escalation", "INSERT", _ON_RECORD.format(kind="edition", subject="NEW.edition")),
)  # fmt: skip
