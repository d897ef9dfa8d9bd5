from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import identity_number as rule


@pytest.mark.parametrize(
    "written", ["11010519491231002X", "110105 1949 1231 002x", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_an_identity_number_is_found_however_it_is_written(written: str) -> None:
    assert [f.place.excerpt for f in rule.check(Example(body=f"号码 {written}。").variant())] == [written]


@pytest.mark.parametrize("digits", ["110105194912310021", "110105188012310024", "110105194913310020"])
def test_a_wrong_checksum_or_an_impossible_birthday_is_no_identity_number(digits: str) -> None:
    assert not rule.is_identity_number(digits)
