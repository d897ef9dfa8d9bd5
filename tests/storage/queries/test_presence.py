"""Signs of life: written without an audit row, into one table and no other, and forgotten after a minute."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text, update

from editor_app.domain.document import Content, DocumentKind, Revision
from editor_app.domain.identifiers import DocumentId, RevisionId, new_id
from editor_app.domain.member import Member
from editor_app.domain.presence import Doing, Present, SeatId
from editor_app.storage.queries import documents, people, presence
from editor_app.storage.review_tables import presence as table
from editor_app.storage.tables import audit, delivery, setting
from editor_app.storage.workspaces import Store
from tests.storage.scene import ACTOR, SOMETHING, START


@pytest.fixture
def editor(store: Store) -> Member:
    with store.database.read() as snapshot:
        return people.member_by_name(snapshot, "editor")


@pytest.fixture
def document(store: Store, editor: Member) -> DocumentId:
    made = DocumentId(new_id())
    with store.database.write(ACTOR, "document.create", SOMETHING) as work:
        documents.insert_document(work, made, DocumentKind.NEWS, editor.id)
        first = Revision(RevisionId(new_id()), made, 1, None, Content(title="t"), (), (), editor.id, work.at)
        documents.insert_revision(work, first)
    return made


def at(editor: Member, seat: str, doing: Doing = Doing.OPEN) -> Present:
    return Present(editor.id, editor.name, SeatId(seat), doing, START)


def seen(store: Store, document: DocumentId, seconds: int) -> list[tuple[str, Doing]]:
    with store.database.read() as snapshot:
        found = presence.present(snapshot, document, START + timedelta(seconds=seconds))
    return [(each.seat, each.doing) for each in found]


def counts(store: Store) -> dict[str, int]:
    names = [name for name in table.metadata.tables if name != "presence"]
    with store.database.read() as snapshot:
        return {n: int(snapshot.connection.execute(text(f'SELECT count(*) FROM "{n}"')).scalar_one()) for n in names}


def test_a_sign_of_life_is_seen_for_a_minute_and_leaves_no_trace_elsewhere(
    store: Store, editor: Member, document: DocumentId
) -> None:
    before = counts(store)
    presence.sign(store.database, at(editor, "w1"), document, START)
    presence.sign(store.database, at(editor, "w1", Doing.WRITING), document, START + timedelta(seconds=15))
    assert seen(store, document, 20) == [("w1", Doing.WRITING)]
    assert seen(store, document, 74) == [("w1", Doing.WRITING)]
    assert seen(store, document, 76) == []
    assert counts(store) == before


def test_who_leaves_is_gone_at_once_and_who_vanished_is_swept_out(
    store: Store, editor: Member, document: DocumentId
) -> None:
    for window in ("w1", "w2"):
        presence.sign(store.database, at(editor, window), document, START)
    presence.leave(store.database, SeatId("w1"))
    assert seen(store, document, 1) == [("w2", Doing.OPEN)]
    presence.sign(store.database, at(editor, "w3"), document, START + timedelta(seconds=70))
    with store.database.read() as snapshot:
        assert [row.seat for row in snapshot.connection.execute(table.select())] == ["w3"]


def test_nothing_else_can_be_written_without_a_record(store: Store, editor: Member, document: DocumentId) -> None:
    presence.sign(store.database, at(editor, "w1"), document, START)
    for statement in (delete(setting), insert(audit), update(delivery).values(state="sent")):
        with pytest.raises(ValueError, match="on record"):
            store.database.sign_of_life((delete(table), {}), (statement, {}))
    assert seen(store, document, 1) == [("w1", Doing.OPEN)]
