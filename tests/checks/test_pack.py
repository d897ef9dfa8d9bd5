from __future__ import annotations

from datetime import date

from editor_app.checks.pack import pack


def test_the_pack_says_when_its_sources_were_read() -> None:
    assert date.fromisoformat(pack().checked_on) <= date.today()  # noqa: DTZ011 - a date of a file, not of a place


def test_every_abbreviation_has_a_full_name() -> None:
    assert all(wording.better and wording.better != wording.word for wording in pack().abbreviations)
