from editor_app.storage.history_tables import milestone, revision_origin
from editor_app.storage.schema import metadata


def test_the_tables_of_a_documents_history_are_of_every_workspace() -> None:
    assert {milestone.name, revision_origin.name} <= metadata.tables.keys()
