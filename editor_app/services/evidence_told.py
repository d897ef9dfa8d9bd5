"""People and deliveries as an evidence package tells of them: public halves, digests and outcomes, never a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.instants import microseconds
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries, people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Attempt, Delivery, ReadBack
    from editor_app.domain.edition import Edition, Payload
    from editor_app.domain.identifiers import KeyId, MemberId
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.deliveries import StepRow
    from editor_app.storage.queries.people import MemberKey


def people_told(snapshot: Snapshot, members: Sequence[MemberId], keys: Sequence[KeyId]) -> dict[str, Json]:
    """Names of members, and public keys with their confirmations."""
    return {
        "members": [{"id": who, "name": people.member_by_id(snapshot, who).name} for who in members],
        "keys": [_key(people.key_by_id(snapshot, key)) for key in keys],
    }


def deliveries_told(snapshot: Snapshot, editions: Sequence[Edition]) -> list[Json]:
    """Every delivery with its steps, attempts and read-backs, in the order of editions and accounts."""
    told: list[Json] = []
    for edition in editions:
        payloads = {payload.account: payload for payload in edition.sealed().payloads}
        told += [_delivery(snapshot, one, payloads[one.account]) for one in deliveries.of_edition(snapshot, edition.id)]
    return told


def _key(key: MemberKey) -> dict[str, Json]:
    return {
        "id": key.id,
        "member": key.member,
        "public": key.public_key.hex(),
        "box": key.box_public_key.hex(),
        "confirmed_by": key.confirmed_by,
        "confirmed_at": _time(key.confirmed_at),
        "revoked_at": _time(key.revoked_at),
    }


def _delivery(snapshot: Snapshot, found: Delivery, payload: Payload) -> dict[str, Json]:
    receipt, answers = found.receipt, _answers(snapshot, found)
    return {
        "id": found.id,
        "edition": found.edition,
        "account": found.account,
        "account_name": payload.account_name,
        "platform": payload.platform,
        "key": found.key,
        "state": found.state.value,
        "planned_at": microseconds(found.planned_at),
        "receipt": [receipt.remote_id, receipt.url, microseconds(receipt.received_at)] if receipt else None,
        "late": dict(deliveries.late(snapshot, found.id)),
        "steps": [_step(one) for one in deliveries.steps(snapshot, found.id)],
        "attempts": [_attempt(one, answers) for one in attempts.attempts(snapshot, found.id)],
        "read_backs": [_read_back(one) for one in attempts.read_backs(snapshot, found.id)],
    }


def _step(step: StepRow) -> dict[str, Json]:
    return {
        "ordinal": step.ordinal,
        "name": step.name,
        "class": step.step_class,
        "remote_id": step.remote_id,
        "url": step.url,
        "done": step.done,
    }


def _answers(snapshot: Snapshot, found: Delivery) -> dict[str, str]:
    """The digest of the platform's answer by the attempt that it answered, as the audit log keeps it."""
    rows = audit.of_subject(snapshot, Subject("delivery", found.id))
    told = [json.loads(row.detail) for row in rows if row.action == "delivery.done"]
    return {str(one["attempt"]): str(one["answer"]) for one in told if "answer" in one}


def _attempt(attempt: Attempt, answers: Mapping[str, str]) -> dict[str, Json]:
    return {
        "id": attempt.id,
        "step": attempt.step,
        "fence": attempt.fence,
        "request": attempt.request_digest,
        "answer": answers.get(attempt.id, ""),
        "outcome": attempt.state.value,
        "begun_at": microseconds(attempt.begun_at),
        "ended_at": _time(attempt.ended_at),
        "reason": str(attempt.reason) if attempt.reason else "",
    }


def _read_back(read: ReadBack) -> dict[str, Json]:
    return {
        "at": microseconds(read.at),
        "verdict": read.verdict.value,
        "observed": read.observed_digest,
        "normalisations": list(read.normalisations),
        "differences": list(read.differences),
    }


def _time(moment: datetime | None) -> int | None:
    return microseconds(moment) if moment else None
