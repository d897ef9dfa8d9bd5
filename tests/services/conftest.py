"""An office for every test that wants one, on SQLite and on PostgreSQL; a module with ENGINES says which."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.kept import Kept, keep_full_office
from tests.services.office import Office, new_office
from tests.services.outbox import Outbox, new_outbox
from tests.services.team_office import team_office
from tests.storage.servers import new_database, running_postgresql

_ONLY = os.environ.get("PRESS_DESK_TEST_ENGINE", "")
"""Runs every test of this folder on one engine: `team` shows what a team's database makes of each service."""


_BOTH = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    engines = [_ONLY] if _ONLY else getattr(metafunc.module, "ENGINES", _BOTH)
    if metafunc.definition.get_closest_marker("one_engine"):
        engines = [each for each in engines if each == "sqlite"]
    metafunc.parametrize("engine", engines, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL server of this test run."""
    with running_postgresql() as url:
        yield url


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which engine keeps the office."""
    chosen: str = getattr(request, "param", _ONLY or "sqlite")
    return chosen


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Path | str:
    """Where the office is made; "team" is a database whose members have logins."""
    if engine == "team":
        return "team"
    return tmp_path / "office" if engine == "sqlite" else new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def empty_office(place: Path | str, tmp_path: Path) -> Iterator[Office]:
    """An admin alone; a team's begins with `storage.team`."""
    office = new_office(tmp_path / "office" if place == "team" else place)
    yield office
    office.desk.close()


@pytest.fixture(scope="session")
def kept_in_folder(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The office in a folder that others are copies of."""
    return keep_full_office(tmp_path_factory.mktemp("kept") / "office", tmp_path_factory.mktemp("beside"))


@pytest.fixture(scope="session")
def kept_in_database(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The office in a database that others are copies of."""
    return keep_full_office(new_database(postgresql), tmp_path_factory.mktemp("kept"))


@pytest.fixture
def office(place: Path | str, request: pytest.FixtureRequest) -> Iterator[Office]:
    """Two editors, three reviewers, a publisher and an admin."""
    if place == "team":
        office: Office = team_office(request.getfixturevalue("postgresql"))
    else:
        kept = "kept_in_folder" if isinstance(place, Path) else "kept_in_database"
        office = request.getfixturevalue(kept).opened(place)
    yield office
    office.close()


@pytest.fixture
def outbox(office: Office, tmp_path: Path) -> Iterator[Outbox]:
    """The office with a practice server and one account on it."""
    made = new_outbox(office, tmp_path)
    made.connect("site")
    yield made
    made.close()
