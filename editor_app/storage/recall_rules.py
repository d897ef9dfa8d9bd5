"""The rules of the guards of `recall_tables`: nothing is called withdrawn, and no case closed, without a proof."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

_BY_A_PUBLISHER = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = {column} AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'recall' AND a.subject_id = {of})"""


def base(column: str) -> str:
    """SQL of the platform's own id of a post, without the mark of a change (`~` and a key of 16 digits)."""
    marked = f"length({column}) > 17 AND substr({column}, length({column}) - 16, 1) = '~'"
    return f"(CASE WHEN {marked} THEN substr({column}, 1, length({column}) - 17) ELSE {column} END)"


_PROVEN = """(w.state = 'verified' AND EXISTS (SELECT 1 FROM read_back b WHERE b.delivery = w.id
        AND b.verdict IN ('identical', 'platform-normalised') AND b.ordinal =
            (SELECT max(l.ordinal) FROM read_back l WHERE l.delivery = w.id)))"""
"""A delivery whose last read-back is as approved: for a withdrawal, that the post is gone."""
_WITHDRAWN = f"""EXISTS (SELECT 1 FROM delivery w JOIN edition e ON e.id = w.edition AND e.kind = 'withdrawal'
        JOIN delivery_step s ON s.delivery = w.id AND s.name = 'withdraw'
        WHERE w.account = {{of}}.account AND {base("s.remote_id")} = {{base}} AND {_PROVEN})"""
"""A withdrawal took this very post away, and it was read back as gone."""
_CORRECTED = f"""EXISTS (SELECT 1 FROM recall_edition r JOIN delivery w ON w.edition = r.edition
        JOIN delivery_step s ON s.delivery = w.id
        WHERE r.recall = i.recall AND w.account = i.account AND {_PROVEN}
        AND (i.measure = 'follow_up' OR {base("s.remote_id")} = {base("d.remote_id")}))"""

RECALL_FIXED: dict[str, tuple[str, ...]] = {
    "recall_case": ("id", "document", "kind", "reason", "opened_by", "opened_at", "audit_sequence"),
    "recall_item": ("recall", "ordinal", "delivery", "account", "url"),
    "recall_edition": ("edition", "recall"),
    "recall_proof": (
        "recall", "ordinal", "number", "outcome", "link", "screenshot", "note", "by", "at", "audit_sequence",
    ),
}  # fmt: skip
"""As in `guard_rules.FIXED`; nothing of them is ever deleted."""

RECALL = (
    (
        "delivery_is_withdrawn_by_proof", "delivery", "UPDATE",
        "NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND NOT "
        + _WITHDRAWN.format(of="NEW", base=base("NEW.remote_id"))
        + """ AND NOT EXISTS (SELECT 1 FROM recall_item i JOIN delivery d ON d.id = i.delivery
            JOIN recall_proof p ON p.recall = i.recall AND p.ordinal = i.ordinal AND p.outcome = 'gone'
            WHERE d.account = NEW.account AND """ + f"{base('d.remote_id')} = {base('NEW.remote_id')})",
    ),
    ("recall_comes_on_record", "recall_case", "INSERT", _ON_RECORD.format(of="NEW.id")),
    ("recall_comes_open", "recall_case", "INSERT", "NEW.closed_at IS NOT NULL"),
    (
        "recall_closes_once", "recall_case", "UPDATE",
        """OLD.closed_at IS NOT NULL AND (NEW.closed_at IS DISTINCT FROM OLD.closed_at
            OR NEW.closed_by IS DISTINCT FROM OLD.closed_by OR NEW.note <> OLD.note)""",
    ),
    (
        "recall_is_closed_by_a_publisher", "recall_case", "UPDATE",
        "NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND " + _BY_A_PUBLISHER.format(column="NEW.closed_by"),
    ),
    (
        "recall_closes_when_all_is_proven", "recall_case", "UPDATE",
        """NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND EXISTS (SELECT 1 FROM recall_item i
            LEFT JOIN delivery d ON d.id = i.delivery WHERE i.recall = NEW.id
            AND NOT EXISTS (SELECT 1 FROM recall_proof p WHERE p.recall = i.recall AND p.ordinal = i.ordinal)
            AND NOT ((NEW.kind = 'withdrawal' AND """ + _WITHDRAWN.format(of="i", base=base("d.remote_id")) + """)
                OR (NEW.kind = 'correction' AND """ + _CORRECTED + ")))",
    ),
    (
        "item_is_of_an_open_case", "recall_item", "INSERT",
        "NOT EXISTS (SELECT 1 FROM recall_case c WHERE c.id = NEW.recall AND c.closed_at IS NULL)",
    ),
    (
        "item_is_of_the_document", "recall_item", "INSERT",
        """NEW.delivery IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recall_case c
            JOIN edition e ON e.document = c.document JOIN delivery d ON d.edition = e.id
            WHERE c.id = NEW.recall AND d.id = NEW.delivery AND d.account = NEW.account)""",
    ),
    (
        "measure_stands_once_submitted", "recall_item", "UPDATE",
        """NEW.measure <> OLD.measure AND EXISTS (SELECT 1 FROM recall_edition r JOIN edition e ON e.id = r.edition
            WHERE r.recall = NEW.recall AND e.state IN ('in_review', 'approved'))""",
    ),
    (
        "recall_edition_is_of_the_case", "recall_edition", "INSERT",
        """NOT EXISTS (SELECT 1 FROM recall_case c JOIN edition e ON e.document = c.document
            WHERE c.id = NEW.recall AND e.id = NEW.edition AND e.kind = c.kind AND c.closed_at IS NULL)""",
    ),
    (
        "proof_is_of_an_open_case", "recall_proof", "INSERT",
        "NOT EXISTS (SELECT 1 FROM recall_case c WHERE c.id = NEW.recall AND c.closed_at IS NULL)",
    ),
    ("proof_is_a_publishers", "recall_proof", "INSERT", _BY_A_PUBLISHER.format(column='NEW."by"')),
    ("proof_comes_on_record", "recall_proof", "INSERT", _ON_RECORD.format(of="NEW.recall")),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
