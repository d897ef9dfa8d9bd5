"""Cases are found by the beginning of an id, by their document and by a delivery of it."""

import pytest

from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.recall import Measure
from editor_app.storage.queries import editions, recall
from tests.storage.scene import Scene, approved, sent, write_document
from tests.storage.test_recall_rules import CLOSE, PROOF, opened, proof_of


def test_a_case_is_found_while_it_is_open_and_listed_afterwards(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    case = opened(scene, post)
    document = editions.edition_by_id(scene.work, post.edition).document
    for found in (recall.case_by_id(scene.work, case[:8]), recall.open_case_of(scene.work, document)):
        assert found is not None
        assert (found.id, found.kind, found.opened_by) == (case, EditionKind.WITHDRAWAL, "editor")
    under = recall.under_recall(scene.work, post.id)
    assert under is not None
    assert under.id == case
    scene.sql(PROOF, **proof_of(scene, case))
    scene.sql(CLOSE, id=case, by=scene.id_of("publisher"))
    assert recall.open_case_of(scene.work, document) is None
    assert recall.cases(scene.work, open_only=True) == []
    assert [one.closed_by for one in recall.cases(scene.work, open_only=False)] == ["publisher"]
    with pytest.raises(NotFound):
        recall.case_by_id(scene.work, "ffffff")


def test_the_copies_of_a_case_say_what_their_posts_are(scene: Scene) -> None:
    post = sent(scene, approved(scene, write_document(scene)))
    (item,) = recall.items(scene.work, opened(scene, post))
    assert post.receipt is not None
    assert (item.delivery, item.remote_id, item.measure) == (post.id, post.receipt.remote_id, Measure.DELETE)
    assert (item.account_name, item.seen) == ("site", None)
