"""Whether what a package tells beside the decisions is what the audit log and the signatures bear out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from editor_app.domain.canonical import canonical
from editor_app.domain.evidence import Check, Fault
from editor_app.domain.identifiers import sha256
from editor_app.services.evidence_parts import detail
from editor_app.services.evidence_signed import authors_of, is_confirmed, roles_of
from editor_app.services.sealing import is_signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.services.evidence_parts import Parts

_DEEDS = {"press-desk-settlement-v1": "emergency.settle", "press-desk-renewal-v1": "edition.renew"}
_SETTLED = "press-desk-settlement-v1"
_BEGUN = frozenset({"comment.begin", "comment.reopened"})
_SAID = frozenset({*_BEGUN, "comment.resolved", "comment.rejected", "comment.applied"})
_STAGE = ((0, 0), (2, 1), (3, 2), (4, 3))
"""Where ordinal, name, duty and number of signatures stand in a route's stage and in a sealed one."""


def beside_faults(parts: Parts) -> Iterator[Fault]:
    """Second signatures, readings, comments, overrides and routes that are not as they are told."""
    for number, record in enumerate(parts.records, 1):
        told = record.get("beside")
        for name, holds in _HOLDS.items():
            if told is not None and not holds(parts, number, told):
                yield Fault(Check.BESIDE, f"editions/{number}: {name}")


def _seconds(parts: Parts, number: int, told: Any) -> bool:
    """Each over this edition's digest, by a second person, under a key that was confirmed; and none left out."""
    record = parts.records[number - 1]
    rows = [row for row in parts.about("edition", record["edition"]["id"]) if row["action"] in set(_DEEDS.values())]
    known = sorted(str(detail(row)["signature"]) for row in rows)
    signed = sorted(sha256(bytes.fromhex(one["signature"])) for one in told["seconds"])
    return known == signed and all(_is_second(parts, record, one, rows) for one in told["seconds"])


def _is_second(parts: Parts, record: Any, one: Any, rows: list[Any]) -> bool:
    said, edition, domain = one["statement"], record["edition"], one["domain"]
    key, signature = parts.keys[said["key"]], bytes.fromhex(one["signature"])
    line = [row for row in rows if detail(row)["signature"] == sha256(signature)][0]  # noqa: RUF015 - an IndexError
    signers = {each["statement"]["by"]: each["statement"]["stage"] for each in record["decisions"]}
    last = max(signers.values(), default=0)
    barred = {who for who, stage in signers.items() if domain == _SETTLED or stage != last}
    return (
        line["action"] == _DEEDS[domain]
        and (said["workspace"], said["edition"]) == (parts.manifest["workspace"]["id"], edition["id"])
        and (said["digest"], key["member"]) == (edition["digest"], said["by"])
        and is_signature(bytes.fromhex(key["public"]), signature, domain.encode() + b"\0" + canonical(said))
        and is_confirmed(parts, key, line["sequence"])
        and bool({"reviewer", "expert"} & set(roles_of(parts, said["by"], line["sequence"])))
        and not {said["by"], said.get("standing_in")} & (authors_of(parts, record) | barred | {edition["submitted_by"]})
    )


def _readings(parts: Parts, number: int, told: Any) -> bool:
    rows = parts.about("edition", parts.records[number - 1]["edition"]["id"])
    said = [(row["actor"], detail(row), row["at"]) for row in rows if row["action"] == "edition.read"]
    known = [[actor, one["account"], one["reached"], one["total"], at] for actor, one, at in said]
    return known == [[f"member:{by}", *rest] for by, *rest in told["readings"]]


def _comments(parts: Parts, number: int, told: Any) -> bool:
    document, last = parts.records[number - 1]["edition"]["document"], dict[str, str]()
    for row in parts.rows:
        if row["subject_kind"] == "comment" and row["action"] in _SAID and detail(row)["document"] == document:
            last[row["subject_id"]] = row["action"]
    return bool(told["comments"] == {"threads": len(last), "open": sum(one in _BEGUN for one in last.values())})


def _overridden(parts: Parts, number: int, told: Any) -> bool:
    said = [decision["statement"] for decision in parts.records[number - 1]["decisions"]]
    return bool(told["overridden"] == [[digest, one["by"]] for one in said for digest in one["overrides"]])


def _route(parts: Parts, number: int, told: Any) -> bool:
    """The version is the one that its line seals, and its stages are those that were signed."""
    route = told["route"]
    if route is None:
        return True
    known = {row["sequence"]: row for row in parts.about("route", route["id"])}
    values, sealed = route["values"], parts.sealed[number - 1]["stages"]
    stages = [[stage[at] for at, _ in _STAGE] for stage in json.loads(values["stages"])]
    kept = detail(known[route["line"]]).get("seal", {}).get("route_version", "")
    return kept == sha256(canonical(values)) and stages == [[stage[at] for _, at in _STAGE] for stage in sealed]


_HOLDS: dict[str, Callable[[Parts, int, Any], bool]] = {
    "seconds": _seconds,
    "readings": _readings,
    "comments": _comments,
    "overridden": _overridden,
    "route": _route,
}
