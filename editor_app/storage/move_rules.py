"""The rule of a workspace that has moved: nothing is written into it any more."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

MOVED = "moved"
"""The setting that says where the workspace went; it stays behind when the workspace is exported."""
MOVE = (
    ("audit_ends_with_a_move", "audit", "INSERT", f"EXISTS (SELECT 1 FROM setting s WHERE s.name = '{MOVED}')"),
)  # fmt: skip
"""As in `guard_rules.RULES`; every write begins with an audit row."""
