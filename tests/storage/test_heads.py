from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import row_hash
from editor_app.storage import audit, guards, heads
from tests.storage.scene import SOMETHING, Scene, approved, write_document

if TYPE_CHECKING:
    from editor_app.domain.audit import AuditRow


def test_a_log_written_anew_from_some_line_is_betrayed_by_the_signatures_that_came_after_it(scene: Scene) -> None:
    altered = scene.work.record("test.deed", SOMETHING)
    approved(scene, write_document(scene))
    scene.tick()
    scene.work.record("test.later", SOMETHING)
    assert heads.rewritten(scene.work) is None
    guards.remove(scene.connection)
    _write_anew(scene, altered)
    assert audit.first_altered(scene.work) is None
    found = heads.rewritten(scene.work)
    assert found is not None
    assert found[0] <= altered <= found[1]


def test_what_was_written_before_the_first_signature_found_its_line_is_not_suspected(scene: Scene) -> None:
    approved(scene, write_document(scene))
    signed = scene.work.sequence
    altered = scene.work.record("test.deed", SOMETHING)
    approved(scene, write_document(scene))
    guards.remove(scene.connection)
    _write_anew(scene, altered)
    found = heads.rewritten(scene.work)
    assert found is not None
    assert signed < found[0] <= altered


def _write_anew(scene: Scene, begin: int) -> None:
    """As somebody could who owns the database and knows how the hashes are made."""
    rows = audit.rows(scene.work, begin - 1, limit=10_000)
    previous = rows[0].previous
    for row in rows:
        changed = replace(row, previous=previous, detail='{"forged":1}' if row.sequence == begin else row.detail)
        previous = row_hash(changed)
        _put(scene, changed, previous)


def _put(scene: Scene, row: AuditRow, digest: str) -> None:
    scene.sql(
        "UPDATE audit SET detail = :detail, previous = :previous, hash = :digest WHERE sequence = :sequence",
        detail=row.detail, previous=row.previous, digest=digest, sequence=row.sequence,
    )  # fmt: skip
