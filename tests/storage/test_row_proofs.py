"""Rows beside their lines of the log; `tests/services/test_auditing.py` tries every table of a whole office."""

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.instants import microseconds
from editor_app.domain.progress import silent
from editor_app.storage import row_proofs
from tests.storage.scene import Scene, write_document


def unproven(scene: Scene, table: str) -> list[tuple[str, int | None, str]]:
    found = row_proofs.unproven(scene.work, silent)
    return [(each.key, each.line, each.why.msgid) for each in found if each.table == table]


def test_a_row_is_what_its_line_says_or_it_is_named_with_the_line(scene: Scene) -> None:
    who = scene.id_of("admin")
    before = unproven(scene, "freeze")
    scene.work.actor = Actor(f"member:{who}", "admin")
    line = scene.work.record("freeze.begin", Subject("freeze", "f1"), {"reason": "flood"})
    scene.sql("INSERT INTO \"freeze\" VALUES ('f1', :at, :by, 'flood', NULL)", at=microseconds(scene.work.at), by=who)
    assert unproven(scene, "freeze") == before
    scene.work.record("freeze.begin", Subject("freeze", "f2"), {"reason": "flood"})
    assert unproven(scene, "freeze")[-1] == ("f2", scene.work.sequence, "the row is gone")
    scene.sql('UPDATE "freeze" SET lifted_at = 1')
    scene.work.record("freeze.begin", Subject("freeze", "f3"), {"reason": "rain"})
    scene.sql("INSERT INTO \"freeze\" VALUES ('f3', :at, :by, 'flood', 1)", at=microseconds(scene.work.at), by=who)
    assert ("f3", scene.work.sequence, "the log says something else") in unproven(scene, "freeze")
    assert line < scene.work.sequence


def test_progress_is_told_to_its_end(scene: Scene) -> None:
    write_document(scene)
    told: list[float] = []
    list(row_proofs.unproven(scene.work, lambda share, _words: told.append(share)))
    assert told == sorted(told)
    assert told[-1] == 1.0
