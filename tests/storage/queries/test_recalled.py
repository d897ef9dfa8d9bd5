"""What is out of a document, what replaced it, and whose text leads to it."""

from editor_app.domain.edition import EditionKind
from editor_app.storage.queries import editions, recalled
from tests.storage.scene import Scene, approved, queue, sent, write_document
from tests.storage.test_recall_rules import carried_out, remedy


def test_the_copies_are_what_is_out_and_corrections_are_among_them(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    document = editions.edition_by_id(scene.work, post.edition).document
    assert [one.delivery for one in recalled.copies(scene.work, document)] == [post.id]
    assert recalled.replaced_by(scene.work, post.id) is None
    fixed = carried_out(scene, post, remedy(scene, post, EditionKind.CORRECTION), step="publish")
    assert [one.delivery for one in recalled.copies(scene.work, document)] == [post.id, fixed.id]
    away = carried_out(scene, post, remedy(scene, post), None)
    assert [one.delivery for one in recalled.copies(scene.work, document)] == [post.id, fixed.id]
    assert recalled.replaced_by(scene.work, post.id) == away.id
    assert recalled.replaced_by(scene.work, fixed.id) == away.id
    assert recalled.replaced_by(scene.work, away.id) is None


def test_what_waits_is_ordinary_and_of_the_document(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    waiting = queue(scene, edition)
    queue(scene, approved(scene, write_document(scene)))
    assert recalled.waiting(scene.work, edition.document) == [waiting.id]


def test_a_text_that_leads_to_an_address_is_named(scene: Scene) -> None:
    quoting = write_document(scene, title="见 https://x/1")
    own = write_document(scene)
    found = recalled.citing(scene.work, own.document, ["https://x/1", ""])
    assert [one.document for one in found] == [quoting.document]
    assert recalled.citing(scene.work, quoting.document, ["https://x/1"]) == []
