"""What the emergency lane and embargoes keep, put into a scene by raw SQL and by the program's own queries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionKind
from editor_app.domain.instants import microseconds
from tests.storage.scene import approved, write_document

if TYPE_CHECKING:
    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Edition
    from tests.storage.scene import Scene

TEMPLATE = "INSERT INTO emergency_template VALUES (:name, :version, 'notice', '[]', :by, 1, :reason, :sequence)"
FILLING = """INSERT INTO emergency_filling VALUES
    (:document, :ordinal, 'rain', 0, '{}', :digest, '{}', :by, 1, :sequence)"""
OPENING = "INSERT INTO lane_opening VALUES (:id, :by, :at, :reason, :sequence)"
SETTLE = """INSERT INTO settlement VALUES
    (:edition, :verdict, :by, :key, :digest, :head, :at, :note, :signature, :sequence)"""
EMBARGO = "INSERT INTO embargo VALUES (:document, :ordinal, :until, :members, :reason, :by, :at, :wish, :sequence)"
CONSENT = """INSERT INTO embargo_consent VALUES
    (:document, :ordinal, :by, :key, :digest, :digest, 1, :signature, :sequence)"""


def urgent(scene: Scene) -> Edition:
    """An approved emergency."""
    return approved(scene, write_document(scene), kind=EditionKind.EMERGENCY)


def template(scene: Scene, version: int = 1, by: str = "admin") -> dict[str, object]:
    sequence = scene.work.record("template.change", Subject("template", "rain"))
    return {"name": "rain", "version": version, "by": scene.id_of(by), "reason": "clearer", "sequence": sequence}


def filling(scene: Scene, document: Revision, ordinal: int = 1, by: str = "editor") -> dict[str, object]:
    sequence = scene.work.record("document.fill", Subject("document", document.document))
    values: dict[str, object] = {"document": document.document, "ordinal": ordinal, "digest": "a" * 64}
    return {**values, "by": scene.id_of(by), "sequence": sequence}


def opening(scene: Scene, name: str = "o1", by: str = "admin") -> dict[str, object]:
    sequence = scene.work.record("lane.open", Subject("lane", name))
    at = microseconds(scene.work.at)
    return {"id": name, "by": scene.id_of(by), "at": at, "reason": "two floods", "sequence": sequence}


def settled(scene: Scene, edition: Edition, by: str = "reader3") -> dict[str, object]:
    sequence = scene.work.record("emergency.settle", Subject("edition", edition.id))
    return {
        "edition": edition.id, "verdict": "upheld", "by": scene.id_of(by), "key": scene.people[by].key,
        "digest": edition.digest, "head": "a" * 64, "at": microseconds(scene.work.at), "note": "",
        "signature": b"x" * 64, "sequence": sequence,
    }  # fmt: skip


def embargo(scene: Scene, document: Revision, ordinal: int = 1, **chosen: object) -> dict[str, object]:
    sequence = scene.work.record("embargo.set", Subject("document", document.document))
    until = microseconds(scene.work.at + timedelta(hours=2))
    return {
        "document": document.document, "ordinal": ordinal, "until": until, "members": "*", "reason": "figures",
        "by": scene.id_of("editor"), "at": microseconds(scene.work.at), "wish": 0, "sequence": sequence, **chosen,
    }  # fmt: skip


def consent(scene: Scene, document: Revision, ordinal: int, by: str = "reader1") -> dict[str, object]:
    sequence = scene.work.record("embargo.allow", Subject("document", document.document))
    return {
        "document": document.document, "ordinal": ordinal, "by": scene.id_of(by), "key": scene.people[by].key,
        "digest": "a" * 64, "signature": b"x" * 64, "sequence": sequence,
    }  # fmt: skip


def listed(scene: Scene, *names: str) -> str:
    """The list of those members as the table keeps it."""
    return f",{','.join(sorted(scene.id_of(name) for name in names))},"


def one_of_each(scene: Scene) -> None:
    """A row in each table."""
    scene.sql(TEMPLATE, **template(scene))
    scene.sql(OPENING, **opening(scene))
    edition = urgent(scene)
    scene.sql(SETTLE, **settled(scene, edition))
    document = write_document(scene)
    scene.sql(EMBARGO, **embargo(scene, document))
    scene.sql(EMBARGO, **embargo(scene, document, 2, until=None, wish=1))
    scene.sql(CONSENT, **consent(scene, document, 2))
