"""What an evidence package tells beside the decisions: second signatures, readings, comments, overrides, the route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.canonical import parsed
from editor_app.domain.instants import microseconds
from editor_app.services import signatures
from editor_app.storage.queries import comments, editions, emergency, renewals, routes

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import KeyId, MemberId, WorkspaceId
    from editor_app.storage.database import Snapshot


def beside_told(snapshot: Snapshot, workspace: WorkspaceId, edition: Edition) -> dict[str, Json]:
    """Everything about an edition that stands beside its stages."""
    threads = comments.threads_of(snapshot, edition.document)
    decisions = [one.statement for one in editions.approvals_of(snapshot, edition.id)]
    return {
        "seconds": [_signed(said, signature) for said, signature in _seconds(snapshot, workspace, edition)],
        "readings": [
            [one.by, one.account, one.reached, one.total, microseconds(one.at)]
            for one in comments.every_reading(snapshot, edition.id)
        ],
        "comments": {"threads": len(threads), "open": sum(one.is_open for one in threads)},
        "overridden": [[digest, said.by] for said in decisions for digest in said.overrides],
        "route": _route(snapshot, edition),
    }


def second_signers(snapshot: Snapshot, workspace: WorkspaceId, edition: Edition) -> list[tuple[MemberId, KeyId]]:
    """Who signed beside the stages, with the key."""
    found: list[tuple[MemberId, KeyId]] = []
    kept = emergency.settlement_of(snapshot, workspace, edition.id)
    if kept is not None:
        found.append((kept[0].by, kept[0].key))
    return [*found, *((said.by, said.key) for said, _, _ in renewals.renewals_of(snapshot, edition.id))]


def subjects_beside(snapshot: Snapshot, edition: Edition) -> set[Subject]:
    """Of what the audit log's lines are told in full besides: the route, and every comment on the document."""
    threads = comments.threads_of(snapshot, edition.document)
    return {Subject("route", edition.route), *(Subject("comment", one.id) for one in threads)}


def _seconds(snapshot: Snapshot, workspace: WorkspaceId, edition: Edition) -> list[tuple[bytes, bytes]]:
    """What was signed beside the stages, with the signature."""
    found: list[tuple[bytes, bytes]] = []
    kept = emergency.settlement_of(snapshot, workspace, edition.id)
    if kept is not None:
        found.append((kept[0].bytes_to_sign(), kept[1]))
    looks = renewals.renewals_of(snapshot, edition.id)
    return [*found, *((said.bytes_to_sign(), signature) for said, signature, _ in looks)]


def _signed(content: bytes, signature: bytes) -> Json:
    domain, _, said = content.partition(b"\0")
    return {"domain": domain.decode(), "statement": parsed(said), "signature": signature.hex()}


def _route(snapshot: Snapshot, edition: Edition) -> Json:
    """The version of its route on which an edition was submitted, with the line of the log that seals it."""
    submitted = next(row for row in signatures.deeds_of(snapshot, edition) if row.action == "edition.submit")
    found = routes.version_at(snapshot, edition.route, submitted.sequence)
    if found is None:
        return None
    return {"id": edition.route, "version": found.number, "line": found.line, "values": found.values}
