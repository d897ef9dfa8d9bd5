"""Review packets: what goes out to a reviewer without an account, and the signed decision that comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.approval import Approval, Decision, Statement, Where
from editor_app.domain.canonical import parsed
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import (
    Digest,
    DocumentId,
    EditionId,
    KeyId,
    MemberId,
    RevisionId,
    WorkspaceId,
    is_digest,
)
from editor_app.domain.instants import instant
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.domain.variant_read import variant_read_of

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json

PACKET, DECISION, KEY = "press-desk-packet", "press-desk-decision", "press-desk-key"
VERSION = 1
PACKET_DOMAIN = b"press-desk-packet-v1\0"
"""Before the list of a packet under the signature of whoever sent it out."""
LONGEST = 1 << 20
"""Bytes of a decision or a public key."""
_WRONG_SHAPE = (ValueError, KeyError, TypeError, RecursionError)
_PUBLIC = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public halves of a key that somebody made elsewhere."""

    signing: bytes
    """Ed25519, 32 bytes."""
    box: bytes
    """X25519, 32 bytes."""


def key_from(content: bytes) -> PublicKey:
    """The public key in a file of `decide.py key`.

    Raises:
        Invalid: it isn't one.
    """
    try:
        fields = _fields(content, KEY)
        key = PublicKey(bytes.fromhex(fields.text("public")), bytes.fromhex(fields.text("box")))
        if (len(key.signing), len(key.box)) != (_PUBLIC, _PUBLIC):
            raise ValueError("not 32 bytes")
    except _WRONG_SHAPE as wrong:
        raise Invalid(T("This file holds no public key of a reviewer."), T("Ask for the file anew.")) from wrong
    return key


def decision_from(content: bytes) -> Approval:
    """The decision in a file of `decide.py sign`; that its signature holds is for others to say.

    Raises:
        Invalid: it isn't one, or says more than a decision says.
    """
    try:
        fields = _fields(content, DECISION)
        approval = Approval(_statement(Fields(fields.optional("statement"))), bytes.fromhex(fields.text("signature")))
        domain, _, said = approval.statement.bytes_to_sign().partition(b"\0")
        if fields.text("domain").encode() != domain or parsed(said) != fields.optional("statement"):
            raise ValueError("another statement")
    except _WRONG_SHAPE as wrong:
        raise Invalid(T("This file holds no decision of a reviewer."), T("Ask for the file anew.")) from wrong
    return approval


def _fields(content: bytes, form: str) -> Fields:
    if len(content) > LONGEST:
        raise ValueError("too long")
    fields = Fields(parsed(content))
    if (fields.text("format"), fields.integer("version")) != (form, VERSION):
        raise ValueError("another format")
    return fields


def _statement(fields: Fields) -> Statement:
    return Statement(
        workspace=WorkspaceId(fields.text("workspace")),
        document=DocumentId(fields.text("document")),
        revision=RevisionId(fields.text("revision")),
        edition=EditionId(fields.text("edition")),
        stage=fields.integer("stage"),
        digest=_digest(fields.text("digest")),
        decision=Decision(fields.text("decision")),
        by=MemberId(fields.text("by")),
        key=KeyId(fields.text("key")),
        audit_head=fields.text("audit_head"),
        at=instant(fields.integer("at")),
        where=Where(fields.text("where")),
        opened=_texts(fields.items("opened")),
        overrides=tuple(_digest(one) for one in _texts(fields.items("overrides"))),
        reason=fields.text("reason"),
        read=tuple(variant_read_of(one) for one in fields.items("read")) if fields.has("read") else (),
    )


def _texts(items: list[Json]) -> tuple[str, ...]:
    if not all(isinstance(one, str) for one in items):
        raise ValueError("not a list of texts")
    return tuple(map(str, items))


def _digest(text: str) -> Digest:
    if not is_digest(text):
        raise ValueError("not a digest")
    return Digest(text)
