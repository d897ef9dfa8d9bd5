from editor_app.storage.guard_rules import FIXED, KEPT
from editor_app.storage.message_tables import message_outcome, message_reply


def test_nothing_that_was_said_to_the_public_is_changed_or_deleted() -> None:
    for table in (message_reply, message_outcome):
        assert table.name in KEPT
        assert set(FIXED[table.name]) == {column.name for column in table.columns}
