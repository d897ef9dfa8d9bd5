from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from editor_app.domain.edition import EditionState
from editor_app.domain.identifiers import RevisionId, new_id
from editor_app.storage.queries import documents, lists
from editor_app.storage.queries.lists import document_rows
from editor_app.storage.tables import document, revision
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import (
    ACTOR,
    SOMETHING,
    Scene,
    approved,
    queue,
    scene_of,
    sent,
    submit,
    write_again,
    write_document,
)

MANY = 10_000


def test_a_row_says_where_the_document_stands(scene: Scene) -> None:
    first = write_document(scene, title="一网通办解读")
    (row,) = document_rows(scene.work)
    assert (row.id, row.number, row.title, row.author) == (first.document, "2026-0001", "一网通办解读", "editor")
    assert (row.head, row.head_number, row.edition, row.edition_state) == (first.id, 1, None, None)
    second = write_again(scene, first, author="editor2")
    edition = approved(scene, second)
    sent(scene, edition)
    queue(scene, edition, account=1)
    (row,) = document_rows(scene.work)
    assert (row.head, row.head_number, row.author) == (second.id, 2, "editor2")
    assert (row.edition, row.edition_state, row.out, row.deliveries) == (edition.id, EditionState.APPROVED, 1, 2)


def test_the_latest_edition_counts(scene: Scene) -> None:
    first = write_document(scene)
    sent(scene, approved(scene, first))
    waiting = submit(scene, write_again(scene, first))
    (row,) = document_rows(scene.work)
    assert (row.edition, row.edition_state, row.out, row.deliveries) == (waiting.id, EditionState.IN_REVIEW, 0, 0)


def test_pages_follow_each_other_without_a_gap_or_a_double(scene: Scene) -> None:
    """Also when several were saved in the same microsecond."""
    same = scene.work.at
    for number in range(7):
        first = write_document(scene)
        moment = same if number < 5 else same + timedelta(seconds=number)
        again = replace(first, id=RevisionId(new_id()), number=2, parent=first.id, saved_at=moment)
        documents.insert_revision(scene.work, again)
    whole = document_rows(scene.work)
    paged = []
    mark = None
    while page := document_rows(scene.work, limit=3, after=mark):
        paged += page
        mark = page[-1].mark
    assert paged == whole
    assert len({row.id for row in paged}) == 7
    assert [row.saved_at for row in whole] == sorted((row.saved_at for row in whole), reverse=True)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("办事", ["办事指南 100%"]),
        ("GUIDE", ["Guide_1"]),
        ("100%", ["办事指南 100%"]),
        ("%", ["办事指南 100%"]),
        ("_", ["Guide_1"]),
        ("\\", []),
        ("2026-0002", ["Guide_1"]),
        ("2026-2", ["Guide_1"]),
        ("  办事  ", ["办事指南 100%"]),
        ("nothing", []),
    ],
)
def test_a_search_finds_titles_and_numbers_and_takes_no_sign_for_a_pattern(
    scene: Scene, search: str, found: list[str]
) -> None:
    for title in ("办事指南 100%", "Guide_1", "other"):
        write_document(scene, title=title)
    assert [row.title for row in document_rows(scene.work, search)] == found
    assert document_rows(scene.work, search, limit=1, after=None)[:1] == document_rows(scene.work, search)[:1]


def test_a_page_of_a_search_goes_on_where_the_last_one_ended(scene: Scene) -> None:
    for number in range(4):
        write_document(scene, title=f"指南 {number}")
        write_document(scene, title="other")
    first = document_rows(scene.work, "指南", limit=3)
    rest = document_rows(scene.work, "指南", limit=3, after=first[-1].mark)
    assert [row.title for row in (*first, *rest)] == ["指南 3", "指南 2", "指南 1", "指南 0"]


def test_a_page_among_10_000_documents_is_read_by_the_index(folder_store: Store) -> None:
    """A plan, not a time: the benchmarks measure; here only that nothing scans or sorts the table."""
    with folder_store.database.write(ACTOR, "test.many", SOMETHING) as work:
        there = scene_of(work)
        base = write_document(there)
        stored = work.connection.execute(revision.select()).mappings().one()
        ids = [new_id() for _ in range(MANY)]
        author = there.id_of("editor")
        work.connection.execute(
            insert(document),
            [
                {
                    "id": each,
                    "year": 2025,
                    "ordinal": number,
                    "kind": "news",
                    "created_by": author,
                    "created_at": work.at,
                }
                for number, each in enumerate(ids)
            ],
        )
        work.connection.execute(
            insert(revision),
            [
                {**stored, "id": new_id(), "document": each, "saved_at": base.saved_at + timedelta(seconds=number)}
                for number, each in enumerate(ids)
            ],
        )
    with folder_store.database.read() as snapshot:
        page = document_rows(snapshot)
        following = document_rows(snapshot, after=page[-1].mark)
        plans = [
            plan(snapshot.connection, lists._FIRST, rows=50),
            plan(snapshot.connection, lists._NEXT, rows=50, saved_at=10**15, head=page[-1].head),
        ]
    assert len({row.id for row in (*page, *following)}) == 100
    for each in plans:
        assert "ix_revision_saved_at" in each
        assert "TEMP B-TREE" not in each
    assert "SEARCH revision USING INDEX ix_revision_saved_at" in plans[1]
