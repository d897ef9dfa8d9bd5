"""The rules of the guards of `adoption_tables`: what is kept as sent though nothing was sent from here, and by whom."""

from __future__ import annotations

ADOPTED = """EXISTS (SELECT 1 FROM adoption o
    WHERE o.delivery = {delivery} AND o.step = {step} AND o.remote_id = {remote_id})"""
"""SQL: whether a step was done elsewhere and gave that post."""
ADOPTION = (
    (
        "adoption_is_of_a_held_delivery", "adoption", "INSERT",
        "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state = 'held')",
    ),
    (
        "adoption_is_of_what_came_along", "adoption", "INSERT",
        """NOT EXISTS (SELECT 1 FROM delivery d JOIN audit v ON v.sequence > d.position
                AND v.action = 'workspace.verified_first'
            WHERE d.id = NEW.delivery AND NOT EXISTS (SELECT 1 FROM audit i WHERE i.sequence > v.sequence
                AND i.action = 'delivery.intend' AND i.subject_kind = 'delivery' AND i.subject_id = d.id))""",
    ),
    (
        "adoption_leaves_no_attempt_open", "adoption", "INSERT",
        "EXISTS (SELECT 1 FROM attempt a WHERE a.delivery = NEW.delivery AND a.state IN ('open', 'unknown'))",
    ),
    (
        "adoption_is_of_an_undone_public_step", "adoption", "INSERT",
        """NOT EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step
            AND s.done_at IS NULL AND s.step_class IN ('flip', 'keyed', 'public'))""",
    ),
    (
        "adoption_is_by_a_publisher", "adoption", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,publisher,%')""",
    ),
    (
        "adoption_comes_on_record", "adoption", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence AND a.action = 'delivery.adopt'
            AND a.actor = 'member:' || NEW."by" AND a.subject_kind = 'delivery' AND a.subject_id = NEW.delivery)""",
    ),
    (
        "delivery_is_sent_unsent_by_adoption", "delivery", "UPDATE",
        """OLD.state = 'held' AND NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM adoption o
            WHERE o.delivery = NEW.id AND o.audit_sequence = NEW.audit_sequence)""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""

ADOPTION_FIXED: dict[str, tuple[str, ...]] = {
    "adoption": ("delivery", "step", "remote_id", "url", "observed", "by", "at", "audit_sequence"),
}
"""As in `guard_rules.FIXED`: none of it ever changes, and none of it is deleted."""
