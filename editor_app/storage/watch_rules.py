"""The rules of the guards of `watch_tables`: who may let an emergency pass, and who may say that an alarm was seen."""

from __future__ import annotations

_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)"""
_BY_A_PUBLISHER = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')"""
WATCH = (
    (
        "passing_is_an_emergencys", "passing", "INSERT",
        """NOT EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition
            WHERE d.id = NEW.delivery AND e.kind = 'emergency' AND e.state = 'approved' AND d.state = 'queued')""",
    ),
    (
        "passing_is_past_an_unknown_one", "passing", "INSERT",
        """NOT EXISTS (SELECT 1 FROM delivery d JOIN delivery o ON o.account = d.account AND o.id <> d.id
            WHERE d.id = NEW.delivery AND o.id = NEW.past AND o.state IN ('unknown', 'ask'))""",
    ),
    ("passing_is_by_a_publisher", "passing", "INSERT", _BY_A_PUBLISHER),
    ("passing_comes_on_record", "passing", "INSERT", _ON_RECORD),
    (
        "acknowledgement_is_of_an_alarm", "acknowledgement", "INSERT",
        """NOT EXISTS (SELECT 1 FROM read_back r WHERE r.delivery = NEW.delivery AND r.ordinal = NEW.ordinal
            AND r.verdict IN ('different', 'not-visible'))""",
    ),
    ("acknowledgement_is_by_a_publisher", "acknowledgement", "INSERT", _BY_A_PUBLISHER),
    ("acknowledgement_comes_on_record", "acknowledgement", "INSERT", _ON_RECORD),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
