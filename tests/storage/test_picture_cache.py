from __future__ import annotations

import os
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from editor_app.storage.picture_cache import PictureCache

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_is_given_back_and_a_damaged_one_is_thrown_away(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pictures")
    digest = sha256(b"one")
    assert cache.get(digest) is None
    cache.keep(digest, b"one")
    assert cache.get(digest) == b"one"
    (tmp_path / "pictures" / digest).write_bytes(b"two")
    assert cache.get(digest) is None
    assert not (tmp_path / "pictures" / digest).exists()


def test_what_was_used_longest_ago_makes_room(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, largest=3000)
    contents = [bytes([number]) * 1000 for number in range(3)]
    for number, content in enumerate(contents):
        cache.keep(sha256(content), content)
        os.utime(tmp_path / sha256(content), (number, number))
    assert cache.get(sha256(contents[0])), "looked at just now"
    cache.keep(sha256(b"x" * 1000), b"x" * 1000)
    left = {path.name for path in tmp_path.iterdir()}
    assert sha256(contents[0]) in left
    assert sha256(contents[1]) not in left
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3000


def test_a_picture_larger_than_the_whole_cache_is_not_kept(tmp_path: Path) -> None:
    PictureCache(tmp_path / "pictures", largest=2).keep(sha256(b"one"), b"one")
    assert not (tmp_path / "pictures").exists()
