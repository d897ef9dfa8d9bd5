"""A reading has one form, and another sentence or another order is another reading."""

import pytest

from editor_app.domain.canonical import Json
from editor_app.domain.identifiers import AccountId, Digest
from editor_app.domain.variant_read import VariantRead, sentences_digest, variant_read_of

A, B = Digest("a" * 64), Digest("b" * 64)
READ = VariantRead(AccountId("x"), A, B, 2)


def test_a_reading_comes_back_as_it_was_written() -> None:
    assert variant_read_of(READ.as_json()) == READ


@pytest.mark.parametrize(
    "wrong", [["x", A, B, 0], ["x", A, B, 2, 3], ["x", A, B], ["x", "a", B, 2], ["x", A, B, True], "x", None]
)
def test_anything_else_is_no_reading(wrong: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        variant_read_of(wrong)


def test_another_sentence_or_order_is_another_reading() -> None:
    said = {
        sentences_digest(one) for one in (["一。", "二。"], ["二。", "一。"], ["一。二。"], ["一。", "二。", "二。"])
    }
    assert len(said) == 4
