from editor_app.storage.export_rows import NOT_EXPORTED
from editor_app.storage.guard_rules import FIXED, KEPT
from editor_app.storage.seen_tables import comment_region, metadata, observed


def test_what_was_seen_is_kept_whole_and_exported() -> None:
    for table in (observed, comment_region):
        assert table.name in KEPT
        assert set(FIXED[table.name]) == set(metadata.tables[table.name].columns.keys())
        assert table.name not in NOT_EXPORTED
