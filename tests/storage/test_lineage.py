from pathlib import Path

import pytest

from editor_app.storage.lineage import ELSEWHERE, HERE, is_elsewhere, settle_here
from editor_app.storage.queries.settings import set_value, value_of
from editor_app.storage.workspaces import create, open_store
from tests.storage.conftest import FACTS
from tests.storage.scene import ACTOR, SOMETHING, TurnedClock
from tests.storage.servers import new_database


def test_a_dump_in_another_database_is_verified_first_until_it_settles(postgresql: str) -> None:
    url = new_database(postgresql)
    store = create(url, FACTS, TurnedClock())
    assert not store.verify_first
    with store.database.write(ACTOR, "test.moved", SOMETHING) as work:
        set_value(work, HERE, "another server/1")
    moved = open_store(url, TurnedClock())
    assert moved.verify_first
    moved.begin_lineage()
    again = open_store(url, TurnedClock())
    assert not again.verify_first
    for each in (again, moved, store):
        each.close()


@pytest.mark.parametrize("known", [True, False])
def test_a_workspace_of_the_first_version_has_no_mark_and_is_where_it_was(postgresql: str, known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    store = create(new_database(postgresql), FACTS, TurnedClock())
    with store.database.write(ACTOR, "test.mark", SOMETHING) as work:
        set_value(work, HERE, None)
        if known:
            settle_here(work)
        assert not is_elsewhere(work)
        set_value(work, HERE, None)
        work.connection.exec_driver_sql(ELSEWHERE)
        assert is_elsewhere(work)
    store.close()


def test_a_folder_has_no_such_mark(tmp_path: Path) -> None:
    store = create(tmp_path / "desk", FACTS, TurnedClock())
    with store.database.read() as snapshot:
        assert value_of(snapshot, HERE) is None
    store.close()
