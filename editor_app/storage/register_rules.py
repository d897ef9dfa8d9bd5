"""The rules of the guards of `register_tables`: who enters an account, what follows what, and what is stopped by it."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from editor_app.domain.register import ALWAYS, MOVES

_DAY = 86_400_000_000
_LONGEST = 60 * _DAY
"""No term runs longer, holidays included: 20 working days with two weeks of holidays in them are 42 days."""
_ALLOWED = " OR ".join(
    f"(coalesce({{before}}, '') = '{before.value if before else ''}' AND NEW.state = '{after.value}')"
    for before, after in sorted(MOVES, key=lambda move: (move[0] or "", move[1]))
)
_LAST = """(SELECT e.{column} FROM register_entry e WHERE e.account = {account} AND e.number =
    (SELECT max(l.number) FROM register_entry l WHERE l.account = e.account))"""
_NEVER_STOPPED = ", ".join(f"'{kind.value}'" for kind in sorted(ALWAYS))
_BEFORE = _LAST.format(column="state", account="NEW.account")

REGISTER = (
    (
        "entry_follows", "register_entry", "INSERT",
        """NEW.number <> 1 + coalesce((SELECT max(e.number) FROM register_entry e WHERE e.account = NEW.account), 0)
        OR NOT (""" + _ALLOWED.format(before=_BEFORE) + ")",
    ),
    (
        "entry_is_an_admins", "register_entry", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,admin,%')""",
    ),
    (
        "entry_comes_on_record", "register_entry", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'register' AND a.subject_id = NEW.account)""",
    ),
    (
        "opening_is_not_prolonged", "register_entry", "INSERT",
        f"""NEW.publish_until IS NOT NULL AND (NEW.publish_until > NEW.at + {_LONGEST}
        OR ({_BEFORE} = 'opening' AND NEW.publish_until >
            {_LAST.format(column="publish_until", account="NEW.account")})
        OR ({_BEFORE} IS NULL AND NEW.publish_until >
            (SELECT c.publish_until FROM register_call c WHERE c.account = NEW.account)))""",
    ),
    (
        "body_has_one_account_on_a_platform", "register_entry", "INSERT",
        """NEW.state <> 'closed' AND NEW.owner_unit <> '' AND NEW.exemption = '' AND EXISTS (SELECT 1
            FROM account n JOIN account o ON o.platform = n.platform AND o.id <> n.id AND n.platform <> 'hand_off'
            JOIN register_entry r ON r.account = o.id WHERE n.id = NEW.account AND r.owner_unit = NEW.owner_unit
            AND r.state <> 'closed' AND NOT EXISTS (SELECT 1 FROM register_entry l
                WHERE l.account = r.account AND l.number > r.number))""",
    ),
    (
        "call_is_of_an_account_without_entry", "register_call", "INSERT",
        f"""EXISTS (SELECT 1 FROM register_entry e WHERE e.account = NEW.account)
        OR NEW.publish_until > NEW.at + {_LONGEST}""",
    ),
    (
        "call_comes_on_record", "register_call", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'register' AND a.subject_id = NEW.account)""",
    ),
    (
        "attempt_is_to_a_registered_account", "attempt", "INSERT",
        f"""EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery
            AND e.kind NOT IN ({_NEVER_STOPPED}) AND (
                EXISTS (SELECT 1 FROM register_entry r WHERE r.account = NEW.account AND NOT EXISTS
                    (SELECT 1 FROM register_entry l WHERE l.account = r.account AND l.number > r.number)
                    AND (r.state = 'closed' OR (e.kind <> 'emergency' AND NEW.begun_at > r.publish_until)))
                OR (e.kind <> 'emergency' AND EXISTS (SELECT 1 FROM register_call c WHERE c.account = NEW.account
                    AND NEW.begun_at > c.publish_until AND NOT EXISTS
                    (SELECT 1 FROM register_entry r WHERE r.account = c.account)))))""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

REGISTER_FIXED: dict[str, tuple[str, ...]] = {
    "register_entry": (
        "account", "number", "state", "owner_unit", "operator_unit", "responsible", "filing_number", "filed_on",
        "due_on", "publish_until", "exemption", "note", "by", "at", "audit_sequence",
    ),
    "register_call": ("account", "at", "due_on", "publish_until", "audit_sequence"),
}  # fmt: skip
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
