from editor_app.domain.identifiers import new_id, sha256
from editor_app.domain.instants import BootInstant
from editor_app.domain.message import Answered, Outcome, ReplyId
from editor_app.domain.text import T
from editor_app.storage.queries import messages
from tests.storage.remarks import recorded
from tests.storage.scene import Scene, approved, sent, write_document


def test_an_answer_comes_back_with_the_last_that_is_known_of_it(scene: Scene) -> None:
    delivery = sent(scene, approved(scene, write_document(scene))).id
    by = scene.id_of("publisher")
    new = Answered(ReplyId(new_id()), delivery, "7", "m", "谢谢", "publisher", scene.work.at, BootInstant("b", 5))
    recorded(scene, "publisher", delivery, "delivery")
    messages.insert_reply(scene.work, new, sha256(b"request"), by)
    assert messages.answered(scene.work, delivery) == [new]
    for outcome, remote, reason in ((Outcome.UNKNOWN, "", T("lost")), (Outcome.DONE, "8", None)):
        became = Answered(
            new.id, delivery, "7", "m", "谢谢", "publisher", new.at, new.boot, outcome, remote, "", reason
        )  # fmt: skip
        recorded(scene, "publisher", delivery, "delivery")
        messages.insert_outcome(scene.work, became, by)
        assert messages.answered(scene.work, delivery) == [became]
    assert messages.answered(scene.work, sent(scene, approved(scene, write_document(scene))).id) == []
