from editor_app.storage import register_rules, tables
from editor_app.storage.register_tables import metadata


def test_nothing_of_the_register_ever_changes() -> None:
    assert metadata is tables.metadata
    for table in ("register_entry", "register_call"):
        assert set(register_rules.REGISTER_FIXED[table]) == set(metadata.tables[table].columns.keys())
