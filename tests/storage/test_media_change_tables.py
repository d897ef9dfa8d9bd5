from editor_app.storage import media_change_rules, tables
from editor_app.storage.media_change_tables import metadata


def test_what_was_proposed_never_changes() -> None:
    assert metadata is tables.metadata
    columns = set(metadata.tables["media_change"].columns.keys())
    assert columns - set(media_change_rules.MEDIA_CHANGE_FIXED["media_change"]) == {
        "decision",
        "decided_by",
        "decided_at",
    }
