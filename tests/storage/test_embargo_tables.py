from editor_app.storage import embargo_rules, tables
from editor_app.storage.embargo_tables import metadata


def test_they_belong_to_the_same_schema_as_the_other_tables() -> None:
    assert metadata is tables.metadata
    assert set(embargo_rules.EMBARGO_FIXED) <= set(metadata.tables)


def test_nothing_of_them_ever_changes() -> None:
    for table, columns in embargo_rules.EMBARGO_FIXED.items():
        assert set(columns) == set(metadata.tables[table].columns.keys())
