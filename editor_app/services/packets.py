"""Reviewers without an account: a signed packet goes out, a signed or paper decision comes in by the same rules."""

from __future__ import annotations

import base64
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain import packet
from editor_app.domain.approval import require_four_eyes
from editor_app.domain.audit import Subject
from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import KeyId, new_id, sha256
from editor_app.domain.member import Deed, MemberState, Role, require
from editor_app.domain.text import T
from editor_app.rendering.page import POLICY, payload_page
from editor_app.resources import resource
from editor_app.services import approvals, proof_reading, signatures
from editor_app.services.approvals import Word
from editor_app.services.packet_form import form_pdf
from editor_app.services.sealing import is_signature
from editor_app.storage import audit, evidence_file
from editor_app.storage.queries import documents, editions, embargo, people, vouched
from editor_app.translation import message

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.approval import Approval, Decision, Stage
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition, Payload
    from editor_app.domain.identifiers import EditionId
    from editor_app.domain.member import Member
    from editor_app.domain.variant_read import VariantRead
    from editor_app.services.approvals import DecisionOutcome
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.people import MemberKey

log = logging.getLogger(__name__)

_OUTSIDE = frozenset({Role.REVIEWER, Role.EXPERT})
_MEDIA = re.compile(r"media:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision that somebody signed on paper, as an admin types it."""

    name: str
    """Who signed it."""
    decision: Decision
    digest: str
    """As it was copied by hand on the form: 12 digits or more."""
    scan: bytes
    """The scanned form; its digest goes under the countersignature, the scan itself into the office's files."""
    reason: str = ""


def register(seat: Seat, name: str, key_file: bytes) -> Member:
    """Keep the public key of an invited reviewer who has no seat here; an admin confirms its six words afterwards.

    Raises:
        Invalid: the file holds no public key.
        Refused: no admin, not invited, or roles that need a seat.
    """
    key = packet.key_from(key_file)
    with seat.desk.database.read() as snapshot:
        member = people.member_by_name(snapshot, name.strip())
    if not member.roles <= _OUTSIDE:
        raise Refused(
            T("{name} has roles that need a seat here.", name=member.name),
            T("Who reviews from outside is a reviewer or an expert and nothing else."),
        )
    new = KeyId(new_id())
    detail: dict[str, Json] = {"key": new, "public": sha256(key.signing + key.box), "outside": True}
    with seat.write(Deed.MANAGE_MEMBERS, "member.activate", Subject("member", member.id), detail) as work:
        if people.member_by_id(work, member.id).state is not MemberState.INVITED:
            raise Refused(
                T("{name} has been activated already.", name=member.name),
                T("For another key, invite the member again first."),
            )
        people.insert_key(work, people.MemberKey(new, member.id, key.signing, key.box, b"", seat.desk.clock.now()))
        people.set_member_key(work, member.id, new)
        people.set_member_state(work, member.id, MemberState.ACTIVATED)
        return people.member_by_id(work, member.id)


def pack(seat: Seat, edition: EditionId, name: str) -> bytes:
    """The packet of an edition in review for the reviewer `name`, signed by whoever sends it out.

    Raises:
        Refused: not in review, no confirmed key, or the reviewer may not decide on it.
        SealBroken, Unavailable: as they say.
    """
    with seat.desk.database.read() as snapshot:
        require(seat.now(snapshot), Deed.READ)
        found = editions.edition_by_id(snapshot, edition)
        manifest = signatures.sealed(found)
        member, key = _reviewer(snapshot, name)
        stage = _stage(snapshot, member, found)
        facts = _facts(seat, snapshot, found, (member, key, stage))
        maker = people.key_by_id(snapshot, seat.keys.id)
        at = audit.rows(snapshot, audit.head(snapshot)[0] - 1)[-1].at
    files: dict[str, bytes] = {
        "manifest.json": found.manifest,
        "maker.json": canonical({"public": maker.public_key.hex(), "box": maker.box_public_key.hex()}),
        "form.pdf": form_pdf(seat.desk, found, (member.name, stage), at),
        "words.txt": resource("words/fingerprint.txt").read_bytes(),
        "readme.txt": resource("packets/readme.txt").read_bytes(),
        "decide.py": resource("packets/decide.py").read_bytes(),
    }
    for number, (payload, read) in enumerate(zip(manifest.payloads, proof_reading.to_read(manifest), strict=True), 1):
        files[f"pages/{number}.html"] = _page(seat.desk, payload).encode()
        files[f"reading/{number}.json"] = _reading(payload, read)
    listed = canonical({**facts, "files": [[name, len(body), sha256(body)] for name, body in files.items()]})
    signature = seat.keys.sign(packet.PACKET_DOMAIN + listed)
    return evidence_file.packed({"packet.json": listed, "packet.sig": signature, **files})


def send_out(seat: Seat, edition: EditionId, name: str, file: Path) -> None:
    """Make the packet and put it where nothing lies yet.

    Raises:
        DeskError: as `pack`, or the disk doesn't take it.
    """
    evidence_file.write(file, pack(seat, edition, name))
    log.info("a packet of edition %s went out", edition)


def take_in(seat: Seat, decision_file: bytes) -> DecisionOutcome:
    """Keep the signed decision of a reviewer without an account; `seat` only carries it in.

    Raises:
        Invalid: the file holds no decision.
        Refused: signature, key, time, digest, stage or four eyes say no.
    """
    brought = packet.decision_from(decision_file)
    said = brought.statement
    with seat.desk.database.read() as snapshot:
        key = people.key_by_id(snapshot, said.key)
        submitted = editions.edition_by_id(snapshot, said.edition).submitted_at
        knows_head = vouched.sequence_of(snapshot, said.audit_head) is not None
    if key.member != said.by or not key.is_confirmed or not _is_signed(key, brought):
        raise Refused(
            T("The signature does not belong to a confirmed key of that reviewer."),
            T("Don't take it in; ask the reviewer by telephone whether they sent it."),
        )
    if not submitted - signatures.CLOCKS_DIFFER <= said.at <= seat.desk.clock.now() + signatures.CLOCKS_DIFFER:
        raise Refused(
            T("The decision carries a time that can't be."), T("Ask the reviewer to set the clock and sign again.")
        )
    if not knows_head:
        raise Refused(T("The decision was signed beside another audit log."), T("Send a new packet out."))
    return approvals.take_in(seat, brought)


def countersign(seat: Seat, edition: EditionId, paper: Paper) -> DecisionOutcome:
    """Decide by one's own signature on what somebody signed on paper: an admin who reviews answers for it.

    Raises:
        Invalid: no name, or no scan.
        Refused: no admin, four eyes (also of who signed the paper), another digest.
    """
    name = " ".join(paper.name.split())
    if not name or not paper.scan:
        raise Invalid(T("A decision on paper has a name and a scan."), T("Name who signed, and the scanned form."))
    with seat.desk.database.read() as snapshot:
        require(seat.now(snapshot), Deed.MANAGE_MEMBERS)
        _require_stranger(snapshot, editions.edition_by_id(snapshot, edition), name)
    said = T("On paper, signed by {name}; scan SHA-256 {digest}.", name=name, digest=sha256(paper.scan))
    words = said.render(lambda msgid: message(msgid, seat.desk.workspace.language))
    word = Word(paper.decision, paper.digest, " ".join(filter(None, (words, paper.reason.strip()))))
    return approvals.decide(seat, edition, word)


def _require_stranger(snapshot: Snapshot, edition: Edition, name: str) -> None:
    """Pass when no author, submitter or signer of the edition has that name: paper is no way around four eyes."""
    near = approvals.bystanders(snapshot, edition).all
    if any(people.member_by_id(snapshot, one).name.casefold() == name.casefold() for one in near):
        raise Refused(
            T("{name} wrote, submitted or signed this edition and can't approve it on paper.", name=name),
            T("Ask another reviewer to decide."),
        )


def _reviewer(snapshot: Snapshot, name: str) -> tuple[Member, MemberKey]:
    member = people.member_by_name(snapshot, name.strip())
    key = people.key_of(snapshot, member.id)
    if member.state is not MemberState.CONFIRMED or key is None or not key.is_confirmed:
        raise Refused(
            T("{name} has no confirmed key.", name=member.name),
            T("`editor-app packet register`, then `editor-app member confirm` with the six words."),
        )
    return member, key


def _stage(snapshot: Snapshot, member: Member, found: Edition) -> Stage:
    embargo.require_seen(snapshot, found.document)
    step = embargo.standing(snapshot, found.document)
    if step is not None and step.members is not None and member.id not in step.members:
        raise Refused(
            T("This document is under embargo, and {name} is not on its list.", name=member.name),
            T("Put the reviewer on the list first: `editor-app embargo`."),
        )
    require_four_eyes(member, approvals.bystanders(snapshot, found))
    stage = approvals.record_in(snapshot, found).next
    if stage is None:
        raise Refused(T("Every stage has been signed already."))
    return stage


def _facts(seat: Seat, snapshot: Snapshot, found: Edition, to: tuple[Member, MemberKey, Stage]) -> dict[str, Json]:
    member, key, stage = to
    manifest, workspace = signatures.sealed(found), seat.desk.workspace
    return {
        "format": packet.PACKET,
        "version": packet.VERSION,
        "workspace": {"id": workspace.id, "name": workspace.name},
        "document": {"id": found.document, "number": documents.document_by_id(snapshot, found.document).number},
        "title": documents.revision_by_id(snapshot, found.revision).content.title,
        "revision": found.revision,
        "edition": found.id,
        "digest": found.digest,
        "stage": {"ordinal": stage.ordinal, "kind": stage.kind.value, "name": stage.name, "duty": stage.duty},
        "for": {"member": member.id, "name": member.name, "key": key.id, "public": key.public_key.hex()},
        "to_override": list(manifest.to_override),
        "accepted": [[one.rule, one.reason] for one in manifest.accepted],
        "audit_head": audit.head(snapshot)[1],
        "made_by": {"member": seat.member.id, "name": seat.member.name, "key": seat.keys.id},
    }


def _reading(payload: Payload, read: VariantRead) -> bytes:
    """A variant as the sentences in which a proof pass reads it; the script that lies beside signs their digest."""
    said = proof_reading.readable(payload).sentences
    return canonical({"account": read.account, "name": payload.account_name, "content": read.content,
                      "sentences": list(said)})  # fmt: skip


def _page(desk: Desk, payload: Payload) -> str:
    """The account's page with its pictures in it, so that nothing is ever loaded."""
    mimes = {medium.digest: medium.mime for medium in payload.media}

    def picture(found: re.Match[str]) -> str:
        for digest, mime in mimes.items():
            if digest == found[1]:
                return f"data:{mime};base64,{base64.b64encode(desk.store.media.read(digest)).decode()}"
        return "data:,"

    inside = POLICY.replace("img-src media:", "img-src data:")
    return _MEDIA.sub(picture, payload_page(payload).replace(POLICY, inside))


def _is_signed(key: MemberKey, brought: Approval) -> bool:
    return is_signature(key.public_key, brought.signature, brought.statement.bytes_to_sign())
