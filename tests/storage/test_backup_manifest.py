import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.storage.backup_manifest import (
    BackupManifest,
    file_digest,
    manifest_bytes,
    manifest_path,
    read_manifest,
)

DIGEST = sha256(b"x")
WHOLE = BackupManifest(
    "id", "某局", datetime(2026, 11, 29, tzinfo=UTC), 1, 9, DIGEST, None, DIGEST, (DIGEST,), (sha256(b"y"),)
)


@pytest.mark.parametrize("manifest", [WHOLE, replace(WHOLE, broken_at=3, media=(), missing=())])
def test_a_manifest_says_what_was_written(tmp_path: Path, manifest: BackupManifest) -> None:
    backup = tmp_path / "workspace-x.db"
    assert read_manifest(backup) is None
    manifest_path(backup).write_bytes(manifest_bytes(manifest))
    assert read_manifest(backup) == manifest


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"}, {"version": 2}, {"database": "../../etc"}, {"media": ["..", "x"]}, {"media": [1]},
        {"made_at": "2026-11-29T00:00:00"}, {"made_at": "soon"}, {"sequence": "9"}, {"head": None},
    ],
)  # fmt: skip
def test_a_manifest_that_is_none_of_ours_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    backup = tmp_path / "workspace-x.db"
    manifest_path(backup).write_text(json.dumps({**WHOLE.as_json(), **change}))
    with pytest.raises(Invalid, match="can't be read"):
        read_manifest(backup)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b'"text"', b"{}"])
def test_what_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    backup = tmp_path / "workspace-x.db"
    manifest_path(backup).write_bytes(content)
    with pytest.raises(Invalid, match="can't be read"):
        read_manifest(backup)


def test_a_file_is_hashed_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 3_000_000)
    assert file_digest(tmp_path / "file") == sha256(b"x" * 3_000_000)
