"""The rules of the guards of `emergency_tables`: who words, fills, opens and settles, and when the lane is closed."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

_SECOND_LOOK = 24 * 60 * 60 * 1_000_000
"""Microseconds; `domain.emergency.SECOND_LOOK` is the same, and a test compares them."""
_BY = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,{role},%')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = '{kind}' AND a.subject_id = NEW.{subject})"""
_UNDER_OWN_KEY = """NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
    WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
    AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)"""
_OVERDUE = f"""EXISTS (SELECT 1 FROM emergency o JOIN edition e ON e.id = o.edition WHERE e.state = 'approved'
    AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.edition = e.id)
    AND (SELECT max(a.at) FROM approval a WHERE a.edition = e.id) + {_SECOND_LOOK} < NEW.at)"""
_AUTHOR_SINCE = """(SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND pe.number < e.number AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn')))"""

EMERGENCY = (
    ("template_is_worded_by_an_admin", "emergency_template", "INSERT", _BY.format(role="admin")),
    (
        "template_follows", "emergency_template", "INSERT",
        """NEW.version <> coalesce((SELECT max(t.version) FROM emergency_template t WHERE t.name = NEW.name), 0) + 1""",
    ),
    (
        "template_comes_on_record", "emergency_template", "INSERT",
        _ON_RECORD.format(kind="template", subject="name"),
    ),
    ("filling_is_an_editors", "emergency_filling", "INSERT", _BY.format(role="editor")),
    (
        "filling_follows", "emergency_filling", "INSERT",
        """NEW.ordinal <> 1 + coalesce(
            (SELECT max(f.ordinal) FROM emergency_filling f WHERE f.document = NEW.document), 0)""",
    ),
    ("filling_comes_on_record", "emergency_filling", "INSERT", _ON_RECORD.format(kind="document", subject="document")),
    ("opening_is_by_an_admin", "lane_opening", "INSERT", _BY.format(role="admin")),
    ("opening_comes_on_record", "lane_opening", "INSERT", _ON_RECORD.format(kind="lane", subject="id")),
    (
        "emergency_waits_for_its_reviewer", "emergency", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency'
            AND e.state = 'in_review' AND e.document = NEW.document AND e.submitted_by = NEW."by"
            AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.edition = e.id))""",
    ),
    ("emergency_comes_on_record", "emergency", "INSERT", _ON_RECORD.format(kind="edition", subject="edition")),
    ("emergency_lane_is_open", "emergency", "INSERT", "NEW.opening IS NULL AND " + _OVERDUE),
    (
        "approval_of_an_emergency_has_its_lane", "approval", "INSERT",
        """EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency')
        AND NOT EXISTS (SELECT 1 FROM emergency o WHERE o.edition = NEW.edition)""",
    ),
    (
        "settlement_is_of_what_went_out", "settlement", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.kind = 'emergency'
            AND e.state = 'approved' AND e.digest = NEW.digest)""",
    ),
    ("settlement_is_a_reviewers", "settlement", "INSERT", _BY.format(role="reviewer")),
    ("settlement_is_under_the_signers_key", "settlement", "INSERT", _UNDER_OWN_KEY),
    (
        "settlement_is_a_second_persons", "settlement", "INSERT",
        """EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")
        OR EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND (e.submitted_by = NEW."by"
            OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                AND r.author = NEW."by" AND r.number <= h.number AND r.number > """ + _AUTHOR_SINCE + ")))",
    ),
    ("settlement_comes_on_record", "settlement", "INSERT", _ON_RECORD.format(kind="edition", subject="edition")),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

EMERGENCY_FIXED: dict[str, tuple[str, ...]] = {
    "emergency_template": ("name", "version", "kind", "wordings", "by", "at", "reason", "audit_sequence"),
    "emergency_filling": (
        "document", "ordinal", "template", "version", "wording", "digest", "slots", "by", "at", "audit_sequence",
    ),
    "lane_opening": ("id", "by", "at", "reason", "audit_sequence"),
    "emergency": ("edition", "document", "filling", "reason", "opening", "by", "at", "audit_sequence"),
    "settlement": (
        "edition", "verdict", "by", "key", "digest", "audit_head", "at", "note", "signature", "audit_sequence",
    ),
}  # fmt: skip
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
