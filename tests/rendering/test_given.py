"""A file that a person names is a real one, of a size that its reader can use."""

import errno
import os
import sys
from pathlib import Path

import pytest

from editor_app.rendering.given import content_of


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert content_of(tmp_path / "a", most=3) == b"abc"


def test_a_file_larger_than_its_reader_can_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcd")
    with pytest.raises(OSError, match="large") as refused:
        content_of(tmp_path / "a", most=3)
    assert refused.value.errno == errno.EFBIG


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor devices among its files")
def test_a_device_without_end_and_a_pipe_that_nobody_writes_to_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        with pytest.raises(OSError, match="Invalid argument"):
            content_of(tmp_path / name)


def test_a_folder_and_a_name_that_no_file_can_have_are_no_files(tmp_path: Path) -> None:
    with pytest.raises((IsADirectoryError, PermissionError)):
        content_of(tmp_path)
    with pytest.raises(FileNotFoundError):
        content_of(tmp_path / "a\0b")
