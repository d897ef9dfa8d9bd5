from editor_app.storage import packet_rules, tables
from editor_app.storage.packet_tables import metadata


def test_nothing_that_was_read_outside_ever_changes() -> None:
    assert metadata is tables.metadata
    fixed = packet_rules.PACKET_FIXED["packet_reading"]
    assert set(fixed) == set(metadata.tables["packet_reading"].columns.keys())
