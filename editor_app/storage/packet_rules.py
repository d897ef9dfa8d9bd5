"""The rules of the guards of `packet_tables`: a reading is of these very bytes, and comes with its signed decision."""

from __future__ import annotations

READ_OUTSIDE = """EXISTS (SELECT 1 FROM packet_reading p WHERE p.edition = e.edition AND p.account = e.account
                AND p."by" = NEW."by" AND p.content = e.content_digest)"""
"""SQL: whether the signer of an approval says under the signature that the variant `e` was read to its end."""
PACKETS = (
    (
        "packet_reading_is_of_this_content", "packet_reading", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition_account e WHERE e.edition = NEW.edition AND e.account = NEW.account
            AND e.ordinal = NEW.ordinal AND e.content_digest = NEW.content)""",
    ),
    (
        "packet_reading_comes_before_the_signature", "packet_reading", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition AND a."by" = NEW."by")""",
    ),
    (
        "packet_reading_is_of_a_proof", "packet_reading", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.edition AND s.kind = 'proof')""",
    ),
    (
        "packet_reading_comes_on_record", "packet_reading", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence AND a.action = 'edition.approve'
            AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition
            AND a.detail LIKE '%"by":"' || NEW."by" || '"%')""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
PACKET_FIXED: dict[str, tuple[str, ...]] = {
    "packet_reading": (
        "edition", "by", "account", "ordinal", "content", "sentences", "total", "audit_sequence",
    ),
}  # fmt: skip
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
