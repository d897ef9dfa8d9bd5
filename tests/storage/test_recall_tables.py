from editor_app.storage.guard_rules import FIXED, KEPT
from editor_app.storage.recall_tables import recall_case, recall_edition, recall_item, recall_proof


def test_nothing_of_a_case_is_ever_deleted_and_what_was_said_stays() -> None:
    for table in (recall_case, recall_edition, recall_item, recall_proof):
        assert table.name in KEPT
        assert set(FIXED[table.name]) <= {column.name for column in table.columns}
