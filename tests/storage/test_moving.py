from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Refused
from editor_app.storage import audit, moving
from tests.storage.scene import ACTOR, SOMETHING

if TYPE_CHECKING:
    from editor_app.storage.workspaces import Store


def test_a_closed_workspace_is_read_but_not_written_until_it_is_opened_again(store: Store) -> None:
    with store.database.write(ACTOR, "workspace.move", SOMETHING) as work:
        moving.close_for_writing(work, "elsewhere")
    with pytest.raises(Refused, match="has moved"), store.database.write(ACTOR, "test.deed", SOMETHING):
        pass
    with store.database.read() as snapshot:
        assert moving.moved_to(snapshot) == "elsewhere"
    moving.open_for_writing(store.database, ACTOR, "workspace.stay", SOMETHING)
    with store.database.write(ACTOR, "test.deed", SOMETHING):
        pass
    with store.database.read() as snapshot:
        assert moving.moved_to(snapshot) is None
        assert audit.first_altered(snapshot) is None
        assert [row.action for row in audit.rows(snapshot)][-3:] == ["workspace.move", "workspace.stay", "test.deed"]
