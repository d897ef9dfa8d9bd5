from editor_app.storage import adoption_rules, tables
from editor_app.storage.adoption_tables import metadata


def test_nothing_of_an_adoption_ever_changes() -> None:
    assert metadata is tables.metadata
    assert set(adoption_rules.ADOPTION_FIXED["adoption"]) == set(metadata.tables["adoption"].columns.keys())
