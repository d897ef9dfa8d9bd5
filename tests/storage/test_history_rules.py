"""Attacks on a document's history, each beside its legal twin: invented parents, names by nobody who may give them."""

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.document import Revision
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, write_again, write_document

GREW = "INSERT INTO revision_origin VALUES (:revision, :parent, :document, :sequence)"
NAMED = "INSERT INTO milestone VALUES (:revision, 1, :name, :by, 1, :sequence)"


def on_record(scene: Scene, revision: Revision, document: str = "") -> int:
    """An audit row of the save that made it."""
    subject = Subject("document", document or revision.document)
    return scene.work.record("document.save", subject, {"revision": revision.id, "number": revision.number})


def three(scene: Scene) -> tuple[Revision, Revision, Revision]:
    first = write_document(scene)
    second = write_again(scene, first)
    return first, second, write_again(scene, second, "editor2")


def origin(scene: Scene, revision: Revision, parent: Revision) -> dict[str, object]:
    return {
        "revision": revision.id, "parent": parent.id, "document": revision.document,
        "sequence": on_record(scene, revision),
    }  # fmt: skip


def named(scene: Scene, revision: Revision) -> dict[str, object]:
    return {
        "revision": revision.id, "name": "初稿", "by": scene.id_of("editor"), "sequence": on_record(scene, revision),
    }  # fmt: skip


def remembered(scene: Scene) -> None:
    """A row in each of the tables, for guards that hold for all of them."""
    first, _second, third = three(scene)
    scene.sql(GREW, **origin(scene, third, first))
    scene.sql(NAMED, **named(scene, first))


def test_a_further_parent_is_an_earlier_revision_of_the_same_document(scene: Scene) -> None:
    first, second, third = three(scene)
    other = write_document(scene)
    accepted(scene, GREW, **origin(scene, third, first))
    for parent in (second, third):
        refused(scene, "origin_is_an_earlier_one", GREW, **origin(scene, third, parent))
    foreign = {**origin(scene, third, first), "parent": other.id}
    refused(scene, "origin_is_an_earlier_one", GREW, **foreign)


def test_a_further_parent_can_not_be_put_in_later(scene: Scene) -> None:
    first, _second, third = three(scene)
    fourth = write_again(scene, third)
    accepted(scene, GREW, **origin(scene, third, first))
    write_again(scene, fourth)
    refused(scene, "origin_comes_with_its_revision", GREW, **origin(scene, third, first))


def test_a_further_parent_comes_on_record(scene: Scene) -> None:
    first, second, third = three(scene)
    right = origin(scene, third, first)
    accepted(scene, GREW, **right)
    for row in (on_record(scene, second), on_record(scene, third, "another")):
        refused(scene, "origin_comes_on_record", GREW, **{**right, "sequence": row})


@pytest.mark.parametrize("who", ["reader1", "publisher", "admin"])
def test_an_editor_names_a_revision_on_record(scene: Scene, who: str) -> None:
    first, second, _third = three(scene)
    right = named(scene, first)
    accepted(scene, NAMED, **right)
    refused(scene, "milestone_is_by_an_editor", NAMED, **{**right, "by": scene.id_of(who)})
    refused(scene, "milestone_comes_on_record", NAMED, **{**right, "sequence": on_record(scene, second)})
    refused_by_constraint(scene, "ck_milestone_says_something", NAMED, **{**right, "name": ""})


def test_what_is_remembered_stays(scene: Scene) -> None:
    remembered(scene)
    refused(scene, "milestone_is_fixed", "UPDATE milestone SET name = 'x'")
    refused(scene, "milestone_is_never_deleted", "DELETE FROM milestone")
    refused(scene, "revision_origin_is_never_deleted", "DELETE FROM revision_origin")
