"""Comments as they are kept: read back whole, counted while open, found by those whom they concern."""

import pytest

from editor_app.domain.anchor import Anchor
from editor_app.domain.comment import Closing, Ending, Remark, Thread, ThreadId
from editor_app.domain.document import Revision
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import MemberId, new_id
from editor_app.storage.queries import comments
from editor_app.storage.queries.comments import Reading
from tests.storage.remarks import recorded
from tests.storage.scene import Scene, submit, write_document


def begin(scene: Scene, on: Revision, by: str = "reader1", *, must: bool = False, new: str = "") -> Thread:
    thread = ThreadId(new or new_id())
    recorded(scene, by, thread)
    anchor = Anchor("body", scene.accounts[0].id, "", "正", "", "文", 0)
    comments.insert_thread(
        scene.work,
        Thread(thread, on.document, on.id, anchor, scene.id_of(by), scene.work.at, is_must=must, replacement="改"),
    )
    return say(scene, thread, by)


def say(scene: Scene, thread: str, by: str, *mentions: MemberId) -> Thread:
    recorded(scene, by, thread)
    before = len(comments.thread_by_id(scene.work, thread).remarks)
    new = Remark(before + 1, scene.id_of(by), by, scene.work.at, "请核对", mentions)
    comments.insert_remark(scene.work, ThreadId(thread), new)
    return comments.thread_by_id(scene.work, thread)


def close(scene: Scene, thread: Thread, ending: Ending, by: str = "reader1") -> Thread:
    recorded(scene, by, thread.id)
    comments.insert_closing(scene.work, thread, Closing(ending, scene.id_of(by), by, scene.work.at, "因为"))
    return comments.thread_by_id(scene.work, thread.id)


def test_a_thread_is_read_back_as_it_was_kept(scene: Scene) -> None:
    revision = write_document(scene)
    made = begin(scene, revision, must=True)
    said = say(scene, made.id, "editor", scene.id_of("reader1"))
    closed = close(scene, said, Ending.RESOLVED)
    assert comments.threads_of(scene.work, revision.document) == [closed]
    assert closed.anchor == Anchor("body", scene.accounts[0].id, "", "正", "", "文", 0)
    assert [(one.name, one.mentions) for one in closed.remarks] == [
        ("reader1", ()),
        ("editor", (scene.id_of("reader1"),)),
    ]
    assert [(one.ending, one.name, one.reason) for one in closed.closings] == [(Ending.RESOLVED, "reader1", "因为")]
    assert (closed.is_must, closed.replacement, closed.is_open) == (True, "改", False)


def test_a_thread_is_named_by_the_beginning_of_its_id(scene: Scene) -> None:
    revision = write_document(scene)
    one = begin(scene, revision, new="abcdef12-1")
    begin(scene, revision, new="abcdef34-1")
    assert comments.thread_by_id(scene.work, "ABCDEF12").id == one.id
    with pytest.raises(Invalid):
        comments.thread_by_id(scene.work, "abcdef")
    for wrong in ("abcde", "fedcba", ""):
        with pytest.raises(NotFound):
            comments.thread_by_id(scene.work, wrong)


def test_open_threads_are_counted_for_each_document(scene: Scene) -> None:
    one, other = write_document(scene), write_document(scene)
    begin(scene, one)
    must = begin(scene, one, must=True)
    done = begin(scene, other)
    close(scene, done, Ending.RESOLVED)
    assert comments.open_counts(scene.work) == {one.document: (2, 1)}
    close(scene, close(scene, must, Ending.RESOLVED), Ending.REOPENED)
    assert comments.open_counts(scene.work) == {one.document: (2, 1)}


def test_a_thread_waits_for_the_author_of_the_text(scene: Scene) -> None:
    made = begin(scene, write_document(scene, "editor2"))
    assert [each.id for each in comments.open_for(scene.work, scene.id_of("editor2"))] == [made.id]
    assert comments.open_for(scene.work, scene.id_of("editor")) == []


def test_a_thread_waits_for_those_it_names_until_they_answer(scene: Scene) -> None:
    made = begin(scene, write_document(scene, "editor2"))
    editor, reader = scene.id_of("editor"), scene.id_of("reader1")
    assert comments.open_for(scene.work, editor) == comments.open_for(scene.work, reader) == []
    named = say(scene, made.id, "reader1", editor)
    assert [each.id for each in comments.open_for(scene.work, editor)] == [made.id]
    say(scene, made.id, "editor")
    assert comments.open_for(scene.work, editor) == []
    assert [each.id for each in comments.open_for(scene.work, reader)] == [made.id]
    close(scene, named, Ending.RESOLVED)
    assert comments.open_for(scene.work, reader) == []


def test_the_newest_word_of_each_reader_counts(scene: Scene) -> None:
    edition = submit(scene, write_document(scene)).id
    account = scene.accounts[0].id
    for who, reached in (("reader1", 1), ("reader2", 3), ("reader1", 2)):
        recorded(scene, who, edition, "edition")
        scene.tick()
        new = Reading(edition, account, scene.id_of(who), who, reached, 3, scene.work.at)
        comments.insert_reading(scene.work, new)
    found = {one.name: one for one in comments.readings(scene.work, edition)}
    assert {name: one.reached for name, one in found.items()} == {"reader1": 2, "reader2": 3}
    assert (found["reader1"].is_to_the_end, found["reader2"].is_to_the_end) == (False, True)
