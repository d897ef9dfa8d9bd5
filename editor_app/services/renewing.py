"""Looking again at an approval that grows old: the same digest signed anew, without handing anything in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.approval import Bystanders, Where, require_four_eyes
from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import DeskError, Refused, SealBroken
from editor_app.domain.identifiers import grouped, sha256
from editor_app.domain.member import Deed
from editor_app.domain.renewal import Renewal
from editor_app.domain.text import T
from editor_app.services import approvals, duties, signatures
from editor_app.services.second_signatures import Signed, fault
from editor_app.storage import audit
from editor_app.storage.queries import duties as duty_queries
from editor_app.storage.queries import editions, renewals

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.approval import Stage
    from editor_app.domain.canonical import Json
    from editor_app.domain.duty import Deputy
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import EditionId
    from editor_app.domain.member import Member
    from editor_app.domain.text import Text
    from editor_app.services.desk import Seat
    from editor_app.storage.database import Snapshot

_SHORTEST_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Renewed:
    """Where an approval stands after a new look."""

    use_until: datetime | None
    """Until when it may be used now."""
    waits_for: int
    """How many more have to look; 0 = the new time counts."""


def may_renew(seat: Seat, edition: Edition) -> bool:
    """Whether this member may look at the approval again, and it has a latest time of use."""
    with seat.desk.database.read() as snapshot:
        try:
            _next(snapshot, seat, edition)
        except DeskError:
            return False
    return True


def renew(seat: Seat, edition: EditionId, digest: str, where: Where = Where.WINDOW) -> Renewed:
    """Sign the digest of an approved edition again; its latest use then counts from the last signature needed.

    Args:
        seat: of somebody who may sign the last stage, or stands in for who may, and has signed no other.
        edition: approved on a route with a latest use.
        digest: that was read; 12 digits or more of its beginning.
        where: it is done.

    Raises:
        Refused: not approved, no latest use, another digest, four eyes, or not this member's stage.
        SealBroken: the stored edition isn't what its digest says.
    """
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
        stage, number, deputy = _next(snapshot, seat, found)
        _require_same(found, digest)
        said = Renewal(
            workspace=signatures.sealed(found).workspace,
            edition=found.id,
            round=number,
            stage=stage.ordinal,
            digest=found.digest,
            by=seat.member.id,
            key=seat.keys.id,
            audit_head=audit.head(snapshot)[1],
            at=seat.desk.clock.now(),
            where=where,
            standing_in=deputy.principal.id if deputy else None,
        )
    signature = seat.keys.sign(said.bytes_to_sign())
    detail: dict[str, Json] = {"by": said.by, "key": said.key, "digest": said.digest, "round": said.round}
    detail |= {"signature": sha256(signature), **({"standing_in": said.standing_in} if deputy else {})}
    with seat.write(Deed.DECIDE, "edition.renew", Subject("edition", found.id), detail) as work:
        if deputy is not None:
            renewals.insert_renewed_for(work, said, deputy.id)
        renewals.insert_renewal(work, said, signature)
        until = duties.use_until(work, signatures.sealed(found))
        return Renewed(until, stage.needs - len(_of_round(work, found, number)))


def fault_of(snapshot: Snapshot, edition: Edition) -> Text | None:
    """Why a new look at an edition proves nothing; None = each of them holds, or there is none."""
    kept = {row.sequence: row.at for row in audit.of_subject(snapshot, Subject("edition", edition.id))}
    for said, signature, line in renewals.renewals_of(snapshot, edition.id):
        earlier = {
            each.statement.by
            for each in editions.approvals_of(snapshot, edition.id)
            if each.statement.stage != said.stage
        }
        near = signatures.authors_of(snapshot, edition) | earlier | {edition.submitted_by}
        if said.digest != edition.digest:
            return T("It was signed for another edition.")
        if said.by in near or said.standing_in in near:
            return T("the new look is by somebody who wrote, submitted or signed it before")
        at = kept.get(line, said.at)
        if said.at > at + signatures.CLOCKS_DIFFER:
            return T("It names a time that was still to come.")
        terms = editions.stages_of(snapshot, edition.id)[-1].terms
        why = duties.fault_of_deputy(snapshot, terms, said, at) if said.standing_in is not None else None
        signed = Signed(said.by, said.key, said.bytes_to_sign(), signature, said.audit_head, line, terms.role)
        why = why or fault(snapshot, signed)
        if why is not None:
            return why
    return None


def require_holding(snapshot: Snapshot, edition: Edition) -> None:
    """Pass when every new look at an edition holds.

    Raises:
        SealBroken: one doesn't.
    """
    why = fault_of(snapshot, edition)
    if why is not None:
        raise SealBroken(
            T("A new look at the approval does not hold: {why}", why=why),
            T("Nothing was sent. Submit the document again, so that it is signed as it is now."),
        )


def _next(snapshot: Snapshot, seat: Seat, found: Edition) -> tuple[Stage, int, Deputy | None]:
    """The last stage, the number of the round that this member would sign, and for whom; None = in the own name.

    Raises:
        Refused: nothing to look at again, or not for this member.
    """
    if found.state is not EditionState.APPROVED or not duty_queries.use_hours(snapshot, found.id):
        raise Refused(
            T("Only an approval with a latest time of use is looked at again."),
            T("Another edition is decided on in the ordinary way."),
        )
    stage = editions.stages_of(snapshot, found.id)[-1]
    member, near = seat.now(snapshot), approvals.bystanders(snapshot, found)
    signed = [one.statement for one in editions.approvals_of(snapshot, found.id)]
    last = {one.by for one in signed if one.stage == stage.ordinal}
    near = Bystanders(near.authors, near.submitter, near.signers - last)
    require_four_eyes(member, near)
    own = member.id in last
    deputy = None if own else duties.standing_in(snapshot, member, stage, near, seat.desk.clock.now())
    number = _round(snapshot, found, stage)
    _require_once(_of_round(snapshot, found, number), member, deputy)
    return stage, number, deputy


def _round(snapshot: Snapshot, found: Edition, stage: Stage) -> int:
    """The number of the round that is signed next."""
    said = [one for one, _, _ in renewals.renewals_of(snapshot, found.id)]
    number = max((one.round for one in said), default=1)
    return number + (len([one for one in said if one.round == number]) >= stage.needs)


def _require_once(said: list[Renewal], member: Member, deputy: Deputy | None) -> None:
    """Pass when neither the member nor who they stand in for has looked in this round, or had somebody look."""
    spent = {one.by for one in said} | {one.standing_in for one in said}
    names = {member.id: member.name, **({deputy.principal.id: deputy.principal.name} if deputy else {})}
    for who, name in names.items():
        if who in spent:
            done = T("{name} has looked at it again already.", name=name)
            raise Refused(done, T("It waits for another reviewer."))


def _of_round(snapshot: Snapshot, found: Edition, number: int) -> list[Renewal]:
    return [one for one, _, _ in renewals.renewals_of(snapshot, found.id) if one.round == number]


def _require_same(found: Edition, digest: str) -> None:
    typed = "".join(digest.split()).lower()
    if len(typed) < _SHORTEST_DIGEST or not found.digest.startswith(typed):
        raise Refused(
            T("The edition has another digest: {digest}.", digest=grouped(found.digest)),
            T("Read what stands there now, then decide with its digest."),
        )
