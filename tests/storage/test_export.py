import json
import zipfile
from pathlib import Path

import pytest

from editor_app.domain.errors import Conflict
from editor_app.domain.identifiers import sha256
from editor_app.storage import audit, schema
from editor_app.storage.export import export
from editor_app.storage.workspaces import Store
from tests.storage.test_backup import with_picture


def test_the_manifest_names_every_part_by_its_digest(store: Store, tmp_path: Path) -> None:
    digest = with_picture(store)
    made = export(store.database, store.media, tmp_path / "office.zip")
    with zipfile.ZipFile(made.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for name, facts in manifest["tables"].items():
            content = archive.read(f"tables/{name}.jsonl")
            assert facts == {"rows": content.count(b"\n"), "sha256": sha256(content)}
        assert archive.read(f"media/{digest[:2]}/{digest}") == b"a picture"
    assert manifest["media"] == [[digest, 9]]
    assert manifest["schema"] == schema.VERSION
    with store.database.read() as snapshot:
        assert [manifest["audit"]["sequence"], manifest["audit"]["head"]] == list(audit.head(snapshot))
    assert {"audit", "member_key", "approval", "workspace"} <= manifest["tables"].keys()
    assert "transition" not in manifest["tables"]


def test_the_same_workspace_gives_the_same_bytes_and_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    first, second = (export(store.database, store.media, tmp_path / name) for name in ("a.zip", "b.zip"))
    assert first.file.read_bytes() == second.file.read_bytes()
    assert first.digest == second.digest
    with pytest.raises(Conflict):
        export(store.database, store.media, tmp_path / "a.zip")


def test_a_lost_picture_is_named(folder_store: Store, tmp_path: Path) -> None:
    digest = with_picture(folder_store)
    folder_store.media.path(digest).unlink()
    assert export(folder_store.database, folder_store.media, tmp_path / "office.zip").missing == (digest,)
