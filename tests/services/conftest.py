"""The office in a fresh folder for every test that wants one; modules with ENGINES run theirs on each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.office import Office, full_office, new_office
from tests.services.outbox import Outbox, new_outbox
from tests.storage.servers import new_database, running_postgresql


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    engines = getattr(metafunc.module, "ENGINES", None)
    if engines and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", engines, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL server of this test run."""
    with running_postgresql() as url:
        yield url


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which engine keeps the office: sqlite unless the module says more."""
    chosen: str = getattr(request, "param", "sqlite")
    return chosen


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Path | str:
    """Where the office is made."""
    return tmp_path / "office" if engine == "sqlite" else new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def empty_office(place: Path | str) -> Iterator[Office]:
    """An admin alone."""
    office = new_office(place)
    yield office
    office.desk.close()


@pytest.fixture
def office(place: Path | str) -> Iterator[Office]:
    """Two editors, three reviewers, a publisher and an admin."""
    office = full_office(place)
    yield office
    office.desk.close()


@pytest.fixture
def outbox(office: Office, tmp_path: Path) -> Iterator[Outbox]:
    """The office with a practice server and one account on it."""
    made = new_outbox(office, tmp_path)
    made.connect("site")
    yield made
    made.close()
