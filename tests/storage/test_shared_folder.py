from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Conflict, NotFound, PicturesAway, Unavailable
from editor_app.domain.identifiers import Digest, WorkspaceId, sha256
from editor_app.storage.shared_folder import MARK, SharedFolder

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = b"\x89PNG picture"
OURS = WorkspaceId("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def shared(tmp_path: Path) -> SharedFolder:
    made = SharedFolder(tmp_path, OURS)
    made.begin()
    return made


def test_pictures_go_in_and_out_and_leave_no_part_behind(shared: SharedFolder, tmp_path: Path) -> None:
    digest = shared.put(PICTURE)
    assert shared.read(digest) == PICTURE
    assert shared.has(digest)
    assert shared.holds(digest)
    assert list(shared.digests()) == [digest]
    assert [path.name for path in (tmp_path / digest[:2]).iterdir()] == [digest]


def test_an_empty_mount_point_is_told_from_the_share(shared: SharedFolder, tmp_path: Path) -> None:
    digest = shared.put(PICTURE)
    (tmp_path / MARK).rename(tmp_path / "away")
    for deed in (lambda: shared.read(digest), lambda: shared.put(b"more"), lambda: shared.has(digest)):
        with pytest.raises(PicturesAway, match="is away"):
            deed()
    assert not (tmp_path / sha256(b"more")[:2]).exists()
    (tmp_path / "away").rename(tmp_path / MARK)
    assert shared.read(digest) == PICTURE


def test_a_missing_or_damaged_picture_is_not_taken_for_a_share_that_is_away(
    shared: SharedFolder, tmp_path: Path
) -> None:
    digest = shared.put(PICTURE)
    with pytest.raises(NotFound):
        shared.read(Digest("a" * 64))
    (tmp_path / digest[:2] / digest).write_bytes(PICTURE[:-1] + b"!")
    assert not shared.holds(digest)
    with pytest.raises(Unavailable, match="is damaged") as damaged:
        shared.read(digest)
    assert not isinstance(damaged.value, PicturesAway)
    shared.put(PICTURE)
    assert shared.read(digest) == PICTURE


def test_a_file_that_can_not_be_read_is_trouble_of_the_share(shared: SharedFolder, tmp_path: Path) -> None:
    digest = shared.put(PICTURE)
    path = tmp_path / digest[:2] / digest
    path.unlink()
    path.mkdir()
    with pytest.raises(PicturesAway):
        shared.read(digest)
    with pytest.raises(PicturesAway):
        shared.holds(digest)


@pytest.mark.usefixtures("shared")
def test_the_folder_of_another_workspace_is_refused(tmp_path: Path) -> None:
    other = SharedFolder(tmp_path, WorkspaceId("22222222-2222-4222-8222-222222222222"))
    with pytest.raises(Conflict, match="another workspace"):
        other.begin()
    with pytest.raises(PicturesAway):
        SharedFolder(tmp_path / "nowhere", OURS).begin()
