"""A file from outside: each attack is refused in words before anything of it is used."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid, NotFound, WorkspaceNewer
from editor_app.storage import export_file, schema
from editor_app.storage.export import export
from editor_app.storage.export_file import is_export, opened
from tests.services.exported import packed, unpacked
from tests.storage.test_backup import with_picture

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.storage.workspaces import Store


@pytest.fixture
def parts(folder_store: Store, tmp_path: Path) -> dict[str, bytes]:
    with_picture(folder_store)
    return unpacked(export(folder_store.database, folder_store.media, tmp_path / "good.zip").file)


def read_all(file: Path) -> None:
    with opened(file) as found:
        for table in found.tables:
            list(found.lines(table))
        for digest in found.media:
            found.copy_picture(digest, BytesIO())


def refused(parts: dict[str, bytes], folder: Path) -> Invalid:
    file = packed(parts, folder / "bad.zip")
    with pytest.raises(Invalid) as caught:
        read_all(file)
    assert str(caught.value.next_step)
    return caught.value


def said(parts: dict[str, bytes], **change: object) -> dict[str, bytes]:
    manifest = {**json.loads(parts["manifest.json"]), **change}
    return {**parts, "manifest.json": json.dumps(manifest).encode()}


def test_a_good_file_is_read_to_its_end(parts: dict[str, bytes], tmp_path: Path) -> None:
    with opened(packed(parts, tmp_path / "same.zip")) as found:
        assert sum(len(list(found.lines(table))) for table in found.tables) > 10
        (digest,) = found.media
        copied = BytesIO()
        found.copy_picture(digest, copied)
    assert copied.getvalue() == b"a picture"
    assert is_export(tmp_path / "same.zip")


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/passwd", "tables/../../evil.jsonl", "media/ab/../../evil", "tables/Approval.jsonl",
     "workspace.db", "tables\\audit.jsonl", "media/ab/cd", "practice.json", "tables/"],
)  # fmt: skip
def test_a_name_that_has_no_place_is_refused(parts: dict[str, bytes], tmp_path: Path, name: str) -> None:
    assert "has no place" in str(refused({**parts, name: b"x"}, tmp_path))


def test_two_parts_of_one_name_are_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    file = packed(parts, tmp_path / "twice.zip")
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tables/audit.jsonl", b"")
    with pytest.raises(Invalid, match="has no place"), opened(file):
        pass


def test_a_bomb_is_not_unpacked(parts: dict[str, bytes], tmp_path: Path) -> None:
    error = refused({**parts, "tables/audit.jsonl": b"0" * 50_000_000}, tmp_path)
    assert "would unpack to far more" in str(error)


def test_parts_that_overlap_are_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    """A directory that names the same packed bytes many times over."""
    file = packed(parts, tmp_path / "overlap.zip")
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            entry.compress_size = file.stat().st_size
            entry.file_size = entry.compress_size
        with pytest.raises(Invalid, match="overlap"):
            export_file.ExportFile(archive)


def test_what_is_missing_or_not_on_the_manifest_is_named(parts: dict[str, bytes], tmp_path: Path) -> None:
    without = {name: content for name, content in parts.items() if name != "tables/audit.jsonl"}
    assert "tables/audit.jsonl is missing" in str(refused(without, tmp_path))
    (tmp_path / "bad.zip").unlink()
    extra = {**parts, "tables/more.jsonl": b""}
    assert "tables/more.jsonl is missing, or not on the manifest" in str(refused(extra, tmp_path))


def test_a_changed_table_or_picture_is_found(parts: dict[str, bytes], tmp_path: Path) -> None:
    name = next(name for name in parts if name.startswith("media/"))
    assert "another one than its name" in str(refused({**parts, name: b"A picture"}, tmp_path))
    (tmp_path / "bad.zip").unlink()
    table = parts["tables/member.jsonl"].replace(b"reader1", b"reader9")
    assert "not what its manifest says" in str(refused({**parts, "tables/member.jsonl": table}, tmp_path))


@pytest.mark.parametrize("change", [{"version": 2}, {"schema": schema.VERSION + 1}])
def test_a_newer_version_is_refused_in_words(
    parts: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    with (
        pytest.raises(WorkspaceNewer, match="newer Press Desk"),
        opened(packed(said(parts, **change), tmp_path / "newer.zip")),
    ):
        pass


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"}, {"schema": 0}, {"schema": "1"}, {"tables": []}, {"media": [["..", 1]]}, {"media": 1},
        {"workspace": {"id": "../../x"}}, {"workspace": None}, {"missing": ["x"]}, {"audit": {}},
    ],
)  # fmt: skip
def test_a_manifest_of_another_shape_is_refused(
    parts: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    refused(said(parts, **change), tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"notes", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(Invalid), opened(tmp_path / "x.zip"):
        pass
    with pytest.raises(NotFound), opened(tmp_path / "nothing.zip"):
        pass
    assert not is_export(tmp_path / "nothing.zip")
