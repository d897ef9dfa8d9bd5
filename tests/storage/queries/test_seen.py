from editor_app.domain.anchor import Anchor, Region
from editor_app.domain.comment import Remark, Thread, ThreadId
from editor_app.domain.delivery import ReadBack, Verdict
from editor_app.domain.identifiers import new_id, sha256
from editor_app.storage.queries import attempts, comments, seen
from tests.storage.remarks import recorded
from tests.storage.scene import Scene, approved, sent, write_document


def test_what_was_read_is_kept_once_and_told_by_the_newest_reading(scene: Scene) -> None:
    document = write_document(scene)
    done = sent(scene, approved(scene, document))
    for content in ('["a"]', '["b"]', '["a"]'):
        read = ReadBack(done.id, scene.work.at, Verdict.DIFFERENT, (), (), sha256(content.encode()))
        seen.keep_observed(scene.work, read, attempts.insert_read_back(scene.work, read), content)
    assert scene.connection.exec_driver_sql("SELECT count(*) FROM observed").scalar() == 2
    (found,) = seen.last_seen(scene.work, document.document)
    assert (found.delivery, found.content, found.verdict) == (done.id, '["a"]', Verdict.DIFFERENT)
    assert seen.last_seen(scene.work, write_document(scene).document) == []


def test_a_region_comes_back_with_its_comment(scene: Scene) -> None:
    document, region = write_document(scene), Region(100, 200, 300, 400)
    for place in (region, None):
        new = ThreadId(new_id())
        recorded(scene, "reader1", new)
        anchor = Anchor("picture", None, "a" * 64, region=place)
        by = scene.people["reader1"].id
        comments.insert_thread(
            scene.work, Thread(new, document.document, document.id, anchor, by, scene.work.at, is_must=False)
        )
        comments.insert_remark(scene.work, new, Remark(1, by, "reader1", scene.work.at, "?", ()))
        assert comments.thread_by_id(scene.work, new).anchor.region == place
