"""The register in words and as a table for the authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Conflict
from editor_app.services import registered, registering
from editor_app.services.register_words import platform_words, save_table, standing_words, table
from editor_app.services.registering import Filing
from tests.services.registers import UNIT, for_real, page, portal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office

ENGINES = ("sqlite",)
TODAY = date(2026, 11, 28)


@pytest.fixture
def real(office: Office, tmp_path: Path) -> Office:
    office.connect("练习")
    portal(for_real(office), tmp_path)
    return office


def words(office: Office, name: str = "门户") -> str:
    return str(standing_words(page(office, name)))


def test_a_term_that_runs_into_a_year_whose_holidays_nobody_published_says_so(real: Office, tmp_path: Path) -> None:
    real.clock.turn(timedelta(days=30))
    portal(real, tmp_path, "新站")
    assert words(real, "新站") == "Opening: file by 2027-01-04 (holidays of 2027 are not known yet)"
    assert "not known" not in words(real)


def test_each_state_says_what_is_owed_and_by_when(real: Office) -> None:
    assert words(real, "练习") == "Practice: nothing is to be filed"
    assert words(real) == "Opening: file by 2026-12-04"
    real.clock.turn(timedelta(days=8))
    assert words(real) == "Opening: overdue since 2026-12-04"
    registering.enter(real.admin, "门户", UNIT)
    registering.file(real.admin, "门户", Filing("京-2026-11", TODAY))
    assert words(real) == "Filed on 2026-11-28"
    registering.enter(real.admin, "门户", UNIT)
    assert words(real) == "Change: file by 2026-12-11"
    registering.begin_closing(real.admin, "门户", "职能合并")
    assert words(real) == "Closing: file by 2026-12-11"
    registering.file(real.admin, "门户", Filing("", TODAY))
    assert words(real) == "Closed, filed on 2026-11-28"


def test_an_account_from_before_is_to_be_entered(office: Office, tmp_path: Path) -> None:
    portal(office, tmp_path)
    for_real(office)
    assert words(office) == "Not in the register yet"
    registered.call_missing(office.desk, office.admin.actor)
    assert words(office) == "Enter and file by 2026-12-04"


def test_the_table_has_everything_that_the_authority_asks_for_and_no_practice_account(real: Office) -> None:
    registering.enter(real.admin, "门户", UNIT)
    registering.file(real.admin, "门户", Filing("京-2026-11", TODAY, "首次备案"))
    made = table(real.desk, registered.registered(real.desk), "zh_CN")
    assert len(made.rows) == 1
    row = dict(zip(made.head, made.rows[0], strict=True))
    assert row["主办单位"] == "区政务公开办"
    assert row["承办或运维单位"] == "区融媒体中心"
    assert row["备案号"] == "京-2026-11"
    assert row["备案日期"] == "2026-11-28"
    assert row["备注"] == "首次备案"
    assert "门户" in made.rows[0]


def test_the_table_is_written_once_as_csv_or_as_a_page(real: Office, tmp_path: Path) -> None:
    save_table(real.desk, tmp_path / "a.csv", "zh_CN")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    save_table(real.desk, tmp_path / "a.html", "en")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(Conflict):
        save_table(real.desk, tmp_path / "a.csv", "zh_CN")


def test_a_platform_that_is_gone_keeps_its_name_in_the_table_and_the_office_reads_that_it_is_missing(
    real: Office,
) -> None:
    known = page(real)
    gone = replace(known.account, platform="fax")
    assert str(platform_words(real.desk, gone)) == "fax (not installed)"
    assert table(real.desk, [replace(known, account=gone)], "en").rows[0][2] == "fax"
