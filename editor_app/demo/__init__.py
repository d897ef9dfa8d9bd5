"""The demonstration: the whole main job once on a practice office, with the services and windows of everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run it; returns 0 when every account shows a receipt and a proven read-back."""
    from editor_app.demo.job import run

    return run(arguments)
