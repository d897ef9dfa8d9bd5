from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import NotFound, PicturesAway, Unavailable
from editor_app.domain.identifiers import Digest, sha256
from editor_app.domain.media_place import BucketKey, media_place
from editor_app.domain.secrets import Secret
from editor_app.storage.bucket import Bucket
from editor_app.storage.picture_cache import PictureCache
from tests.storage.s3_stub import BUCKET, Stub, running_stub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = BucketKey("AKIA", Secret("not a real secret"))
PICTURE = b"\x89PNG picture"
NAME = f"desk/{sha256(PICTURE)[:2]}/{sha256(PICTURE)}"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running_stub() as made:
        yield made


def bucket(stub: Stub, cache: Path) -> Bucket:
    return Bucket(media_place(f"s3://{BUCKET}/desk", endpoint=stub.url), lambda: KEY, PictureCache(cache))


def test_a_picture_lies_under_its_digest_and_is_read_from_this_computer_the_second_time(
    stub: Stub, tmp_path: Path
) -> None:
    with closing(bucket(stub, tmp_path / "one")) as writes, closing(bucket(stub, tmp_path / "two")) as reads:
        digest = writes.put(PICTURE)
        assert stub.objects == {NAME: PICTURE}
        assert reads.has(digest)
        assert list(reads.digests()) == [digest]
        assert reads.read(digest) == PICTURE
        asked = len(stub.asked)
        assert reads.read(digest) == PICTURE
        assert writes.read(digest) == PICTURE
        assert len(stub.asked) == asked


def test_a_changed_object_is_never_given_out_and_putting_the_picture_again_mends_it(stub: Stub, tmp_path: Path) -> None:
    with closing(bucket(stub, tmp_path / "one")) as writes, closing(bucket(stub, tmp_path / "two")) as reads:
        digest = writes.put(PICTURE)
        stub.objects[NAME] = PICTURE[:-1] + b"!"
        with pytest.raises(Unavailable, match="was changed in the bucket") as changed:
            reads.read(digest)
        assert not isinstance(changed.value, PicturesAway)
        assert not writes.holds(digest), "what this computer keeps says nothing about the bucket"
        writes.put(PICTURE)
        assert stub.objects == {NAME: PICTURE}
        assert reads.holds(digest)


def test_the_same_picture_is_not_sent_twice_over_a_sound_one(stub: Stub, tmp_path: Path) -> None:
    with closing(bucket(stub, tmp_path)) as pictures:
        pictures.put(PICTURE)
        pictures.put(PICTURE)
    assert sum(line.startswith("PUT") for line in stub.asked) == 1
    assert stub.objects == {NAME: PICTURE}


def test_a_missing_picture_is_named(stub: Stub, tmp_path: Path) -> None:
    with closing(bucket(stub, tmp_path)) as pictures, pytest.raises(NotFound, match="aaaaaaaaaaaa is missing"):
        pictures.read(Digest("a" * 64))


def test_without_a_key_the_command_that_gives_it_is_named(stub: Stub, tmp_path: Path) -> None:
    place = media_place(f"s3://{BUCKET}", endpoint=stub.url)
    with closing(Bucket(place, lambda: None, PictureCache(tmp_path))) as pictures:
        with pytest.raises(PicturesAway, match="no key") as without:
            pictures.put(PICTURE)
        assert "media-key" in str(without.value.next_step)
        with pytest.raises(ValueError, match="named by its digest"):
            pictures.has(Digest("../../other"))
    assert stub.asked == []
