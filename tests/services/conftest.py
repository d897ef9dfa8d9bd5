"""The office in a fresh folder for every test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.office import Office, full_office, new_office


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    """An admin alone."""
    office = new_office(tmp_path / "office")
    yield office
    office.desk.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two editors, three reviewers, a publisher and an admin."""
    office = full_office(tmp_path / "office")
    yield office
    office.desk.close()
