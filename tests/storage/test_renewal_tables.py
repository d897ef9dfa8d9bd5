from editor_app.storage import renewal_rules, tables
from editor_app.storage.renewal_tables import metadata


def test_nothing_of_a_renewal_ever_changes() -> None:
    assert metadata is tables.metadata
    assert set(renewal_rules.RENEWAL_FIXED["renewal"]) == set(metadata.tables["renewal"].columns.keys())
