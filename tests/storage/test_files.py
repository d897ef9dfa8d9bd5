import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from editor_app.domain.errors import DiskFull, NotFound, Unavailable, WorkspaceReadOnly
from editor_app.domain.identifiers import Digest, sha256
from editor_app.storage.files import MediaStore, arriving, write_refusal

PICTURE = b"\x89PNG picture"


@pytest.fixture
def media(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "media")


def test_what_was_put_is_read_back_by_its_digest(media: MediaStore) -> None:
    digest = media.put(PICTURE)
    assert digest == sha256(PICTURE)
    assert media.has(digest)
    assert media.read(digest) == PICTURE
    assert list(media.digests()) == [digest]


def test_pictures_are_fanned_out_by_the_beginning_of_their_digest(media: MediaStore, tmp_path: Path) -> None:
    digest = media.put(PICTURE)
    assert media.path(digest) == tmp_path / "media" / digest[:2] / digest


def test_the_same_bytes_are_written_once(media: MediaStore) -> None:
    digest = media.put(PICTURE)
    first = media.path(digest).stat().st_ino
    assert media.put(PICTURE) == digest
    assert media.path(digest).stat().st_ino == first


def test_half_a_file_is_replaced_by_putting_it_again(media: MediaStore) -> None:
    digest = media.put(PICTURE)
    media.path(digest).write_bytes(PICTURE[:4])
    media.put(PICTURE)
    assert media.read(digest) == PICTURE


def test_a_damaged_picture_is_never_given_out(media: MediaStore) -> None:
    digest = media.put(PICTURE)
    media.path(digest).write_bytes(PICTURE[:-1] + b"!")
    with pytest.raises(Unavailable, match="is damaged on the disk"):
        media.read(digest)


def test_a_missing_picture_is_named(media: MediaStore) -> None:
    with pytest.raises(NotFound, match="aaaaaaaaaaaa is missing"):
        media.read(Digest("a" * 64))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64])
def test_no_path_is_made_from_a_name(media: MediaStore, name: str) -> None:
    with pytest.raises(ValueError, match="named by its digest"):
        media.path(Digest(name))


def test_nothing_is_left_behind_when_the_name_can_not_be_given(media: MediaStore) -> None:
    target = media.path(sha256(PICTURE))
    (target / "in the way").mkdir(parents=True)
    with pytest.raises(Unavailable):
        media.put(PICTURE)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, WorkspaceReadOnly),
        (errno.EACCES, WorkspaceReadOnly),
        (errno.EIO, Unavailable),
    ],
)
def test_what_the_disk_says_is_said_in_words(number: int, kind: type[Unavailable]) -> None:
    refusal = write_refusal(OSError(number, os.strerror(number)))
    assert type(refusal) is kind
    assert str(refusal.next_step)


def test_what_arrives_is_its_makers_alone_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"untouched")
    (tmp_path / "file").symlink_to(tmp_path / "theirs")
    with arriving(tmp_path / "file") as file:
        file.write(b"ours")
    assert (tmp_path / "theirs").read_bytes() == b"untouched"
    assert not (tmp_path / "file").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"ours"
    assert (tmp_path / "file").stat().st_mode & 0o077 == 0


def test_what_is_cut_short_never_arrives(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), arriving(tmp_path / "file") as file:
        _cut_short(file)
    assert list(tmp_path.iterdir()) == []


def _cut_short(file: BinaryIO) -> None:
    file.write(b"half")
    raise OSError(errno.ENOSPC, "full")
