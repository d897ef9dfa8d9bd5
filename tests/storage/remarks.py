"""Comments of a scene in raw SQL: a thread with a remark, closings and a proof reading, each with its audit row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.identifiers import new_id
from tests.storage.scene import submit, write_document

if TYPE_CHECKING:
    from editor_app.domain.document import Revision
    from tests.storage.scene import Scene

THREAD = """INSERT INTO comment_thread VALUES (:id, :document, :revision, 'body', '', NULL, :quote, '', '', 0, :must,
    :replacement, :by, 1, :sequence)"""
REMARK = "INSERT INTO comment_remark VALUES (:thread, :ordinal, :words, '[]', :by, 1, :sequence)"
CLOSING = "INSERT INTO comment_closing VALUES (:thread, :ordinal, :ending, :reason, :revision, :by, 1, :sequence)"
READING = "INSERT INTO reading VALUES (:edition, :account, :by, :ordinal, :reached, :total, 1, :sequence)"


def recorded(scene: Scene, by: str, subject: str, kind: str = "comment") -> int:
    """An audit row by that member."""
    scene.work.actor = Actor(f"member:{scene.id_of(by)}", by)
    return scene.work.record(f"{kind}.test", Subject(kind, subject))


def thread(scene: Scene, on: Revision, by: str = "reader1", replacement: str | None = None) -> dict[str, object]:
    """Everything of a thread, not stored yet."""
    new = new_id()
    return {
        "id": new, "document": on.document, "revision": on.id, "quote": "正", "must": 0, "replacement": replacement,
        "by": scene.id_of(by), "sequence": recorded(scene, by, new),
    }  # fmt: skip


def remark(scene: Scene, of: object, ordinal: int = 1, by: str = "reader1") -> dict[str, object]:
    sequence = recorded(scene, by, str(of))
    return {"thread": of, "ordinal": ordinal, "words": "?", "by": scene.id_of(by), "sequence": sequence}


def closing(scene: Scene, of: object, ending: str, by: str = "reader1", ordinal: int = 1) -> dict[str, object]:
    return {
        "thread": of, "ordinal": ordinal, "ending": ending, "reason": "", "revision": None, "by": scene.id_of(by),
        "sequence": recorded(scene, by, str(of)),
    }  # fmt: skip


def read(scene: Scene, edition: str, by: str = "reader1", ordinal: int = 1) -> dict[str, object]:
    return {
        "edition": edition, "account": scene.accounts[0].id, "by": scene.id_of(by), "ordinal": ordinal, "reached": 1,
        "total": 2, "sequence": recorded(scene, by, edition, "edition"),
    }  # fmt: skip


def spoken(scene: Scene) -> None:
    """One row in every table of comments."""
    before = scene.work.actor
    revision = write_document(scene)
    begun = thread(scene, revision)
    scene.sql(THREAD, **begun)
    scene.sql(REMARK, **remark(scene, begun["id"]))
    scene.sql(CLOSING, **closing(scene, begun["id"], "resolved"))
    scene.sql(READING, **read(scene, submit(scene, revision).id))
    scene.work.actor = before
