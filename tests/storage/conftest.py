"""Stores for tests: every rule is tried on SQLite and on PostgreSQL, inside a transaction that is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.storage.database import Work
from editor_app.storage.workspaces import NewWorkspace, Store, create
from tests.storage.scene import ACTOR, SOMETHING, Scene, TurnedClock, populate, scene_of
from tests.storage.servers import new_database, running_postgresql

FACTS = NewWorkspace("某局新闻办", "zh_CN", "Asia/Shanghai")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL server of this test run."""
    with running_postgresql() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with people, accounts and a route, shared by all tests that undo what they do."""
    place = (
        tmp_path_factory.mktemp("workspace") / "office"
        if request.param == "sqlite"
        else new_database(request.getfixturevalue("postgresql"))
    )
    store = create(place, FACTS, TurnedClock())
    with store.database.write(ACTOR, "test.populate", SOMETHING) as work:
        populate(work)
    yield store
    store.close()


@pytest.fixture
def scene(filled_store: Store) -> Iterator[Scene]:
    """A transaction on the filled store that is undone at the end."""
    with filled_store.database.engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin() as transaction:
            work = Work(connection, TurnedClock(), ACTOR)
            work.record("test.begin", SOMETHING)
            yield scene_of(work)
            transaction.rollback()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of its own, filled the same way, for tests that commit."""
    place = tmp_path / "office" if request.param == "sqlite" else new_database(request.getfixturevalue("postgresql"))
    made = create(place, FACTS, TurnedClock())
    with made.database.write(ACTOR, "test.populate", SOMETHING) as work:
        populate(work)
    yield made
    made.close()


@pytest.fixture
def folder_store(tmp_path: Path) -> Iterator[Store]:
    """A workspace in a folder, filled the same way."""
    made = create(tmp_path / "office", FACTS, TurnedClock())
    with made.database.write(ACTOR, "test.populate", SOMETHING) as work:
        populate(work)
    yield made
    made.close()
