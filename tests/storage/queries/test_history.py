from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionState
from editor_app.storage.queries import history
from tests.storage.scene import Scene, approved, write_again, write_document


def test_moments_are_told_newest_first_with_parents_names_and_editions(scene: Scene) -> None:
    first = write_document(scene)
    second = write_again(scene, first, "editor2")
    approved(scene, second)
    subject = Subject("document", first.document)
    scene.work.record("document.name_revision", subject, {"revision": first.id})
    history.insert_milestone(scene.work, first.id, "draft", scene.id_of("editor"))
    history.insert_milestone(scene.work, first.id, "first draft", scene.id_of("editor"))
    third = write_again(scene, second)
    scene.work.record("document.save", subject, {"revision": third.id})
    history.insert_origin(scene.work, third, first.id)
    found = history.moments(scene.work, first.document)
    assert [(m.number, m.author, m.origins, m.name, m.editions) for m in found] == [
        (3, "editor", (1,), "", ()),
        (2, "editor2", (), "", ((1, EditionState.APPROVED),)),
        (1, "editor", (), "first draft", ()),
    ]
    assert history.moments(scene.work, write_document(scene).document)[0].number == 1
