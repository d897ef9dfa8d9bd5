from __future__ import annotations

from typing import TYPE_CHECKING

from tests.storage.attacks import accepted, refused
from tests.storage.scene import SOMETHING

if TYPE_CHECKING:
    from tests.storage.scene import Scene


def test_nothing_is_put_on_record_any_more_once_a_workspace_has_moved(scene: Scene) -> None:
    accepted(scene, lambda: scene.work.record("test.deed", SOMETHING))
    scene.sql("INSERT INTO setting VALUES ('moved', '\"elsewhere\"')")
    refused(scene, "audit_ends_with_a_move", lambda: scene.work.record("test.deed", SOMETHING))
