"""The rules of the guards of `message_tables`: who answers, never twice, and never while all sending is frozen."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

_BY_A_PUBLISHER = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,publisher,%')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)"""
_ENDED = """EXISTS (SELECT 1 FROM message_outcome o WHERE o.reply = {reply}
    AND o.outcome IN ('done', 'refused', 'absent'))"""
_SAME = "r.delivery = NEW.delivery AND r.message = NEW.message"

MESSAGES = (
    ("reply_is_by_a_publisher", "message_reply", "INSERT", _BY_A_PUBLISHER),
    ("reply_comes_on_record", "message_reply", "INSERT", _ON_RECORD),
    (
        "reply_is_below_what_is_out", "message_reply", "INSERT",
        "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state IN ('sent', 'verified'))",
    ),
    (
        "reply_stops_at_a_freeze", "message_reply", "INSERT",
        'EXISTS (SELECT 1 FROM "freeze" f WHERE f.lifted_at IS NULL)',
    ),
    (
        "reply_waits_for_the_one_before", "message_reply", "INSERT",
        "EXISTS (SELECT 1 FROM message_reply r WHERE " + _SAME + " AND NOT " + _ENDED.format(reply="r.id") + ")",
    ),
    (
        "reply_is_said_once", "message_reply", "INSERT",
        """EXISTS (SELECT 1 FROM message_reply r JOIN message_outcome o ON o.reply = r.id
            WHERE """ + _SAME + " AND r.words = NEW.words AND o.outcome = 'done')",
    ),
    ("outcome_is_by_a_publisher", "message_outcome", "INSERT", _BY_A_PUBLISHER),
    ("outcome_comes_on_record", "message_outcome", "INSERT", _ON_RECORD),
    (
        "outcome_is_of_its_reply", "message_outcome", "INSERT",
        "NOT EXISTS (SELECT 1 FROM message_reply r WHERE r.id = NEW.reply AND r.delivery = NEW.delivery)",
    ),
    (
        "outcome_follows", "message_outcome", "INSERT",
        "NEW.ordinal <> coalesce((SELECT max(o.ordinal) FROM message_outcome o WHERE o.reply = NEW.reply), 0) + 1",
    ),
    ("outcome_stands", "message_outcome", "INSERT", _ENDED.format(reply="NEW.reply")),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
MESSAGE_FIXED = {
    "message_reply": (
        "id", "delivery", "message", "mark", "words", "request_digest", "by", "at", "boot", "boot_microseconds",
        "audit_sequence",
    ),
    "message_outcome": (
        "reply", "ordinal", "delivery", "outcome", "remote_id", "url", "reason", "by", "at", "audit_sequence",
    ),
}  # fmt: skip
"""Nothing that was said to the public is changed or taken away."""
