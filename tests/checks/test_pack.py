from __future__ import annotations

from datetime import date

import pytest

from editor_app.checks.pack import CURRENT, in_force, is_installed, pack


def test_the_pack_says_when_its_sources_were_read() -> None:
    assert date.fromisoformat(pack().checked_on) <= date.today()  # noqa: DTZ011 - a date of a file, not of a place


def test_every_abbreviation_has_a_full_name() -> None:
    assert all(wording.better and wording.better != wording.word for wording in pack().abbreviations)


def test_the_newest_pack_is_in_force_and_inside_a_block_the_named_one_is() -> None:
    assert pack().version == CURRENT
    with in_force(CURRENT):
        assert pack().version == CURRENT


@pytest.mark.parametrize("version", ["2019.1", "../rule_packs/2026.11", "", "2026.11.toml"])
def test_a_pack_that_is_not_installed_is_not_replaced_by_another(version: str) -> None:
    assert not is_installed(version)
    with pytest.raises(KeyError), in_force(version):
        pass
    assert pack().version == CURRENT
