from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from editor_app.domain.chart import Chart
from editor_app.domain.document import Content, DocumentKind, Override
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import DocumentId, RevisionId, new_id
from editor_app.storage.queries import documents
from editor_app.storage.queries.documents import Superseded
from tests.storage.scene import Scene, approved, sent, write_again, write_document
from tests.storage.values import CHARTS, CONTENTS, OVERRIDES


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENTS, overrides=OVERRIDES, charts=CHARTS)
def test_a_revision_comes_back_as_it_was_saved(
    scene: Scene, content: Content, overrides: tuple[Override, ...], charts: tuple[Chart, ...]
) -> None:
    with scene.connection.begin_nested() as point:
        first = write_document(scene)
        saved = replace(
            first,
            id=RevisionId(new_id()),
            number=2,
            parent=first.id,
            content=content,
            overrides=overrides,
            charts=charts,
        )
        documents.insert_revision(scene.work, saved)
        assert documents.revision_by_id(scene.work, saved.id) == saved
        assert documents.head_revision(scene.work, first.document) == saved
        assert documents.revisions(scene.work, first.document) == [first, saved]
        point.rollback()


def test_documents_of_a_year_are_numbered_without_a_gap(scene: Scene) -> None:
    numbers = []
    for _ in range(3):
        document = DocumentId(new_id())
        numbers.append(documents.insert_document(scene.work, document, DocumentKind.NOTICE, scene.id_of("editor")))
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]


def test_the_year_is_the_offices_own(scene: Scene) -> None:
    """23:30 UTC on New Year's Eve is the next year in Shanghai."""
    scene.work.at = scene.work.at.replace(month=12, day=31, hour=23, minute=30)
    document = DocumentId(new_id())
    assert documents.insert_document(scene.work, document, DocumentKind.NEWS, scene.id_of("editor")) == "2027-0001"


def test_a_document_is_found_by_number_id_or_the_beginning_of_its_id(scene: Scene) -> None:
    revision = write_document(scene)
    by_id = documents.document_by_id(scene.work, revision.document)
    assert (by_id.number, by_id.head, by_id.kind) == ("2026-0001", revision.id, DocumentKind.NEWS)
    for name in ("2026-0001", "2026-1", revision.document, revision.document[:6], revision.document[:8].upper()):
        assert documents.document_by_id_or_number(scene.work, name) == by_id


@pytest.mark.parametrize("name", ["2026-0099", "abc", "", "%%%%%%", "______", "2026-0001'; --"])
def test_a_document_that_is_not_there_is_named(scene: Scene, name: str) -> None:
    write_document(scene)
    with pytest.raises(NotFound, match="There is no document"):
        documents.document_by_id_or_number(scene.work, name)


def test_a_beginning_that_fits_several_asks_for_more(scene: Scene) -> None:
    for ending in ("1", "2"):
        new = DocumentId(f"abcdef00-0000-4000-8000-00000000000{ending}")
        documents.insert_document(scene.work, new, DocumentKind.NEWS, scene.id_of("editor"))
        first = replace(write_document(scene), id=RevisionId(new_id()), document=new)
        documents.insert_revision(scene.work, first)
    with pytest.raises(Invalid, match="fits several documents"):
        documents.document_by_id_or_number(scene.work, "abcdef00")


def test_a_save_over_somebody_elses_carries_the_newest_to_compare(scene: Scene) -> None:
    first = write_document(scene)
    theirs = write_again(scene, first, author="editor2")
    with pytest.raises(Superseded, match="revision 2") as caught:
        write_again(scene, first, author="editor")
    assert caught.value.newest == theirs
    assert caught.value.code == "conflict"
    assert documents.head_revision(scene.work, first.document) == theirs


def test_authors_are_those_since_the_last_publication(scene: Scene) -> None:
    first = write_document(scene, author="editor2")
    assert documents.authors_since_last_publication(scene.work, first.document) == {scene.id_of("editor2")}
    second = write_again(scene, first, author="editor")
    both = {scene.id_of("editor"), scene.id_of("editor2")}
    assert documents.authors_since_last_publication(scene.work, first.document) == both
    sent(scene, approved(scene, second))
    assert documents.authors_since_last_publication(scene.work, first.document) == frozenset()
    write_again(scene, second, author="editor2")
    assert documents.authors_since_last_publication(scene.work, first.document) == {scene.id_of("editor2")}


def test_what_is_not_there_is_not_found(scene: Scene) -> None:
    for deed in (documents.revision_by_id, documents.head_revision, documents.document_by_id):
        with pytest.raises(NotFound):
            deed(scene.work, "x")  # type: ignore[operator]
