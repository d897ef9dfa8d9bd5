"""What the signatures of a package prove: seal, signers, four eyes and stages, each from the bytes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor_app.domain import evidence as package
from editor_app.domain.canonical import canonical
from editor_app.domain.evidence import Check, Fault, Signer
from editor_app.domain.identifiers import sha256
from editor_app.services.evidence_parts import detail, signed_bytes
from editor_app.services.sealing import fingerprint, is_signature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.services.evidence_parts import Parts

_SAME = ("document", "revision", "kind")
_FIELDS_OF_1 = 4
_OUT = {"delivery.done", "delivery.find", "delivery.sighting", "delivery.answer_there", "delivery.answer_gone"}


def is_made_by(parts: Parts) -> bool:
    """Whether the list was signed by its maker, under a key that somebody confirmed."""
    made = parts.manifest["made_by"]
    key = parts.keys[made["key"]]
    signed = package.MAKER_DOMAIN + parts.files[package.MANIFEST]
    return (
        key["member"] == made["member"]
        and parts.names.get(made["member"]) == made["name"]
        and is_signature(bytes.fromhex(key["public"]), parts.files[package.SIGNATURE], signed)
        and is_confirmed(parts, key, len(parts.hashes))
    )


def seal_faults(parts: Parts) -> Iterator[Fault]:
    """Editions whose sealed bytes are not those of their digest, or are of another edition."""
    workspace, document = parts.manifest["workspace"]["id"], parts.manifest["document"]["id"]
    for number, (sealed, record) in enumerate(parts.editions, 1):
        name, edition = package.edition_file(number, "manifest.json"), record["edition"]
        same = all(sealed[field] == edition[field] for field in _SAME)
        named = (sealed["workspace"], sealed["document"], sealed["edition"], edition["id"])
        wanted = (workspace, document, parts.manifest["editions"][number - 1], parts.manifest["editions"][number - 1])
        if sha256(parts.files[name]) != edition["digest"] or not same or named != wanted:
            yield Fault(Check.SEAL, name)


def signature_faults(parts: Parts) -> Iterator[Fault]:
    """Decisions whose signature, key, confirmation, role or place in the audit log does not hold."""
    for number, record, decision in parts.decisions():
        said, edition, stages = decision["statement"], record["edition"], parts.sealed[number - 1]["stages"]
        key = parts.keys.get(said["key"])
        row = decision_row(parts, edition["id"], decision)
        sealed = (parts.manifest["workspace"]["id"], edition["document"], edition["revision"], edition["id"])
        holds = (
            (said["workspace"], said["document"], said["revision"], said["edition"]) == sealed
            and said["digest"] == edition["digest"]
            and _is_signed(parts, decision)
            and key is not None
            and key["member"] == said["by"]
            and row is not None
            and is_confirmed(parts, key, row["sequence"])
            and _might_sign(parts, stages, said, row["sequence"])
        )
        if not holds:
            yield Fault(Check.SIGNATURES, parts.place(number, said["by"]))


def four_eyes_faults(parts: Parts) -> Iterator[Fault]:
    """Signers who wrote the text, submitted the edition, or signed it twice."""
    for number, record in enumerate(parts.records, 1):
        near = authors_of(parts, record) | {record["edition"]["submitted_by"]}
        seen: set[str] = set()
        for decision in record["decisions"]:
            said = decision["statement"]
            persons = {said["by"], said.get("standing_in") or said["by"]}
            if said["by"] in near or persons & seen:
                yield Fault(Check.FOUR_EYES, parts.place(number, said["by"]))
            seen |= persons


def stage_faults(parts: Parts) -> Iterator[Fault]:
    """Stages of approved editions that lack a signature, were signed out of turn, or findings that nobody took."""
    for number, (sealed, record) in enumerate(parts.editions, 1):
        said = [decision["statement"] for decision in record["decisions"]]
        order = sorted((_sequence(parts, record, one), one["statement"]["stage"]) for one in record["decisions"])
        if [stage for _, stage in order] != sorted(stage for _, stage in order):
            yield Fault(Check.STAGES, f"editions/{number}")
        if record["edition"]["state"] != "approved":
            continue
        for ordinal, name, _duty, needs, *_ in sealed["stages"]:
            if sum(one["stage"] == ordinal and one["decision"] == "approve" for one in said) < needs:
                yield Fault(Check.STAGES, f"editions/{number}: {name}")
        for one in _unread(parts, sealed, said):
            yield Fault(Check.STAGES, parts.place(number, one["by"]))
        taken = {digest for one in said for digest in one["overrides"]}
        if any(one["decision"] != "approve" for one in said) or not taken.issuperset(sealed["to_override"]):
            yield Fault(Check.STAGES, f"editions/{number}")


def _unread(parts: Parts, sealed: Any, said: list[Any]) -> Iterator[Any]:
    """Decisions that sealed a proof pass without every variant read to its end, at the desk or outside of it."""
    proofs = {stage[0] for stage in sealed["stages"] if len(stage) > _FIELDS_OF_1 and stage[4] == "proof"}
    wanted = [[each["account"], sha256(canonical(each))] for each in sealed["deliveries"]]
    rows = [(row["actor"], detail(row)) for row in parts.about("edition", sealed["edition"])
            if row["action"] == "edition.read"]  # fmt: skip
    done = {(actor, one["account"]) for actor, one in rows if one["reached"] == one["total"]}
    for one in said:
        outside = [read[:2] for read in one.get("read", [])]
        here = all((f"member:{one['by']}", account) in done for account, _ in wanted)
        if one["stage"] in proofs and one["decision"] == "approve" and outside != wanted and not here:
            yield one


def signers(parts: Parts) -> tuple[Signer, ...]:
    """Everybody whose signature holds, with the six words of the key; who made the package comes last."""
    found: dict[tuple[str, str], Signer] = {}
    for _number, _record, decision in parts.decisions():
        said = decision["statement"]
        if _is_signed(parts, decision):
            found[said["key"], said["decision"]] = _signer(parts, parts.keys[said["key"]], said["decision"])
    if is_made_by(parts):
        key = parts.keys[parts.manifest["made_by"]["key"]]
        found[key["id"], "made"] = _signer(parts, key, "made")
    return tuple(found.values())


def decision_row(parts: Parts, edition: str, decision: Any) -> Any | None:
    """The line of the audit log about this very signature."""
    said = decision["statement"]
    wanted = {
        "by": said["by"],
        "key": said["key"],
        "stage": said["stage"],
        "digest": said["digest"],
        "signature": sha256(bytes.fromhex(decision["signature"])),
    }
    action = {"approve": "edition.approve", "return": "edition.return"}[said["decision"]]
    for row in parts.about("edition", edition):
        if row["action"] == action and wanted.items() <= detail(row).items():
            return row
    return None


def _is_signed(parts: Parts, decision: Any) -> bool:
    """Whether the key that it names signed the decision."""
    key = parts.keys.get(decision["statement"]["key"])
    message = signed_bytes(decision)
    if key is None or message is None:
        return False
    return is_signature(bytes.fromhex(key["public"]), bytes.fromhex(decision["signature"]), message)


def _sequence(parts: Parts, record: Any, decision: Any) -> int:
    row = decision_row(parts, record["edition"]["id"], decision)
    return int(row["sequence"]) if row else 0


def _signer(parts: Parts, key: Any, decision: str) -> Signer:
    words = fingerprint(bytes.fromhex(key["public"]), bytes.fromhex(key["box"]))
    return Signer(parts.names.get(key["member"], str(key["member"])), words, decision)


def is_confirmed(parts: Parts, key: Any, at: int) -> bool:
    """Whether the audit log confirmed this very key before line `at` and did not revoke it by then."""
    public = sha256(bytes.fromhex(key["public"]) + bytes.fromhex(key["box"]))
    confirmed = False
    for row in parts.about("member_key", key["id"]):
        if row["sequence"] > at:
            break
        if row["action"] == "key.revoke":
            return False
        if row["action"] == "key.confirm":
            said = detail(row)
            confirmed = (said["member"], said["public"]) == (key["member"], public)
    return confirmed


def _might_sign(parts: Parts, stages: Any, said: Any, at: int) -> bool:
    """Whether the stage was the signer's: by its role at line `at`, and by name where the stage names its signers."""
    stage = [stage for stage in stages if stage[0] == said["stage"]][0]  # noqa: RUF015 - an IndexError, no StopIteration
    role, named = (stage[5], dict(stage[6])) if len(stage) > _FIELDS_OF_1 else ("reviewer", {})
    return role in roles_of(parts, said["by"], at) and (not named or (said.get("standing_in") or said["by"]) in named)


def roles_of(parts: Parts, member: str, at: int) -> list[str]:
    """What the audit log knows of a member's roles at line `at`."""
    roles: list[str] = []
    for row in parts.about("member", member):
        if row["sequence"] <= at and row["action"] in {"member.add", "member.found", "member.set_roles"}:
            roles = list(detail(row)["roles"])
    return roles


def authors_of(parts: Parts, record: Any) -> set[str]:
    """Who wrote the edition's revision, or one before it since the last publication."""
    edition, authors = record["edition"], set()
    published = {one for one in record["published_before"] if _was_published(parts, one)}
    for row in parts.about("document", edition["document"]):
        if row["action"] not in {"document.create", "document.save"}:
            continue
        authors.add(str(row["actor"]).removeprefix("member:"))
        saved = detail(row)["revision"]
        if saved == edition["revision"]:
            break
        if saved in published:
            authors.clear()
    return authors


def _was_published(parts: Parts, revision: str) -> bool:
    """Whether the audit log knows a delivery of that revision that went out."""
    submitted = {row["subject_id"] for row in parts.rows
                 if row["action"] == "edition.submit" and detail(row).get("revision") == revision}  # fmt: skip
    queued = {row["subject_id"] for row in parts.rows
              if row["action"] == "delivery.queue" and detail(row).get("edition") in submitted}  # fmt: skip
    return any(row["action"] in _OUT and row["subject_id"] in queued for row in parts.rows)
