"""Every deed as a command: for scripts, for tests and for people who can't use a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns 0 on success, 1 for “no, because”, 2 for wrong usage."""
    from editor_app.cli.program import run

    return run(arguments)
