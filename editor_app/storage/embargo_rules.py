"""The rules of the guards of `embargo_tables`: who tightens, who consents to loosening, and what waits meanwhile."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

_BY = """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,{role},%')"""
_ON_RECORD = """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
    AND a.subject_kind = 'document' AND a.subject_id = NEW.document)"""
_IN_FORCE = """embargo o WHERE o.document = {document} AND o.ordinal = (SELECT max(i.ordinal) FROM embargo i
    WHERE i.document = {document} AND (i.wish = 0 OR EXISTS (SELECT 1 FROM embargo_consent c
        WHERE c.document = i.document AND c.ordinal = i.ordinal)))"""
"""The step that counts for a document, as `o`; open for more conditions."""
_NOT_LISTED = "o.members <> '*' AND o.members NOT LIKE '%,' || {who} || ',%'"
_NOT_PUBLIC = """NOT EXISTS (SELECT 1 FROM edition pe JOIN delivery pd ON pd.edition = pe.id
    WHERE pe.document = {document} AND pd.state IN ('sent', 'verified', 'withdrawn'))"""


def _unlisted(document: str, who: str) -> str:
    """SQL: an embargo hides `document` from `who`."""
    force, public = _IN_FORCE.format(document=document), _NOT_PUBLIC.format(document=document)
    return f"EXISTS (SELECT 1 FROM {force} AND {_NOT_LISTED.format(who=who)}) AND {public}"


def hidden_from(who: str) -> str:
    """SQL: the documents that an embargo hides from `who`."""
    force, public = _IN_FORCE.format(document="o.document"), _NOT_PUBLIC.format(document="o.document")
    return f"SELECT o.document FROM {force} AND {_NOT_LISTED.format(who=who)} AND {public}"


EMBARGO = (
    (
        "embargo_follows", "embargo", "INSERT",
        """NEW.ordinal <> coalesce((SELECT max(i.ordinal) FROM embargo i WHERE i.document = NEW.document), 0) + 1""",
    ),
    ("embargo_is_an_editors", "embargo", "INSERT", _BY.format(role="editor")),
    (
        "embargo_is_set_by_somebody_on_its_list", "embargo", "INSERT",
        """(NEW.members <> '*' AND NEW.members NOT LIKE '%,' || NEW."by" || ',%')
        OR EXISTS (SELECT 1 FROM """ + _IN_FORCE.format(document="NEW.document") + " AND "
        + _NOT_LISTED.format(who='NEW."by"') + ")",
    ),
    (
        "embargo_loosens_by_consent", "embargo", "INSERT",
        "NEW.wish = 0 AND EXISTS (SELECT 1 FROM " + _IN_FORCE.format(document="NEW.document") + """
            AND ((o."until" IS NOT NULL AND (NEW."until" IS NULL OR NEW."until" < o."until"))
            OR (o.members <> '*' AND (NEW.members = '*' OR EXISTS (SELECT 1 FROM member m
                WHERE NEW.members LIKE '%,' || m.id || ',%' AND o.members NOT LIKE '%,' || m.id || ',%')))))""",
    ),
    (
        "embargo_leaves_somebody_to_consent", "embargo", "INSERT",
        """NEW.wish = 0 AND NEW.members <> '*' AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id <> NEW."by"
            AND m.state = 'confirmed' AND (',' || m.roles || ',') LIKE '%,reviewer,%'
            AND NEW.members LIKE '%,' || m.id || ',%' AND NOT EXISTS
                (SELECT 1 FROM revision r WHERE r.document = NEW.document AND r.author = m.id))""",
    ),
    ("embargo_comes_on_record", "embargo", "INSERT", _ON_RECORD),
    (
        "consent_is_to_the_newest_wish", "embargo_consent", "INSERT",
        """NOT EXISTS (SELECT 1 FROM embargo w WHERE w.document = NEW.document AND w.ordinal = NEW.ordinal
            AND w.wish = 1 AND NOT EXISTS (SELECT 1 FROM embargo l
                WHERE l.document = w.document AND l.ordinal > w.ordinal))""",
    ),
    ("consent_is_a_reviewers", "embargo_consent", "INSERT", _BY.format(role="reviewer")),
    (
        "consent_is_a_second_persons", "embargo_consent", "INSERT",
        """EXISTS (SELECT 1 FROM embargo w WHERE w.document = NEW.document AND w.ordinal = NEW.ordinal
            AND w."by" = NEW."by")
        OR EXISTS (SELECT 1 FROM revision r WHERE r.document = NEW.document AND r.author = NEW."by")
        OR EXISTS (SELECT 1 FROM """ + _IN_FORCE.format(document="NEW.document") + " AND "
        + _NOT_LISTED.format(who='NEW."by"') + ")",
    ),
    (
        "consent_is_under_the_signers_key", "embargo_consent", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)""",
    ),
    ("consent_comes_on_record", "embargo_consent", "INSERT", _ON_RECORD),
    (
        "edition_keeps_the_embargo", "edition", "INSERT",
        "EXISTS (SELECT 1 FROM " + _IN_FORCE.format(document="NEW.document") + """
            AND o."until" > NEW.submitted_at AND (NEW.not_before IS NULL OR NEW.not_before < o."until"))
        AND """ + _NOT_PUBLIC.format(document="NEW.document"),
    ),
    ("revision_is_by_somebody_on_the_list", "revision", "INSERT", _unlisted("NEW.document", "NEW.author")),
    (
        "approval_is_by_somebody_on_the_list", "approval", "INSERT",
        "EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND "
        + _unlisted("e.document", 'NEW."by"') + ")",
    ),
    (
        "attempt_waits_for_the_embargo", "attempt", "INSERT",
        "EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery"
        " AND EXISTS (SELECT 1 FROM " + _IN_FORCE.format(document="e.document")
        + ' AND o."until" > NEW.begun_at) AND ' + _NOT_PUBLIC.format(document="e.document") + ")",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

EMBARGO_FIXED: dict[str, tuple[str, ...]] = {
    "embargo": ("document", "ordinal", "until", "members", "reason", "by", "at", "wish", "audit_sequence"),
    "embargo_consent": (
        "document", "ordinal", "by", "key", "digest", "audit_head", "at", "signature", "audit_sequence",
    ),
}  # fmt: skip
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
