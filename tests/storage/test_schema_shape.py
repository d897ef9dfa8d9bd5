import pytest

from editor_app.domain.errors import WorkspaceNewer
from editor_app.storage import schema
from editor_app.storage.schema_shape import foreign, known_objects, require_known
from editor_app.storage.workspaces import Store


def test_a_workspace_of_ours_has_nothing_foreign(folder_store: Store) -> None:
    with folder_store.database.engine.connect() as connection:
        assert foreign(connection, schema.VERSION) == []


def test_every_version_has_a_known_shape() -> None:
    shapes = [known_objects(version) for version in range(1, schema.VERSION + 1)]
    assert all(len(shape) > 20 for shape in shapes)
    require_known(schema.VERSION)
    with pytest.raises(WorkspaceNewer):
        require_known(schema.VERSION + 1)


def test_what_is_missing_changed_or_added_is_named(folder_store: Store) -> None:
    with folder_store.database.engine.connect() as connection:
        connection.exec_driver_sql("DROP INDEX ix_audit_subject")
        connection.exec_driver_sql("CREATE TABLE more (x)")
        connection.exec_driver_sql("DROP TRIGGER guard_audit_follows")
        assert foreign(connection, schema.VERSION) == ["guard_audit_follows", "ix_audit_subject", "more"]
