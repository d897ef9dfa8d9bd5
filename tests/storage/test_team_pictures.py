from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import NotFound, PicturesAway
from editor_app.domain.identifiers import Digest
from editor_app.domain.media_place import BucketKey, MediaPlace, media_place
from editor_app.domain.secrets import Secret
from editor_app.storage.media_setting import Standing
from editor_app.storage.queries import people
from editor_app.storage.shared_folder import MARK
from editor_app.storage.team_pictures import TeamPictures
from tests.storage.agreed_place import put_in_force
from tests.storage.s3_stub import BUCKET, running_stub
from tests.storage.scene import ACTOR, SOMETHING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.storage.workspaces import Store

PICTURE = b"\x89PNG picture"


@pytest.fixture
def pictures(folder_store: Store, tmp_path: Path) -> Iterator[TeamPictures]:
    """One computer's, of a team; which engine keeps the setting makes no difference here."""
    made = computer(folder_store, tmp_path / "computer")
    yield made
    made.close()


def computer(store: Store, folder: Path) -> TeamPictures:
    folder.mkdir(exist_ok=True)
    return TeamPictures(store.database, store.info.id, folder)


def choose(store: Store, at: MediaPlace | None, before: MediaPlace | None = None) -> None:
    with store.database.write(ACTOR, "test.choose", SOMETHING) as work:
        put_in_force(work, people.member_by_name(work, "admin").id, Standing(at, before))


def share(pictures: TeamPictures, folder: Path) -> MediaPlace:
    folder.mkdir()
    place = media_place(str(folder))
    pictures.shared(place).begin()
    return place


def test_without_a_place_each_computer_keeps_its_own(
    pictures: TeamPictures, folder_store: Store, tmp_path: Path
) -> None:
    digest = pictures.put(PICTURE)
    assert (tmp_path / "computer" / "media" / digest[:2] / digest).is_file()
    with closing(computer(folder_store, tmp_path / "other")) as other, pytest.raises(NotFound):
        other.read(digest)


def test_a_new_place_holds_at_once_for_whoever_has_it_open(
    pictures: TeamPictures, folder_store: Store, tmp_path: Path
) -> None:
    place = share(pictures, tmp_path / "share")
    choose(folder_store, place)
    digest = pictures.put(PICTURE)
    assert (tmp_path / "share" / digest[:2] / digest).is_file()
    with closing(computer(folder_store, tmp_path / "other")) as other:
        assert other.read(digest) == PICTURE
        assert other.has(digest)
        assert list(other.digests()) == [digest]


def test_what_lies_only_in_the_place_before_is_found_and_carried_along(
    pictures: TeamPictures, folder_store: Store, tmp_path: Path
) -> None:
    old, new = share(pictures, tmp_path / "old"), share(pictures, tmp_path / "new")
    choose(folder_store, old)
    late = pictures.put(PICTURE)
    choose(folder_store, new, old)
    assert not pictures.holds(late)
    assert pictures.read(late) == PICTURE
    assert pictures.holds(late)
    own = pictures.own.put(b"only here")
    assert pictures.read(own) == b"only here"
    with pytest.raises(NotFound):
        pictures.read(Digest("a" * 64))


def test_a_share_that_is_away_is_never_taken_for_a_missing_picture(
    pictures: TeamPictures, folder_store: Store, tmp_path: Path
) -> None:
    choose(folder_store, share(pictures, tmp_path / "share"))
    digest = pictures.put(PICTURE)
    pictures.own.put(PICTURE)
    (tmp_path / "share" / MARK).unlink()
    with pytest.raises(PicturesAway):
        pictures.read(digest)


def test_a_computer_may_know_the_share_under_another_name(
    pictures: TeamPictures, folder_store: Store, tmp_path: Path
) -> None:
    place = share(pictures, tmp_path / "share")
    choose(folder_store, place)
    digest = pictures.put(PICTURE)
    (tmp_path / "share").rename(tmp_path / "mounted")
    with pytest.raises(PicturesAway):
        pictures.read(digest)
    pictures.name_here(tmp_path / "mounted")
    assert pictures.path_here(place) == tmp_path / "mounted"
    assert pictures.read(digest) == PICTURE
    pictures.name_here(None)
    assert pictures.path_here(place) == tmp_path / "share"


def test_a_workers_key_goes_before_the_key_of_who_sits_here(pictures: TeamPictures, folder_store: Store) -> None:
    with running_stub() as stub:
        choose(folder_store, media_place(f"s3://{BUCKET}", endpoint=stub.url))
        with pytest.raises(PicturesAway, match="no key"):
            pictures.put(PICTURE)
        pictures.give_key(lambda: BucketKey("seat", Secret("s")))
        pictures.give_worker_key(lambda: None)
        digest = pictures.put(PICTURE)
        assert list(pictures.digests()) == [digest]
        asked: list[str] = []
        pictures.give_key(lambda: asked.append("seat"))  # type: ignore[func-returns-value]
        pictures.give_worker_key(lambda: BucketKey("worker", Secret("s")))
        assert pictures.has(digest)
        assert asked == []
