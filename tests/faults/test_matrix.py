"""Every fault on every platform through the real worker: one post each, and what is not as signed is seen."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.registry import Registry
from tests.faults.rows import ELSEWHERE, ROWS
from tests.faults.stage import quick_folder
from tests.faults.trial import EVERY, trial, wrong_with
from tests.services.kept import keep_full_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.grounds import Row
    from tests.services.kept import Kept
    from tests.services.office import Office


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The office that every row begins with a copy of."""
    return keep_full_office(tmp_path_factory.mktemp("kept") / "office", tmp_path_factory.mktemp("beside"))


@pytest.fixture
def office(kept: Kept) -> Iterator[Office]:
    """One of its own, in memory: what is tried here is order, not the disk."""
    folder = quick_folder("matrix-")
    office = kept.opened(folder / "office")
    yield office
    office.close()
    shutil.rmtree(folder, ignore_errors=True)


def test_every_platform_has_a_row_or_a_reason() -> None:
    rows = {row.platform for row in ROWS}
    assert set(Registry().names()) - rows - ELSEWHERE.keys() == set(), "name how it is tried, or why it isn't"
    assert not rows & ELSEWHERE.keys()
    assert all(len(reason) > 10 for row in ROWS for reason in row.lacks.values())


@pytest.mark.timeout(240)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_fault_loses_a_post_or_makes_two(row: Row, office: Office, tmp_path: Path) -> None:
    with row.begin(tmp_path, None) as ground, trial(office, row, ground) as at:
        came = [at.delivered("")]
        came += [at.delivered(fault) for fault in EVERY if fault not in row.lacks]
    print(f"{row.name}: {dict(Counter(each.row.state.value for each in came))}")  # noqa: T201 - evidence
    assert [wrong for each in came for wrong in wrong_with(row, each)] == []
