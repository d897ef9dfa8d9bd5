"""What the audit log of a package proves: that its lines follow from one another, and bear out every deed told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor_app.domain.audit import GENESIS, Actor, AuditRow, Subject, row_hash
from editor_app.domain.evidence import Check, Fault
from editor_app.domain.instants import instant
from editor_app.services.evidence_parts import detail
from editor_app.services.evidence_signed import decision_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.services.evidence_parts import Parts

_DECIDED = {"edition.approve", "edition.return"}


def chain_faults(parts: Parts) -> Iterator[Fault]:
    """Lines that are not what their hash says, don't follow from the one before, or were not there when signed."""
    head, hashes, before = parts.manifest["head"], parts.hashes, 0
    if len(hashes) != head["sequence"] or (hashes or [GENESIS])[-1] != head["hash"]:
        yield Fault(Check.CHAIN, "head")
    for row in parts.rows:
        at = row["sequence"]
        if not before < at <= len(hashes) or not _follows(row, hashes):
            yield Fault(Check.CHAIN, str(at))
        before = at
    places = {digest: number for number, digest in enumerate(hashes, 1)}
    for number, record, decision in parts.decisions():
        said = decision["statement"]
        row = decision_row(parts, record["edition"]["id"], decision)
        if row is not None and not 0 < places.get(said["audit_head"], 0) < row["sequence"]:
            yield Fault(Check.CHAIN, parts.place(number, said["by"]))


def record_faults(parts: Parts) -> Iterator[Fault]:
    """Deeds without their line, and lines without their deed."""
    for number, record in enumerate(parts.records, 1):
        edition = record["edition"]
        rows = parts.about("edition", edition["id"])
        submitted = [row for row in rows if row["action"] == "edition.submit"]
        is_known = len(submitted) == 1 and detail(submitted[0])["digest"] == edition["digest"]
        if not is_known or submitted[0]["actor"] != f"member:{edition['submitted_by']}":
            yield Fault(Check.RECORD, f"editions/{number}")
        if sum(row["action"] in _DECIDED for row in rows) != len(record["decisions"]):
            yield Fault(Check.RECORD, f"editions/{number}")
    queued = {row["subject_id"] for row in parts.rows if _is_queueing(parts, row)}
    if queued != {one["id"] for one in parts.deliveries}:
        yield Fault(Check.RECORD, "deliveries.json")
    for one in parts.deliveries:
        if not _is_borne_out(parts, one):
            yield Fault(Check.RECORD, f"{one['account_name']} ({str(one['id'])[:8]})")


def _follows(row: Any, hashes: list[str]) -> bool:
    at = row["sequence"]
    actor, subject = Actor(row["actor"], row["actor_name"]), Subject(row["subject_kind"], row["subject_id"])
    told = AuditRow(
        at, row["transaction"], instant(row["at"]), actor, row["action"], subject, row["detail"], row["previous"],
        row["hash"],
    )  # fmt: skip
    before = hashes[at - 2] if at > 1 else GENESIS
    return (row["hash"], row["previous"]) == (hashes[at - 1], before) and row_hash(told) == row["hash"]


def _is_queueing(parts: Parts, row: Any) -> bool:
    return row["action"] == "delivery.queue" and detail(row).get("edition") in parts.manifest["editions"]


def _is_borne_out(parts: Parts, delivery: Any) -> bool:
    """Whether attempts, read-backs and state are those of the delivery's lines."""
    rows = [(row["action"], detail(row)) for row in parts.about("delivery", delivery["id"])]
    intended = sorted((said["attempt"], said["request"]) for action, said in rows if action == "delivery.intend")
    seen = [(said["verdict"], said["observed"]) for _, said in rows if "observed" in said and "verdict" in said]
    stated = [said["to"] for _, said in rows if "to" in said]
    answers = {(said["attempt"], said["answer"]) for _, said in rows if "answer" in said}
    finished = {said["attempt"] for action, said in rows if action in {"delivery.done", "delivery.sighting"}}
    return (
        intended == sorted((one["id"], one["request"]) for one in delivery["attempts"])
        and seen == [(one["verdict"], one["observed"]) for one in delivery["read_backs"]]
        and answers == {(one["id"], one["answer"]) for one in delivery["attempts"] if one["answer"]}
        and finished <= {one["id"] for one in delivery["attempts"] if one["outcome"] == "done"}
        and _may_stand(delivery["state"], stated, rows)
    )


def _may_stand(state: str, stated: list[str], rows: list[tuple[str, Any]]) -> bool:
    """Whether the delivery stands where its last line left it."""
    if state in {"sent", "verified", "withdrawn"}:
        return any(action in _REACHED[state] for action, _ in rows)
    return state in {"queued", "held", "working"} if not stated else state in {stated[-1], "working", "queued", "held"}


_REACHED = {
    "sent": {"delivery.done", "delivery.find", "delivery.sighting", "delivery.answer_there", "delivery.answer_gone"},
    "verified": {"delivery.verify"},
    "withdrawn": {"delivery.withdraw"},
}
