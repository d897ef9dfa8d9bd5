from sqlalchemy import text

from editor_app.storage.snapshot import Snapshot
from tests.storage.scene import Scene


def test_a_snapshot_reads_through_its_connection(scene: Scene) -> None:
    assert Snapshot(scene.connection).connection.execute(text("SELECT 1")).scalar() == 1
