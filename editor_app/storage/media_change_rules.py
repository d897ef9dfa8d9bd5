"""The rules of the guards of `media_change_tables`: pictures go where one admin proposes and another one agrees."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from editor_app.storage.media_setting import MEDIA

_ADMIN = """EXISTS (SELECT 1 FROM member m WHERE m.id = {who} AND m.state = 'confirmed'
    AND (',' || m.roles || ',') LIKE '%,admin,%')"""
_NOT_AGREED = f"""NEW.name = '{MEDIA}' AND NOT EXISTS (SELECT 1 FROM media_change c
    WHERE c.decision = 'agreed' AND c.becomes = NEW.value AND c.number =
        (SELECT max(o.number) FROM media_change o WHERE o.decision = 'agreed'))"""

MEDIA_CHANGE = (
    (
        "media_change_follows", "media_change", "INSERT",
        """NEW.decision IS NOT NULL
        OR NEW.number <> coalesce((SELECT max(o.number) FROM media_change o), 0) + 1
        OR EXISTS (SELECT 1 FROM media_change o WHERE o.decision IS NULL)""",
    ),
    ("media_change_is_by_an_admin", "media_change", "INSERT", "NOT " + _ADMIN.format(who="NEW.proposed_by")),
    (
        "media_change_comes_on_record", "media_change", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW.proposed_by AND a.subject_kind = 'workspace')""",
    ),
    (
        "media_change_is_decided_once", "media_change", "UPDATE",
        """OLD.decision IS NOT NULL AND (NEW.decision IS DISTINCT FROM OLD.decision
            OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at)""",
    ),
    (
        "media_change_is_decided_by_an_admin", "media_change", "UPDATE",
        "NEW.decision IS NOT NULL AND OLD.decision IS NULL AND NOT " + _ADMIN.format(who="NEW.decided_by"),
    ),
    (
        "media_change_is_agreed_by_another", "media_change", "UPDATE",
        """NEW.decision = 'agreed' AND OLD.decision IS NULL AND NEW.decided_by = NEW.proposed_by
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.proposed_by AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')""",
    ),
    ("media_is_placed_by_agreement", "setting", "INSERT", _NOT_AGREED),
    ("media_moves_by_agreement", "setting", "UPDATE", _NOT_AGREED),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

MEDIA_CHANGE_FIXED: dict[str, tuple[str, ...]] = {
    "media_change": ("number", "becomes", "proposed_by", "proposed_at", "audit_sequence"),
}
"""As in `guard_rules.FIXED`: what was proposed never changes, and nothing of it is deleted."""
