from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.domain.edition import MediaRole, SealedMedia
from editor_app.domain.errors import Unavailable
from editor_app.domain.identifiers import sha256
from editor_app.domain.progress import silent
from editor_app.storage.backup import back_up
from editor_app.storage.backup_check import contents, needed_media, sealed_media
from editor_app.storage.workspaces import Store
from tests.storage.scene import START, Scene, submit, write_document
from tests.storage.test_backup import with_picture


def test_the_contents_of_a_copy_are_those_of_its_workspace(folder_store: Store) -> None:
    digest = with_picture(folder_store)
    made = back_up(folder_store.folder, folder_store.backups, START)
    found = contents(made.path, silent)
    assert (found.workspace, found.name) == (folder_store.info.id, folder_store.info.name)
    assert (found.sequence, found.head, found.broken_at) == (made.manifest.sequence, made.manifest.head, None)
    assert found.media == (digest,)


def test_pictures_of_sealed_editions_are_needed_too(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    assert sealed_media(edition.manifest) == set()
    digest = sha256(b"rendered")
    sealed = SealedMedia(1, MediaRole.INLINE, digest, "image/png", 1, 1, 8, "A field", "")
    manifest = edition.sealed()
    with_media = replace(manifest, payloads=(replace(manifest.payloads[0], media=(sealed,)),))
    assert sealed_media(with_media.canonical_bytes()) == {digest}
    assert needed_media(scene.work) == ()


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"payloads":[{"media":[1]}]}', b"\xff"])
def test_a_manifest_that_cannot_be_read_needs_no_picture(manifest: bytes) -> None:
    assert sealed_media(manifest) == set()


def test_a_file_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(Unavailable):
        contents(tmp_path / "x.db", silent)
