from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.audit import GENESIS, Actor, AuditRow, Subject, first_break, row_hash
from tests.domain.made import NOON, moments, texts


def chain(length: int) -> list[AuditRow]:
    rows: list[AuditRow] = []
    previous = GENESIS
    for number in range(1, length + 1):
        row = AuditRow(
            number,
            "t",
            NOON,
            Actor("member:1", "沈知言"),
            "document.save",
            Subject("document", "d"),
            "{}",
            previous,
            "",
        )
        rows.append(replace(row, hash=row_hash(row)))
        previous = rows[-1].hash
    return rows


@given(st.integers(0, 12))
def test_an_untouched_chain_holds(length: int) -> None:
    assert first_break(chain(length)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"transaction": "u"},
        {"at": NOON.replace(hour=5)},
        {"actor": Actor("member:2", "沈知言")},
        {"actor": Actor("member:1", "何敬之")},
        {"action": "document.void"},
        {"subject": Subject("edition", "d")},
        {"subject": Subject("document", "e")},
        {"detail": '{"a":1}'},
        {"previous": "1" * 64},
        {"hash": "1" * 64},
    ],
)
def test_any_change_of_a_row_is_found_at_that_row(change: dict[str, object]) -> None:
    rows = chain(5)
    rows[2] = replace(rows[2], **change)
    assert first_break(rows) == 3


def test_a_row_that_was_altered_and_hashed_anew_is_found_at_the_next() -> None:
    rows = chain(5)
    forged = replace(rows[2], detail='{"a":1}')
    rows[2] = replace(forged, hash=row_hash(forged))
    assert first_break(rows) == 4


def test_a_row_that_was_taken_out_is_found() -> None:
    rows = chain(5)
    del rows[2]
    assert first_break(rows) == 3


def test_a_chain_is_checked_page_by_page() -> None:
    rows = chain(6)
    assert first_break(rows[3:], rows[2].hash, 3) is None
    assert first_break(rows[3:], GENESIS, 3) == 4


@given(texts, texts, moments)
def test_moving_characters_between_fields_changes_the_hash(one: str, other: str, at: object) -> None:
    row = chain(1)[0]
    left = replace(row, action=one, detail=other, at=at)
    right = replace(row, action=one + other[:1], detail=other[1:], at=at)
    assert (row_hash(left) == row_hash(right)) == (other == "")
