"""The rules of the guards of `history_tables`: further parents come with their revision, names from an editor."""

from __future__ import annotations

HISTORY = (
    (
        "origin_is_an_earlier_one", "revision_origin", "INSERT",
        """NOT EXISTS (SELECT 1 FROM revision r JOIN revision p ON p.document = r.document
            WHERE r.id = NEW.revision AND p.id = NEW.parent AND p.number < r.number - 1)""",
    ),
    (
        "origin_comes_with_its_revision", "revision_origin", "INSERT",
        """EXISTS (SELECT 1 FROM revision r JOIN revision n ON n.document = r.document AND n.number > r.number + 1
            WHERE r.id = NEW.revision)""",
    ),
    (
        "origin_comes_on_record", "revision_origin", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'document' AND a.subject_id = NEW.document
            AND a.detail LIKE '%' || NEW.revision || '%')""",
    ),
    (
        "milestone_is_by_an_editor", "milestone", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,editor,%')""",
    ),
    (
        "milestone_comes_on_record", "milestone", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a JOIN revision r ON r.id = NEW.revision
            WHERE a.sequence = NEW.audit_sequence AND a.subject_kind = 'document' AND a.subject_id = r.document
            AND a.detail LIKE '%' || NEW.revision || '%')""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
HISTORY_FIXED: dict[str, tuple[str, ...]] = {
    "revision_origin": ("revision", "parent", "document", "audit_sequence"),
    "milestone": ("revision", "ordinal", "name", "by", "at", "audit_sequence"),
}
"""As in `guard_rules.FIXED`; rows of these tables are never deleted either."""
