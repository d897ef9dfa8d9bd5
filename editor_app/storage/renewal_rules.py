"""The rules of the guards of `renewal_tables`: who looks at an approval again, and until when it may be used then."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from editor_app.storage.duty_rules import CLOCKS_DIFFER

_HOUR = 3_600_000_000
_NEEDS = "(SELECT s.needs FROM edition_stage s WHERE s.edition = {row}.edition AND s.ordinal = {row}.stage)"
_COMPLETE = f"""(SELECT count(*) FROM renewal o
    WHERE o.edition = {{row}}.edition AND o.round = {{row}}.round) >= {_NEEDS}"""
_AUTHOR_SINCE = """(SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND pe.number < e.number AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn')))"""

RENEWAL = (
    (
        "renewal_is_of_an_approval_with_a_latest_use", "renewal", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e JOIN edition_use u ON u.edition = e.id
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)""",
    ),
    (
        "renewal_is_of_the_last_stage", "renewal", "INSERT",
        "NEW.stage <> (SELECT max(s.ordinal) FROM edition_stage s WHERE s.edition = NEW.edition)",
    ),
    (
        "renewal_follows", "renewal", "INSERT",
        """NEW.round <> 1 + coalesce((SELECT max(r.round) FROM renewal r WHERE r.edition = NEW.edition
            AND """ + _COMPLETE.format(row="r") + "), 0)",
    ),
    (
        "renewal_is_by_who_signs_the_last_stage", "renewal", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,' || coalesce((SELECT t.role FROM stage_terms t
                WHERE t.edition = NEW.edition AND t.ordinal = NEW.stage), 'reviewer') || ',%')
        OR (EXISTS (SELECT 1 FROM stage_signer s WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage)
            AND NOT EXISTS (SELECT 1 FROM stage_signer s
                WHERE s.edition = NEW.edition AND s.ordinal = NEW.stage AND s.member = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM approval a
                WHERE a.edition = NEW.edition AND a.stage = NEW.stage AND a."by" = NEW."by")
            AND NOT EXISTS (SELECT 1 FROM renewed_for f
                JOIN stage_signer s ON s.edition = f.edition AND s.ordinal = NEW.stage AND s.member = f.principal
                JOIN deputy d ON d.id = f.deputy AND d.ended_at IS NULL
                JOIN audit l ON l.sequence = f.audit_sequence
                WHERE f.edition = NEW.edition AND f.round = NEW.round AND f."by" = NEW."by"
                AND d.begins_at <= NEW.at AND NEW.at < d.ends_at AND l.at < d.ends_at))""",
    ),
    (
        "renewal_is_for_somebody_who_could_look", "renewal", "INSERT",
        """EXISTS (SELECT 1 FROM renewed_for f JOIN edition e ON e.id = f.edition
            WHERE f.edition = NEW.edition AND f.round = NEW.round AND f."by" = NEW."by" AND (
                e.submitted_by = f.principal
                OR EXISTS (SELECT 1 FROM approval a
                    WHERE a.edition = e.id AND a.stage <> NEW.stage AND a."by" = f.principal)
                OR EXISTS (SELECT 1 FROM renewal r
                    WHERE r.edition = e.id AND r.round = NEW.round AND r."by" = f.principal)
                OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                    AND r.author = f.principal AND r.number <= h.number AND r.number > """ + _AUTHOR_SINCE + ")))",
    ),
    (
        "renewal_is_not_given_by_deputy_as_well", "renewal", "INSERT",
        """EXISTS (SELECT 1 FROM renewed_for f
            JOIN renewal r ON r.edition = f.edition AND r.round = f.round AND r."by" = f."by"
            WHERE f.edition = NEW.edition AND f.round = NEW.round AND f.principal = NEW."by")""",
    ),
    (
        "renewed_for_is_by_the_deputy", "renewed_for", "INSERT",
        """NOT EXISTS (SELECT 1 FROM deputy d WHERE d.id = NEW.deputy AND d.ended_at IS NULL
            AND d.principal = NEW.principal AND d.deputy = NEW."by")""",
    ),
    (
        "renewed_for_comes_before_the_look", "renewed_for", "INSERT",
        """EXISTS (SELECT 1 FROM renewal r
            WHERE r.edition = NEW.edition AND r.round = NEW.round AND r."by" = NEW."by")""",
    ),
    (
        "renewed_for_comes_on_record", "renewed_for", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)""",
    ),
    (
        "renewal_is_not_an_authors_or_submitters", "renewal", "INSERT",
        """EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND (e.submitted_by = NEW."by"
            OR EXISTS (SELECT 1 FROM revision r JOIN revision h ON h.id = e.revision WHERE r.document = e.document
                AND r.author = NEW."by" AND r.number <= h.number AND r.number > """ + _AUTHOR_SINCE + ")))",
    ),
    (
        "renewal_is_not_by_an_earlier_stage", "renewal", "INSERT",
        """EXISTS (SELECT 1 FROM approval a
            WHERE a.edition = NEW.edition AND a.stage <> NEW.stage AND a."by" = NEW."by")""",
    ),
    (
        "renewal_is_under_the_signers_key", "renewal", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)""",
    ),
    (
        "renewal_is_of_its_time", "renewal", "INSERT",
        f"""EXISTS (SELECT 1 FROM audit a
            WHERE a.sequence = NEW.audit_sequence AND NEW.at > a.at + {CLOCKS_DIFFER})""",
    ),
    (
        "renewal_comes_on_record", "renewal", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'edition' AND a.subject_id = NEW.edition)""",
    ),
    (
        "attempt_is_in_time_of_its_approval", "attempt", "INSERT",
        f"""EXISTS (SELECT 1 FROM delivery d JOIN edition_use u ON u.edition = d.edition
            WHERE d.id = NEW.delivery AND NEW.begun_at > u.hours * {_HOUR}
                + (SELECT max(a.at) FROM approval a WHERE a.edition = d.edition AND a.decision = 'approve')
            AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.edition = d.edition
                AND NEW.begun_at <= u.hours * {_HOUR} + r.at AND {_COMPLETE.format(row="r")}))""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

RENEWAL_FIXED: dict[str, tuple[str, ...]] = {
    "renewal": (
        "edition", "round", "by", "stage", "key", "digest", "audit_head", "at", "made_in", "signature",
        "audit_sequence",
    ),
    "renewed_for": ("edition", "round", "by", "principal", "deputy", "audit_sequence"),
}  # fmt: skip
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
