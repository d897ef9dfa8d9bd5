"""The rule of the guard of posts that notify people: none goes out that was not held first and released by a member."""

from __future__ import annotations

ANNOUNCED = (
    (
        "announcement_is_confirmed", "attempt", "INSERT",
        """EXISTS (SELECT 1 FROM delivery_step s
            WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step AND s.name = 'announce')
        AND NOT EXISTS (SELECT 1 FROM audit h JOIN audit r ON r.subject_id = h.subject_id AND r.sequence > h.sequence
            WHERE h.subject_kind = 'delivery' AND h.subject_id = NEW.delivery AND h.action = 'delivery.hold'
            AND r.subject_kind = 'delivery' AND r.action = 'delivery.release' AND r.actor LIKE 'member:%')""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`; which hold it must be, `services.confirming` says."""
