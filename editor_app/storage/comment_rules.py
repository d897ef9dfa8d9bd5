"""The rules of the guards of `comment_tables`: who speaks, in what order, and how a thread may end."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from editor_app.storage.packet_rules import READ_OUTSIDE

_BY_A_MEMBER = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND m.roles <> 'worker' AND m.roles <> '')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = '{kind}' AND a.subject_id = NEW.{subject})"""
_LAST = """coalesce((SELECT c.ending FROM comment_closing c WHERE c.thread = NEW.thread
    AND c.ordinal = (SELECT max(o.ordinal) FROM comment_closing o WHERE o.thread = NEW.thread)), 'reopened')"""
_FOLLOWS = "NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM {table} o WHERE {same}), 0) + 1"
_SAME_READER = 'o.edition = NEW.edition AND o.account = NEW.account AND o."by" = NEW."by"'

COMMENTS = (
    ("comment_is_by_a_member", "comment_thread", "INSERT", _BY_A_MEMBER),
    ("comment_comes_on_record", "comment_thread", "INSERT", _ON_RECORD.format(kind="comment", subject="id")),
    (
        "comment_is_on_a_revision_of_its_document", "comment_thread", "INSERT",
        """NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision AND r.document = NEW.document)""",
    ),
    ("remark_is_by_a_member", "comment_remark", "INSERT", _BY_A_MEMBER),
    ("remark_comes_on_record", "comment_remark", "INSERT", _ON_RECORD.format(kind="comment", subject="thread")),
    (
        "remark_follows", "comment_remark", "INSERT",
        _FOLLOWS.format(table="comment_remark", same="o.thread = NEW.thread"),
    ),
    ("closing_is_by_a_member", "comment_closing", "INSERT", _BY_A_MEMBER),
    ("closing_comes_on_record", "comment_closing", "INSERT", _ON_RECORD.format(kind="comment", subject="thread")),
    (
        "closing_follows", "comment_closing", "INSERT",
        _FOLLOWS.format(table="comment_closing", same="o.thread = NEW.thread"),
    ),
    (
        "thread_is_closed_while_open", "comment_closing", "INSERT",
        "(NEW.ending = 'reopened') = (" + _LAST + " = 'reopened')",
    ),
    (
        "suggestion_is_applied_or_rejected", "comment_closing", "INSERT",
        """NEW.ending IN ('applied', 'rejected') AND NOT EXISTS
            (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread AND t.replacement IS NOT NULL)""",
    ),
    (
        "suggestion_is_applied_by_its_author", "comment_closing", "INSERT",
        """NEW.revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM comment_thread t
            JOIN revision r ON r.document = t.document
            WHERE t.id = NEW.thread AND r.id = NEW.revision AND r.author = NEW."by")""",
    ),
    (
        "must_is_resolved_by_who_asked_or_a_reviewer", "comment_closing", "INSERT",
        """NEW.ending IN ('resolved', 'rejected') AND NOT EXISTS (SELECT 1 FROM comment_thread t
            JOIN member m ON m.id = NEW."by" WHERE t.id = NEW.thread AND (t.is_must = 0 OR t."by" = m.id
                OR (',' || m.roles || ',') LIKE '%,reviewer,%'))""",
    ),
    ("reading_is_by_a_member", "reading", "INSERT", _BY_A_MEMBER),
    ("reading_comes_on_record", "reading", "INSERT", _ON_RECORD.format(kind="edition", subject="edition")),
    ("reading_follows", "reading", "INSERT", _FOLLOWS.format(table="reading", same=_SAME_READER)),
    (
        "reading_is_of_an_account_of_the_edition", "reading", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition_account e
            WHERE e.edition = NEW.edition AND e.account = NEW.account)""",
    ),
    (
        "proof_is_read_to_the_end", "approval", "INSERT",
        """NEW.decision = 'approve' AND EXISTS (SELECT 1 FROM edition_stage s
            WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.kind = 'proof')
        AND EXISTS (SELECT 1 FROM edition_account e WHERE e.edition = NEW.edition AND NOT EXISTS
            (SELECT 1 FROM reading r WHERE r.edition = e.edition AND r.account = e.account
                AND r."by" = NEW."by" AND r.reached = r.total)
            AND NOT """ + READ_OUTSIDE + ")",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
COMMENT_KEPT = ("comment_thread", "comment_remark", "comment_closing", "reading")
COMMENT_FIXED = {
    "comment_thread": (
        "id", "document", "revision", "field", "subject", "account", "quote", "prefix", "suffix", "start", "is_must",
        "replacement", "by", "at", "audit_sequence",
    ),
    "comment_remark": ("thread", "ordinal", "words", "mentions", "by", "at", "audit_sequence"),
    "comment_closing": ("thread", "ordinal", "ending", "reason", "revision", "by", "at", "audit_sequence"),
    "reading": ("edition", "account", "by", "ordinal", "reached", "total", "at", "audit_sequence"),
}  # fmt: skip
"""Nothing that was said is changed or taken away."""
