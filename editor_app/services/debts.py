"""The debt of the emergency lane: a second person's signature after the fact, due in a day; overdue closes the lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.emergency import SECOND_LOOK, Settlement, Verdict
from editor_app.domain.errors import NotFound, Refused
from editor_app.domain.identifiers import grouped, new_id, sha256
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.services import signatures
from editor_app.services.reasons import spoken
from editor_app.services.sealing import is_signature
from editor_app.storage import audit
from editor_app.storage.queries import editions, people
from editor_app.storage.queries import emergency as queries

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import EditionId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.emergency import LaneRow

_SHORTEST_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Debt:
    """An emergency whose second look is owed."""

    row: LaneRow
    due: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What a second person says."""

    digest: str
    """Of the edition that was read; 12 digits or more of its beginning."""
    verdict: Verdict = Verdict.UPHELD
    note: str = ""
    """Needed for a dispute."""


def debts(desk: Desk) -> tuple[Debt, ...]:
    """What is owed, the most urgent first."""
    with desk.database.read() as snapshot:
        return debts_in(snapshot, desk.clock.now())


def debts_in(snapshot: Snapshot, now: datetime) -> tuple[Debt, ...]:
    """The same within a snapshot."""
    rows = queries.lane_rows(snapshot, owed_only=True)
    return tuple(Debt(row, row.approved_at + SECOND_LOOK, row.approved_at + SECOND_LOOK < now) for row in rows)


def lately(desk: Desk) -> tuple[LaneRow, ...]:
    """Every emergency that was let go, with its second look if it has had one; the newest first."""
    with desk.database.read() as snapshot:
        return tuple(reversed(queries.lane_rows(snapshot)))


def overdue(snapshot: Snapshot, now: datetime) -> tuple[Debt, ...]:
    """What is owed for longer than a day: the lane is closed."""
    return tuple(each for each in debts_in(snapshot, now) if each.is_overdue)


def is_open(desk: Desk) -> bool:
    """Whether an emergency may be handed in now: nothing is overdue, or an admin let one more in."""
    with desk.database.read() as snapshot:
        return not overdue(snapshot, desk.clock.now()) or queries.unused_opening(snapshot) is not None


def require_open(snapshot: Snapshot, now: datetime) -> None:
    """Pass when an emergency may be handed in.

    Raises:
        Refused: a second look is overdue, and no admin let one more in.
    """
    late = overdue(snapshot, now)
    if late and queries.unused_opening(snapshot) is None:
        raise Refused(
            T("The emergency lane is closed: the second look at {number} is overdue.", number=late[0].row.number),
            T("Let a second reviewer settle it, or an admin open the lane once (`editor-app emergency open-lane`)."),
        )


def may_settle(seat: Seat, edition: EditionId) -> bool:
    """Whether this member is a second person for it."""
    with seat.desk.database.read() as snapshot:
        try:
            _require_second(snapshot, seat, editions.edition_by_id(snapshot, edition))
        except Refused:
            return False
    return True


def settle(seat: Seat, edition: EditionId, look: Look) -> Settlement:
    """Sign, as a second person, the same digest that let an emergency go; the debt is paid either way.

    Raises:
        Refused: not owed, another digest, or the signer wrote, submitted or signed it before.
        Invalid: a dispute without a note.
        SealBroken: the stored edition isn't what its digest says.
    """
    note = str(spoken(look.note)) if look.verdict is Verdict.DISPUTED or look.note.strip() else ""
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
        _require_owed(snapshot, found)
        manifest = signatures.sealed(found)
        _require_same(found, look.digest)
        _require_second(snapshot, seat, found)
        said = Settlement(
            workspace=manifest.workspace,
            edition=found.id,
            digest=found.digest,
            verdict=look.verdict,
            by=seat.member.id,
            key=seat.keys.id,
            audit_head=audit.head(snapshot)[1],
            at=seat.desk.clock.now(),
            note=note,
        )
    signature = seat.keys.sign(said.bytes_to_sign())
    detail = {"by": said.by, "key": said.key, "digest": said.digest, "signature": sha256(signature)}
    subject = Subject("edition", found.id)
    with seat.write(Deed.DECIDE, "emergency.settle", subject, {**detail, "verdict": said.verdict.value}) as work:
        queries.insert_settlement(work, said, signature)
    return said


def holds(desk: Desk, edition: EditionId) -> bool:
    """Whether an emergency's second signature is there and belongs to its bytes, key and digest."""
    with desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
        kept = queries.settlement_of(snapshot, desk.workspace.id, found.id)
        if kept is None:
            return False
        said, signature, _ = kept
        key = people.key_by_id(snapshot, said.key)
        is_own = (key.member, said.digest) == (said.by, found.digest)
        return is_own and is_signature(key.public_key, signature, said.bytes_to_sign())


def open_lane(seat: Seat, reason: str) -> str:
    """Let one more emergency in although a second look is overdue; returns the opening's id.

    Raises:
        Refused: no admin, or nothing is overdue.
        Invalid: no reason.
    """
    why = str(spoken(reason))
    require(seat.member, Deed.MANAGE_ROUTES)
    with seat.desk.database.read() as snapshot:
        if not overdue(snapshot, seat.desk.clock.now()):
            raise Refused(T("The emergency lane is open already."), T("Nothing is overdue."))
        if queries.unused_opening(snapshot) is not None:
            raise Refused(T("The lane was opened once, and nobody has used it yet."), T("Hand the emergency in."))
    opening = new_id()
    with seat.write(Deed.MANAGE_ROUTES, "lane.open", Subject("lane", opening), {"why": why}) as work:
        queries.insert_opening(work, opening, seat.member.id, why)
    return opening


def _require_owed(snapshot: Snapshot, found: Edition) -> None:
    if found.id not in {row.edition for row in queries.lane_rows(snapshot, owed_only=True)}:
        raise NotFound(
            T("No second look is owed for this edition."), T("See what is owed with `editor-app emergency debts`.")
        )


def _require_same(found: Edition, digest: str) -> None:
    said = digest.replace(" ", "").lower()
    if len(said) < _SHORTEST_DIGEST or not found.digest.startswith(said):
        raise Refused(
            T("That is another digest than the edition's ({digest}).", digest=grouped(found.digest)),
            T("Read the edition as it is, then sign the digest that it shows."),
        )


def _require_second(snapshot: Snapshot, seat: Seat, found: Edition) -> None:
    member = seat.now(snapshot)
    require(member, Deed.DECIDE)
    signers = {each.statement.by for each in editions.approvals_of(snapshot, found.id)}
    near = signatures.authors_of(snapshot, found) | {found.submitted_by} | signers
    if member.id in near:
        raise Refused(
            T("{name} wrote, submitted or signed this emergency already.", name=member.name),
            T("The second look is another person's."),
        )
