"""Names of a package lead nowhere; every check has its sentence for both outcomes."""

import pytest

from editor_app.domain.evidence import FAILS, HOLDS, NAME, Check, Fault, edition_file, media_file


def test_every_check_says_what_holds_and_what_does_not() -> None:
    assert set(HOLDS) == set(FAILS) == set(Check)


def test_a_fault_names_its_place() -> None:
    assert "readme.txt" in str(Fault(Check.LISTING, "readme.txt").words)
    assert "{" not in str(Fault(Check.CHAIN, "").words)


@pytest.mark.parametrize("name", ["../x", "/x", "x/../y", "a\\b", "C:x", "x/", "", ".x", "a//b", "a b", "x" * 81, "é"])
def test_a_name_that_leads_out_is_none(name: str) -> None:
    assert NAME.fullmatch(name) is None


def test_our_own_names_are_names() -> None:
    for name in ("manifest.json", edition_file(12, "sheet.zh.pdf"), media_file("0" * 64), "audit/rows.jsonl"):
        assert NAME.fullmatch(name)
