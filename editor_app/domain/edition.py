"""An edition: exactly what every account will receive, frozen under one digest that reviewers sign."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import (
    AccountId,
    Digest,
    DocumentId,
    EditionId,
    RevisionId,
    WorkspaceId,
    sha256,
)
from editor_app.domain.instants import instant, microseconds
from editor_app.domain.manifest_json import Fields
from editor_app.domain.stage_seal import StageSeal, stage_as_json, stage_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import MemberId, RouteId

_VERSIONS = (1, 2)
LATE_PLACEHOLDER = re.compile(r"pd-late:([a-z_]+(?:/[0-9]+)?)")


class EditionKind(StrEnum):
    """Why an edition goes out."""

    PUBLICATION = "publication"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    REPLY = "reply"
    EMERGENCY = "emergency"


class EditionState(StrEnum):
    """Where an edition stands with its reviewers."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    """All stages signed; may be queued."""
    RETURNED = "returned"
    """A reviewer sent it back; final."""
    VOID = "void"
    """A later save or submission replaced it; final."""


class MediaRole(StrEnum):
    """What a sealed picture is for."""

    INLINE = "inline"
    COVER = "cover"
    CARD = "card"
    """The picture of a link card."""


@dataclass(frozen=True, slots=True)
class SealedMedia:
    """One picture as it will be uploaded, bound by the digest of its exact bytes."""

    ordinal: int
    """1, 2, 3 … within the payload; the order readers see."""
    role: MediaRole
    digest: Digest
    mime: str
    width: int
    height: int
    size: int
    alt: str
    origin: str
    """`media:<sha256>` or `chart:<id>` of the revision it was made from."""


@dataclass(frozen=True, slots=True)
class Part:
    """One public piece of a payload: an article has one, a thread has several."""

    ordinal: int
    body: str
    """Final text or HTML; late fields stand in it as `pd-late:<name>`, only where composing put them."""
    media: tuple[int, ...] = ()
    """Ordinals of the sealed media that belong to this part."""
    fields: tuple[tuple[str, str], ...] = ()
    """Further fixed fields of the platform (facets, card…), sorted by name."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What one account receives, down to the byte but for the late fields that it lists."""

    account: AccountId
    account_name: str
    platform: str
    remote_uid: str
    format: str
    """`html` or `text`."""
    title: str
    summary: str
    link: str
    slug: str
    language: str
    parts: tuple[Part, ...]
    media: tuple[SealedMedia, ...]
    options: tuple[tuple[str, str], ...] = ()
    """Sorted by name: tags, categories, author, status…"""
    late: tuple[str, ...] = ()
    """Names of the fields that arise after signing, from the platform's closed list."""

    def option(self, name: str) -> str:
        """The option's value, or an empty text."""
        return dict(self.options).get(name, "")


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A warning that the submitter accepted, with the reason; reviewers sign it too."""

    digest: Digest
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that the signatures of an edition cover."""

    workspace: WorkspaceId
    edition: EditionId
    document: DocumentId
    revision: RevisionId
    kind: EditionKind
    payloads: tuple[Payload, ...]
    not_before: datetime | None
    not_after: datetime | None
    rule_pack: str
    accepted: tuple[AcceptedFinding, ...]
    to_override: tuple[Digest, ...]
    """Digests of findings that a reviewer's signature must carry."""
    stages: tuple[StageSeal, ...]
    source: str
    responsible_editor: str
    document_number: str
    previous: EditionId | None = None
    """The published edition that this one corrects or withdraws."""
    use_hours: int = 0
    """How long after the last signature it may still go out; 0 = as long as its window."""

    @property
    def version(self) -> int:
        """1, or 2 when the stages say who signs them."""
        return 2 if any(stage.terms is not None for stage in self.stages) else 1

    def canonical_bytes(self) -> bytes:
        """The bytes whose digest is signed."""
        return canonical(manifest_as_json(self))

    @property
    def digest(self) -> Digest:
        """SHA-256 of the canonical bytes."""
        return sha256(self.canonical_bytes())

    def payload_for(self, account: AccountId) -> Payload:
        """What `account` receives.

        Raises:
            KeyError: the edition isn't for that account.
        """
        for payload in self.payloads:
            if payload.account == account:
                return payload
        raise KeyError(account)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition and where it stands."""

    id: EditionId
    document: DocumentId
    revision: RevisionId
    number: int
    """1, 2, 3 … within the document."""
    kind: EditionKind
    state: EditionState
    digest: Digest
    manifest: bytes
    """Canonical bytes, exactly as signed."""
    route: RouteId
    submitted_by: MemberId
    submitted_at: datetime

    def sealed(self) -> Manifest:
        """The manifest, read back.

        Raises:
            ValueError: the stored bytes are not the canonical manifest of this digest.
        """
        if sha256(self.manifest) != self.digest:
            raise ValueError("the stored manifest does not have the stored digest")
        return _read(self.manifest)


@lru_cache(maxsize=16)
def _read(content: bytes) -> Manifest:
    """Every account of an edition asks for the same manifest, several times each; values never change."""
    return manifest_from_bytes(content)


def late_placeholder(name: str) -> str:
    """How a late field stands in a part's body: `pd-late:media_url/1`."""
    return f"pd-late:{name}"


def filled(body: str, late: Mapping[str, str]) -> str:
    """`body` with every late field put in: the one function that turns what was signed into what is sent.

    Raises:
        KeyError: a late field of the body has no value yet.
    """
    return LATE_PLACEHOLDER.sub(lambda found: late[found[1]], body)


def placeholders(body: str) -> tuple[str, ...]:
    """Names of the late fields that stand in `body`, in order."""
    return tuple(found[1] for found in LATE_PLACEHOLDER.finditer(body))


def manifest_as_json(manifest: Manifest) -> dict[str, Json]:
    """The manifest as plain JSON values, of its own version."""
    newer: dict[str, Json] = {"use_hours": manifest.use_hours} if manifest.version > 1 else {}
    return {
        **newer,
        "v": manifest.version,
        "workspace": manifest.workspace,
        "edition": manifest.edition,
        "document": manifest.document,
        "revision": manifest.revision,
        "kind": manifest.kind.value,
        "deliveries": [payload_as_json(payload) for payload in manifest.payloads],
        "not_before": None if manifest.not_before is None else microseconds(manifest.not_before),
        "not_after": None if manifest.not_after is None else microseconds(manifest.not_after),
        "rule_pack": manifest.rule_pack,
        "accepted": [[a.digest, a.rule, a.reason] for a in manifest.accepted],
        "to_override": list(manifest.to_override),
        "stages": [stage_as_json(stage) for stage in manifest.stages],
        "source": manifest.source,
        "responsible_editor": manifest.responsible_editor,
        "document_number": manifest.document_number,
        "previous": manifest.previous,
    }


def payload_as_json(payload: Payload) -> dict[str, Json]:
    """One delivery of the manifest."""
    return {
        "account": payload.account,
        "account_name": payload.account_name,
        "platform": payload.platform,
        "remote_uid": payload.remote_uid,
        "format": payload.format,
        "title": payload.title,
        "summary": payload.summary,
        "link": payload.link,
        "slug": payload.slug,
        "language": payload.language,
        "parts": [[p.ordinal, p.body, list(p.media), [list(f) for f in p.fields]] for p in payload.parts],
        "media": [
            [m.ordinal, m.role.value, m.digest, m.mime, m.width, m.height, m.size, m.alt, m.origin]
            for m in payload.media
        ],
        "options": [list(option) for option in payload.options],
        "late": list(payload.late),
    }


@lru_cache(maxsize=32)
def manifest_from_bytes(content: bytes) -> Manifest:
    """The manifest that `content` is the canonical form of; the last few are remembered by all of their bytes.

    Raises:
        ValueError: not canonical, of another version, or of another shape.
    """
    fields = Fields(json.loads(content))  # that it is canonical shows at the end, when it is written again
    if fields.integer("v") not in _VERSIONS:
        raise ValueError("a manifest of an unknown version")
    before, after, previous = (fields.optional(n) for n in ("not_before", "not_after", "previous"))
    manifest = Manifest(
        workspace=WorkspaceId(fields.text("workspace")),
        edition=EditionId(fields.text("edition")),
        document=DocumentId(fields.text("document")),
        revision=RevisionId(fields.text("revision")),
        kind=EditionKind(fields.text("kind")),
        payloads=tuple(_payload(Fields(item)) for item in fields.items("deliveries")),
        not_before=instant(before) if isinstance(before, int) else None,
        not_after=instant(after) if isinstance(after, int) else None,
        rule_pack=fields.text("rule_pack"),
        accepted=tuple(_accepted(Fields(item)) for item in fields.items("accepted")),
        to_override=tuple(Digest(str(item)) for item in fields.items("to_override")),
        stages=tuple(stage_of(item) for item in fields.items("stages")),
        source=fields.text("source"),
        responsible_editor=fields.text("responsible_editor"),
        document_number=fields.text("document_number"),
        previous=EditionId(previous) if isinstance(previous, str) else None,
        use_hours=fields.integer("use_hours") if fields.integer("v") > 1 else 0,
    )
    if manifest.canonical_bytes() != content:
        raise ValueError("a manifest with unknown fields")
    return manifest


def _accepted(item: Fields) -> AcceptedFinding:
    return AcceptedFinding(Digest(item.text(0)), item.text(1), item.text(2))


def _payload(fields: Fields) -> Payload:
    return Payload(
        account=AccountId(fields.text("account")),
        account_name=fields.text("account_name"),
        platform=fields.text("platform"),
        remote_uid=fields.text("remote_uid"),
        format=fields.text("format"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        link=fields.text("link"),
        slug=fields.text("slug"),
        language=fields.text("language"),
        parts=tuple(_part(Fields(item)) for item in fields.items("parts")),
        media=tuple(_media(Fields(item)) for item in fields.items("media")),
        options=fields.pairs("options"),
        late=tuple(str(item) for item in fields.items("late")),
    )


def _part(item: Fields) -> Part:
    ordinals = tuple(Fields(item.items(2)).integer(at) for at in range(len(item.items(2))))
    return Part(item.integer(0), item.text(1), ordinals, item.pairs(3))


def _media(item: Fields) -> SealedMedia:
    return SealedMedia(
        ordinal=item.integer(0),
        role=MediaRole(item.text(1)),
        digest=Digest(item.text(2)),
        mime=item.text(3),
        width=item.integer(4),
        height=item.integer(5),
        size=item.integer(6),
        alt=item.text(7),
        origin=item.text(8),
    )
