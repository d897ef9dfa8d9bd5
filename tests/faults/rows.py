"""Every platform of the matrix, and those that are tried elsewhere: faults, kills and requests run over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import grounds, letter_grounds, social_grounds

if TYPE_CHECKING:
    from tests.faults.grounds import Row

ROWS: tuple[Row, ...] = (*grounds.ROWS, *social_grounds.ROWS, *letter_grounds.ROWS)
ELSEWHERE = {
    "bluesky": "tests/live/test_fault_matrix.py, on a real PDS",
    "ghost": "tests/live/test_fault_matrix.py, on a real Ghost",
    "hand_off": "a person posts by hand and nothing is sent; tests/services/test_handing_off.py",
    "wordpress": "tests/live/test_fault_matrix.py, on a real WordPress",
}
"""Platforms without a row, each with the place of their matrix or the reason."""
