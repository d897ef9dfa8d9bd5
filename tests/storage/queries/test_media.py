from dataclasses import replace

import pytest

from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import Digest
from editor_app.domain.media import Media
from editor_app.storage.queries import media
from tests.storage.scene import Scene

PICTURE = Media(Digest("a" * 64), "image/png", 640, 480, 12_345, "办事大厅.png", "办事大厅的照片", "本局", ai_made=True)


def test_a_picture_comes_back_as_it_was_described(scene: Scene) -> None:
    media.insert_media(scene.work, PICTURE, scene.id_of("editor"))
    assert media.media_by_digest(scene.work, PICTURE.digest) == PICTURE


def test_the_same_bytes_keep_their_first_description(scene: Scene) -> None:
    media.insert_media(scene.work, PICTURE, scene.id_of("editor"))
    media.insert_media(scene.work, replace(PICTURE, alt="another"), scene.id_of("editor2"))
    assert media.all_media(scene.work) == [PICTURE]


def test_those_that_are_known_are_found_in_one_question(scene: Scene) -> None:
    other = replace(PICTURE, digest=Digest("b" * 64), ai_made=False)
    for each in (PICTURE, other):
        media.insert_media(scene.work, each, scene.id_of("editor"))
    wanted = (PICTURE.digest, other.digest, Digest("c" * 64))
    assert media.media_of(scene.work, wanted) == {PICTURE.digest: PICTURE, other.digest: other}
    assert media.media_of(scene.work, ()) == {}


def test_an_unknown_picture_is_named_by_the_head_of_its_digest(scene: Scene) -> None:
    with pytest.raises(NotFound, match="aaaaaaaaaaaa is not in this workspace"):
        media.media_by_digest(scene.work, PICTURE.digest)
