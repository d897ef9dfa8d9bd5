"""Made-up domain values for tests, as strategies and as one good example of each."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from editor_app.domain.duty import Terms
from editor_app.domain.edition import (
    AcceptedFinding,
    EditionKind,
    Manifest,
    MediaRole,
    Part,
    Payload,
    SealedMedia,
)
from editor_app.domain.identifiers import (
    AccountId,
    Digest,
    DocumentId,
    EditionId,
    MemberId,
    RevisionId,
    WorkspaceId,
    sha256,
)
from editor_app.domain.member import Member, MemberState, Named, Role
from editor_app.domain.stage_seal import StageSeal

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
ids = st.uuids(version=4).map(str)
digests = st.binary(max_size=8).map(sha256)
pairs = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive by contract

sealed_media = st.builds(
    SealedMedia,
    ordinal=st.integers(1, 9),
    role=st.sampled_from(MediaRole),
    digest=digests,
    mime=texts,
    width=st.integers(0, 9000),
    height=st.integers(0, 9000),
    size=st.integers(0, 10**9),
    alt=texts,
    origin=texts,
)
parts = st.builds(
    Part, ordinal=st.integers(1, 9), body=texts, media=st.lists(st.integers(1, 9), max_size=3).map(tuple), fields=pairs
)
payloads = st.builds(
    Payload,
    account=ids.map(AccountId),
    account_name=texts,
    platform=texts,
    remote_uid=texts,
    format=texts,
    title=texts,
    summary=texts,
    link=texts,
    slug=texts,
    language=texts,
    parts=st.lists(parts, max_size=2).map(tuple),
    media=st.lists(sealed_media, max_size=2).map(tuple),
    options=pairs,
    late=st.lists(texts, max_size=3).map(tuple),
)
named = st.builds(Named, ids.map(MemberId), texts)
terms = st.builds(
    Terms, st.sampled_from([Role.REVIEWER, Role.EXPERT]), st.lists(named, max_size=3).map(tuple), st.integers(0, 900),
    st.none() | named,
)  # fmt: skip
plain_seals = st.builds(StageSeal, st.integers(1, 6), texts, texts, st.integers(1, 3))
stage_seals = st.builds(
    StageSeal, st.integers(1, 6), texts, texts, st.integers(1, 3), terms, st.sampled_from(["review", "proof"])
)
manifests = st.builds(
    Manifest,
    workspace=ids.map(WorkspaceId),
    edition=ids.map(EditionId),
    document=ids.map(DocumentId),
    revision=ids.map(RevisionId),
    kind=st.sampled_from(EditionKind),
    payloads=st.lists(payloads, min_size=1, max_size=2).map(tuple),
    not_before=st.none() | moments,
    not_after=st.none() | moments,
    rule_pack=texts,
    accepted=st.lists(st.builds(AcceptedFinding, digests, texts, texts), max_size=2).map(tuple),
    to_override=st.lists(digests, max_size=2).map(tuple),
    stages=st.lists(plain_seals, max_size=3).map(tuple) | st.lists(stage_seals, max_size=3).map(tuple),
    source=texts,
    responsible_editor=texts,
    document_number=texts,
    previous=st.none() | ids.map(EditionId),
)


def a_payload() -> Payload:
    """One small article with a picture."""
    return Payload(
        account=AccountId("a1"),
        account_name="滨江发布",
        platform="sandbox",
        remote_uid="sandbox:1",
        format="html",
        title="“指尖上的网上政府”怎么建？",
        summary="",
        link="",
        slug="zhijian",
        language="zh-CN",
        parts=(Part(1, '<p>正文</p><img src="pd-late:media_url/1" alt="佛香阁">', (1,)),),
        media=(SealedMedia(1, MediaRole.INLINE, sha256(b"jpeg"), "image/jpeg", 800, 600, 4, "佛香阁", "media:x"),),
        late=("media_url/1",),
    )


def a_manifest() -> Manifest:
    """An edition for one account."""
    return Manifest(
        workspace=WorkspaceId("w"),
        edition=EditionId("e"),
        document=DocumentId("d"),
        revision=RevisionId("r"),
        kind=EditionKind.PUBLICATION,
        payloads=(a_payload(),),
        not_before=None,
        not_after=NOON,
        rule_pack="2026.11",
        accepted=(AcceptedFinding(Digest("f" * 64), "long_sentence", "引用原文"),),
        to_override=(),
        stages=(StageSeal(1, "初审", "文字", 1), StageSeal(2, "终审", "政治", 1)),
        source="中国政府网",
        responsible_editor="沈知言",
        document_number="",
    )


def a_member(name: str, *roles: Role, state: MemberState = MemberState.CONFIRMED) -> Member:
    """A member whose id is the name."""
    from editor_app.domain.identifiers import KeyId, MemberId

    return Member(MemberId(name), name, frozenset(roles), state, KeyId(f"key-{name}"), b"k" * 32, NOON)
