import threading
from contextlib import suppress

import pytest
from sqlalchemy import text

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Conflict, Invalid, Refused, WorkspaceReadOnly
from editor_app.storage import audit
from editor_app.storage.queries import people, settings
from editor_app.storage.workspaces import Store
from tests.storage.scene import ACTOR, SOMETHING, add_member


def test_a_write_and_its_audit_rows_are_one(store: Store) -> None:
    with store.database.read() as snapshot:
        before, _ = audit.head(snapshot)
    with suppress(ZeroDivisionError), store.database.write(ACTOR, "setting.change", SOMETHING) as work:
        settings.set_value(work, "theme", "dark")
        raise ZeroDivisionError
    with store.database.read() as snapshot:
        assert audit.head(snapshot)[0] == before
        assert settings.value_of(snapshot, "theme") is None


def test_each_changed_subject_has_its_row_in_one_transaction(store: Store) -> None:
    with store.database.write(ACTOR, "document.save", Subject("document", "d"), {"revision": 3}) as work:
        work.record("edition.void", Subject("edition", "e"))
    with store.database.read() as snapshot:
        saved, voided = audit.rows(snapshot)[-2:]
    assert (saved.action, saved.detail, saved.actor) == ("document.save", '{"revision":3}', ACTOR)
    assert voided.subject == Subject("edition", "e")
    assert saved.transaction == voided.transaction
    assert voided.previous == saved.hash


def test_a_snapshot_belongs_to_one_moment(store: Store) -> None:
    with store.database.read() as snapshot:
        before = settings.value_of(snapshot, "theme")
        with store.database.write(ACTOR, "setting.change", SOMETHING) as work:
            settings.set_value(work, "theme", "dark")
        assert settings.value_of(snapshot, "theme") == before
    with store.database.read() as snapshot:
        assert settings.value_of(snapshot, "theme") == "dark"


def test_a_snapshot_of_a_team_database_can_not_write(store: Store) -> None:
    if store.url:
        with pytest.raises(WorkspaceReadOnly), store.database.read() as snapshot:
            snapshot.connection.execute(text("DELETE FROM setting"))


def test_writers_of_many_threads_follow_each_other_without_a_gap(store: Store) -> None:
    def write() -> None:
        for _ in range(10):
            with store.database.write(ACTOR, "test.thread", SOMETHING):
                pass

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.database.read() as snapshot:
        rows = audit.rows(snapshot)
        assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
        assert sum(row.action == "test.thread" for row in rows) == 40
        assert audit.first_altered(snapshot) is None


def test_listeners_hear_of_a_commit_and_of_nothing_else(store: Store) -> None:
    heard: list[tuple[Subject, ...]] = []
    stop = store.database.listen(heard.append)
    with pytest.raises(ZeroDivisionError), store.database.write(ACTOR, "test.undone", SOMETHING):
        raise ZeroDivisionError
    assert heard == []
    with store.database.write(ACTOR, "test.done", SOMETHING) as work:
        work.record("test.more", Subject("test", "2"))
    assert heard == [(SOMETHING, Subject("test", "2"))]
    stop()
    stop()
    with store.database.write(ACTOR, "test.later", SOMETHING):
        pass
    assert len(heard) == 1


def test_a_taken_name_is_a_conflict_and_a_broken_rule_a_refusal(store: Store) -> None:
    with pytest.raises(Conflict), store.database.write(ACTOR, "member.add", SOMETHING) as work:
        add_member(work, "editor", set())
    with pytest.raises(Refused, match="member_comes_invited"), store.database.write(ACTOR, "x", SOMETHING) as work:
        work.connection.execute(text("INSERT INTO member VALUES ('m', 'Mallory', 'admin', 'confirmed', NULL, 1)"))
    with store.database.read() as snapshot:
        assert len(people.members(snapshot)) == 7


@pytest.mark.parametrize("word", ["half \ud800", "a\0b"])
def test_text_that_is_none_is_refused_in_words(store: Store, word: str) -> None:
    if word == "a\0b" and not store.url:
        return  # SQLite keeps a NUL in text; the services refuse it before
    with pytest.raises(Invalid, match="can't be stored"), store.database.write(ACTOR, "x", SOMETHING) as work:
        add_member(work, word, set())


def test_our_own_transactions_are_known_as_ours(store: Store) -> None:
    with store.database.write(ACTOR, "test.own", SOMETHING) as work:
        transaction = work.transaction
    assert store.database.wrote(transaction)
    assert not store.database.wrote("another")


def test_a_writer_waits_for_its_turn_and_not_for_sqlite_to_try_again(store: Store) -> None:
    begun, followed = threading.Event(), threading.Event()

    def follow() -> None:
        begun.set()
        with store.database.write(ACTOR, "test.second", SOMETHING):
            followed.set()

    second = threading.Thread(target=follow)
    with store.database.write(ACTOR, "test.first", SOMETHING):
        second.start()
        assert begun.wait(5)
        assert not followed.is_set()
    assert followed.wait(5)
    second.join()
    with store.database.read() as snapshot:
        first, last = audit.of_subject(snapshot, SOMETHING)[-2:]
    assert (first.action, last.action, last.sequence) == ("test.first", "test.second", first.sequence + 1)
