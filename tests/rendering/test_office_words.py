"""Refused Office files in words."""

import pytest

from editor_app.rendering.limited import JobFailed
from editor_app.rendering.office_words import refusal


@pytest.mark.parametrize(
    ("code", "word"),
    [("bomb", "unpacks"), ("entities", "attacks"), ("locked", "password"), ("no_sheet", "sheet"), ("?", "damaged")],
)
def test_each_reason_has_its_sentence_and_next_step(code: str, word: str) -> None:
    said = refusal(JobFailed(code, {}), "a.docx")
    assert word in str(said)
    assert str(said.next_step)


def test_too_many_rows_are_counted() -> None:
    assert "30000 rows" in str(refusal(JobFailed("too_many_rows", {"rows": 30_000}), "a.xlsx"))
