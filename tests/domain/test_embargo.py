from dataclasses import replace
from datetime import UTC, datetime, timedelta

from editor_app.domain.embargo import Consent, Embargo, Veiled, loosens
from editor_app.domain.identifiers import DocumentId, KeyId, MemberId, WorkspaceId

AT = datetime(2026, 11, 28, tzinfo=UTC)
A, B = MemberId("a"), MemberId("b")
STEP = Embargo(DocumentId("d"), 1, AT + timedelta(hours=2), frozenset({A}), "figures", A, AT, is_wish=False)


def test_the_first_step_loosens_nothing() -> None:
    assert not loosens(None, replace(STEP, until=None, members=None))


def test_sooner_or_for_more_people_is_looser() -> None:
    for looser in (
        replace(STEP, until=None),
        replace(STEP, until=AT),
        replace(STEP, members=None),
        replace(STEP, members=frozenset({A, B})),
        replace(STEP, until=AT + timedelta(days=1), members=frozenset({B})),
    ):
        assert loosens(STEP, looser)


def test_later_or_for_fewer_people_is_tighter() -> None:
    both = replace(STEP, members=frozenset({A, B}))
    for tighter in (both, replace(both, until=AT + timedelta(days=1)), replace(both, members=frozenset({A}))):
        assert not loosens(both, tighter)
    assert not loosens(replace(STEP, members=None), STEP)
    assert not loosens(replace(STEP, until=None), STEP)


def test_a_wish_counts_only_when_it_is_allowed() -> None:
    assert STEP.in_force
    assert not replace(STEP, is_wish=True).in_force
    assert replace(STEP, is_wish=True, is_allowed=True).in_force


def test_the_digest_covers_every_term() -> None:
    terms = (STEP, replace(STEP, until=None), replace(STEP, members=None), replace(STEP, ordinal=2),
             replace(STEP, reason="x"), replace(STEP, by=B))  # fmt: skip
    assert len({each.digest(WorkspaceId("w")) for each in terms}) == len(terms)


def test_a_consent_is_no_approval() -> None:
    digest = STEP.digest(WorkspaceId("w"))
    said = Consent(WorkspaceId("w"), STEP.document, 1, digest, B, KeyId("k"), "h", AT)
    assert said.bytes_to_sign().startswith(b"press-desk-embargo-v1\0")
    assert said.bytes_to_sign() != replace(said, ordinal=2).bytes_to_sign()


def test_the_refusal_names_nothing_of_the_document() -> None:
    assert Veiled().code == "embargoed"
    assert not Veiled().message.values
