from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor_app.domain.approval import Decision, Stage, StageKind
from editor_app.domain.edition import AcceptedFinding, EditionState, Payload
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import Digest, EditionId
from editor_app.storage.queries import editions
from editor_app.storage.workspaces import Store
from tests.storage.attacks import undone
from tests.storage.plans import plan
from tests.storage.scene import (
    START,
    Scene,
    approved,
    decision,
    edition_of,
    insert_on_own_route,
    sent,
    sign,
    submit,
    write_again,
    write_document,
)
from tests.storage.values import ACCEPTED, DIGESTS, PAYLOADS, WORDS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payloads=st.lists(PAYLOADS, min_size=2, max_size=2),
    accepted=st.lists(ACCEPTED, max_size=2),
    overridden=st.lists(DIGESTS, max_size=2),
    words=WORDS,
    window=st.none() | st.integers(0, 10**6),
)
def test_an_edition_and_its_manifest_come_back_to_the_byte(
    scene: Scene,
    payloads: list[Payload],
    accepted: list[AcceptedFinding],
    overridden: list[Digest],
    words: str,
    window: int | None,
) -> None:
    with undone(scene), scene.connection.begin_nested() as point:
        plain = edition_of(scene, write_document(scene))
        manifest = replace(
            plain.sealed(),
            payloads=tuple(replace(each, account=scene.accounts[n].id) for n, each in enumerate(payloads)),
            accepted=tuple(accepted),
            to_override=tuple(overridden),
            source=words,
            not_before=None if window is None else START,
            not_after=None if window is None else START + timedelta(seconds=window),
        )
        edition = replace(plain, manifest=manifest.canonical_bytes(), digest=manifest.digest)
        name = "".join(each for each in words if each.isprintable())
        stages = (Stage(1, StageKind.PROOF, name, name, 2),)
        edition = insert_on_own_route(scene, edition, stages)
        found = editions.edition_by_id(scene.work, edition.id)
        assert found == edition
        assert editions.kind_and_end(scene.work, edition.id) == (edition.kind, manifest.not_after)
        assert found.sealed() == manifest
        assert editions.stages_of(scene.work, edition.id) == stages
        assert editions.accounts_of(scene.work, edition.id) == [account.id for account in scene.accounts]
        point.rollback()


def test_an_edition_whose_bytes_do_not_have_its_digest_is_not_stored(scene: Scene) -> None:
    edition = edition_of(scene, write_document(scene))
    broken = replace(edition, digest=Digest("a" * 64))
    with pytest.raises(ValueError, match="digest"):
        editions.insert_edition(scene.work, broken, ())


def test_an_edition_is_found_by_the_beginning_of_its_id(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    assert editions.edition_by_id(scene.work, edition.id[:6].upper()) == edition
    for name in (edition.id[:5], "%%%%%%", "ffffff-nothing", ""):
        with pytest.raises(NotFound, match="There is no edition"):
            editions.edition_by_id(scene.work, name)


def test_a_beginning_that_fits_several_asks_for_more(scene: Scene) -> None:
    stages = (Stage(1, StageKind.REVIEW, "终审", ""),)
    for ending in ("1", "2"):
        plain = edition_of(scene, write_document(scene))
        manifest = replace(plain.sealed(), edition=EditionId(f"abcdef00-0000-4000-8000-00000000000{ending}"))
        edition = replace(plain, id=manifest.edition, manifest=manifest.canonical_bytes(), digest=manifest.digest)
        insert_on_own_route(scene, edition, stages)
    with pytest.raises(Invalid, match="fits several editions"):
        editions.edition_by_id(scene.work, "abcdef00")


def test_approvals_come_back_as_they_were_signed(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    first, second = decision(scene, edition, 1, "reader1"), decision(scene, edition, 2, "reader2")
    full = replace(
        second,
        statement=replace(second.statement, opened=("site", "social"), overrides=(Digest("b" * 64),), reason="好"),
    )
    editions.insert_approval(scene.work, first)
    editions.insert_approval(scene.work, full)
    assert editions.approvals_of(scene.work, edition.id) == [first, full]
    assert editions.approvals_of(scene.work, edition.id)[1].statement.bytes_to_sign() == full.statement.bytes_to_sign()


def test_what_waits_is_what_is_in_review_the_longest_waiting_first(scene: Scene) -> None:
    waiting = [submit(scene, write_document(scene)) for _ in range(2)]
    approved(scene, write_document(scene))
    assert editions.waiting_editions(scene.work) == waiting


def test_voiding_ends_what_is_in_review_of_that_document_only(scene: Scene) -> None:
    mine, other = submit(scene, write_document(scene)), submit(scene, write_document(scene))
    assert editions.void_open(scene.work, mine.document) == [mine.id]
    assert editions.void_open(scene.work, mine.document) == []
    assert editions.edition_by_id(scene.work, mine.id).state is EditionState.VOID
    assert editions.edition_by_id(scene.work, other.id).state is EditionState.IN_REVIEW


def test_the_last_published_edition_is_the_newest_that_is_out(scene: Scene) -> None:
    first = write_document(scene)
    assert editions.last_published_edition(scene.work, first.document) is None
    published = approved(scene, first)
    assert editions.last_published_edition(scene.work, first.document) is None
    sent(scene, published)
    returned = submit(scene, write_again(scene, first))
    sign(scene, returned, 1, "reader1", Decision.RETURN)
    editions.set_edition_state(scene.work, returned.id, EditionState.RETURNED)
    assert editions.last_published_edition(scene.work, first.document) == replace(
        published, state=EditionState.APPROVED
    )
    assert [each.id for each in editions.editions_of(scene.work, first.document)] == [published.id, returned.id]
    assert editions.next_edition_number(scene.work, first.document) == 3


def test_the_same_content_for_the_same_account_has_the_same_digest(scene: Scene) -> None:
    revision = write_document(scene)
    one, other = edition_of(scene, revision).sealed(), edition_of(scene, revision).sealed()
    assert editions.content_digest(one.payloads[0]) == editions.content_digest(other.payloads[0])
    assert editions.content_digest(one.payloads[0]) != editions.content_digest(one.payloads[1])


def test_what_waits_is_found_without_reading_every_edition(folder_store: Store) -> None:
    with folder_store.database.read() as snapshot:
        waiting = plan(snapshot.connection, editions._WAITING)
        mine = plan(snapshot.connection, editions._IN_REVIEW, document="x")
        by_id = plan(snapshot.connection, editions._BY_ID, wanted="x")
    assert "uq_edition_in_review" in waiting
    assert "uq_edition_in_review (document=?)" in mine
    assert "SEARCH edition USING INDEX" in by_id
