from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.media_place import media_place
from editor_app.storage.media_setting import Standing, standing
from tests.storage.agreed_place import put_in_force

if TYPE_CHECKING:
    from tests.storage.scene import Scene


def test_the_place_of_the_pictures_is_kept_with_the_one_before(scene: Scene) -> None:
    assert standing(scene.work) == Standing()
    first, second = media_place("/srv/press"), media_place("s3://press/desk", endpoint="https://s3.example.gov")
    put_in_force(scene.work, scene.people["admin"].id, Standing(first))
    assert standing(scene.work) == Standing(first, None)
    put_in_force(scene.work, scene.people["admin"].id, Standing(second, first))
    assert standing(scene.work) == Standing(second, first)
