"""The rules of the guards of `seen_tables`: what was read is what its digest says, a region is in a picture."""

from __future__ import annotations

SEEN = (
    (
        "observed_is_of_its_read_back", "observed", "INSERT",
        """NOT EXISTS (SELECT 1 FROM read_back r WHERE r.delivery = NEW.delivery AND r.ordinal = NEW.ordinal
            AND r.observed_digest = NEW.digest)""",
    ),
    (
        "region_is_of_a_picture", "comment_region", "INSERT",
        """NOT EXISTS (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread AND t.field = 'picture')""",
    ),
    (
        "region_comes_with_its_comment", "comment_region", "INSERT",
        """NOT EXISTS (SELECT 1 FROM comment_thread t WHERE t.id = NEW.thread
            AND t.audit_sequence = NEW.audit_sequence)""",
    ),
)  # fmt: skip
"""As in `guard_rules.RULES`."""
SEEN_FIXED = {
    "observed": ("delivery", "ordinal", "digest", "content"),
    "comment_region": ("thread", "x", "y", "width", "height", "audit_sequence"),
}
"""Nothing that was seen is changed or taken away."""
