"""The rules of the guards of people and their keys, and of a freeze: who comes in, whose key counts, what ends once."""

from __future__ import annotations

PEOPLE = (
    (
        "member_signs_with_own_key", "member", "UPDATE",
        """NEW."key" IS NOT NULL AND NEW."key" IS DISTINCT FROM OLD."key"
        AND NOT EXISTS (SELECT 1 FROM member_key k WHERE k.id = NEW."key" AND k.member = NEW.id)""",
    ),
    (
        "member_key_is_confirmed", "member", "UPDATE",
        """NEW.state = 'confirmed' AND (OLD.state <> 'confirmed' OR NEW."key" IS DISTINCT FROM OLD."key")
        AND NOT EXISTS (SELECT 1 FROM member_key k
            WHERE k.id = NEW."key" AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)""",
    ),
    ("member_comes_invited", "member", "INSERT", "NEW.state <> 'invited' OR NEW.\"key\" IS NOT NULL"),
    (
        "key_comes_unconfirmed", "member_key", "INSERT",
        "NEW.confirmed_by IS NOT NULL OR NEW.confirmed_at IS NOT NULL OR NEW.revoked_at IS NOT NULL",
    ),
    (
        "key_is_confirmed_once", "member_key", "UPDATE",
        """OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at
            OR NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by)""",
    ),
    (
        "key_is_revoked_for_good", "member_key", "UPDATE",
        "OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at",
    ),
    (
        "key_is_confirmed_by_an_admin", "member_key", "UPDATE",
        """NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NOT EXISTS (SELECT 1 FROM member a
            WHERE a.id = NEW.confirmed_by AND (',' || a.roles || ',') LIKE '%,admin,%'
            AND (a.state = 'confirmed' OR a.id = NEW.member))""",
    ),
    (
        "key_is_confirmed_by_another", "member_key", "UPDATE",
        """NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NEW.confirmed_by = NEW.member
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.member AND a.state = 'confirmed'
            AND (',' || a.roles || ',') LIKE '%,admin,%')""",
    ),
    (
        "admin_is_invited_by_one_and_confirmed_by_another", "member_key", "UPDATE",
        """NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL
        AND EXISTS (SELECT 1 FROM member m WHERE m.id = NEW.member AND (',' || m.roles || ',') LIKE '%,admin,%')
        AND EXISTS (SELECT 1 FROM member a WHERE a.id <> NEW.member AND a.id <> NEW.confirmed_by
            AND a.state = 'confirmed' AND (',' || a.roles || ',') LIKE '%,admin,%')
        AND EXISTS (SELECT 1 FROM audit l WHERE l.subject_kind = 'member' AND l.subject_id = NEW.member
            AND l.action = 'member.add' AND l.actor = 'member:' || NEW.confirmed_by)""",
    ),
    (
        "freeze_is_lifted_once", "freeze", "UPDATE",
        "OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS DISTINCT FROM OLD.lifted_at",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
