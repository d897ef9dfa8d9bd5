"""A package has one form: every byte of it follows from its files, and any other byte is seen."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.errors import Conflict, Invalid, NotFound
from editor_app.storage import evidence_file
from editor_app.storage.evidence_file import DIRECTORY, content_of, packed, read, write

FILES = {"readme.txt": b"Read me.", "media/ab": bytes(range(256))}
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(/[a-z][a-z0-9]{0,8}){0,2}", fullmatch=True)


def test_anybodys_zip_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.testzip() is None


@settings(max_examples=40)
@given(st.dictionaries(NAMES, st.binary(max_size=60), min_size=1, max_size=6), st.data())
def test_it_is_read_as_it_was_packed_and_any_flipped_bit_is_seen(files: dict[str, bytes], data: st.DataObject) -> None:
    content = packed(files)
    found = read(content)
    assert (list(found.files.items()), found.changed_at, found.is_whole) == (list(files.items()), "", True)
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    assert read(bytes(changed)).changed_at


def test_a_changed_byte_names_its_file() -> None:
    content = packed(FILES)
    assert read(content.replace(b"Read", b"Reed")).changed_at == "readme.txt"
    assert read(content + b"x").changed_at == DIRECTORY
    assert read(content[:-1]).changed_at == DIRECTORY
    assert not read(content[:20]).is_whole


@pytest.mark.parametrize("name", ["../x", "/x", "X", "a b", ""])
def test_a_name_that_leads_out_is_neither_packed_nor_read(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        packed({name: b""})
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr(name or "?", b"x")
    assert not read(other.getvalue()).is_whole


def test_a_bomb_is_never_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(20_000_000))
    found = read(bomb.getvalue())
    assert found.changed_at
    assert sum(map(len, found.files.values())) < 50_000


def test_too_many_files_are_refused() -> None:
    with pytest.raises(ValueError, match="too much"):
        packed({f"f{n}": b"" for n in range(10_001)})


def test_it_is_written_once_and_for_its_maker_alone(tmp_path: Path) -> None:
    file = tmp_path / "proof.zip"
    write(file, packed(FILES))
    assert content_of(file) == packed(FILES)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(Conflict):
        write(file, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["proof.zip"]


def test_what_is_not_there_or_far_too_large_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound):
        content_of(tmp_path / "none.zip")
    (tmp_path / "large.zip").write_bytes(bytes(100))
    monkeypatch.setattr(evidence_file, "LARGEST", 99)
    with pytest.raises(Invalid):
        content_of(tmp_path / "large.zip")


def test_a_link_that_somebody_laid_beside_it_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"untouched")
    (tmp_path / ".proof.zip.part").symlink_to(tmp_path / "theirs")
    write(tmp_path / "proof.zip", packed(FILES))
    assert (tmp_path / "theirs").read_bytes() == b"untouched"
