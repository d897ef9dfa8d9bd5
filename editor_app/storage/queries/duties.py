"""Named queries about duties: who signs a stage and by when, who stands in for whom, and what was told too late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, insert, select, text, update

from editor_app.domain.duty import Deputy, DeputyId, Terms
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import EditionId, MemberId
from editor_app.domain.member import Named, Role
from editor_app.domain.text import T
from editor_app.storage.duty_tables import deputy, edition_use, escalation, signed_for, stage_signer, stage_terms
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import approval, edition, member

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.edition import Manifest
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Escalated:
    """A stage that waited too long."""

    edition: EditionId
    ordinal: int
    told: MemberId
    at: datetime


def insert_terms(work: Work, of: EditionId, sealed: Manifest) -> None:
    """Keep what the manifest says of its stages' signers, and how long its approval may wait."""
    for stage in sealed.stages:
        if stage.terms is None:
            continue
        place, terms = {"edition": of, "ordinal": stage.ordinal}, stage.terms
        told = terms.escalate
        work.connection.execute(
            _INSERT_TERMS,
            {
                **place, "role": terms.role.value, "hours": terms.hours, "escalate_to": told.id if told else None,
                "escalate_name": told.name if told else None,
            },
        )  # fmt: skip
        for number, signer in enumerate(terms.signers, 1):
            work.connection.execute(
                _INSERT_SIGNER, {**place, "place": number, "member": signer.id, "name": signer.name}
            )
    if sealed.use_hours:
        work.connection.execute(_INSERT_USE, {"edition": of, "hours": sealed.use_hours})


def terms_of_stages(snapshot: Snapshot, of: EditionId) -> dict[int, Terms]:
    """Who signs each stage; stages of manifests of version 1 are missing."""
    rows = _TERMS.rows(snapshot.connection, {"edition": of})
    if not rows:
        return {}
    signers = _SIGNERS.rows(snapshot.connection, {"edition": of})
    return {
        row.ordinal: Terms(
            Role(row.role),
            tuple(Named(MemberId(s.member), s.name) for s in signers if s.ordinal == row.ordinal),
            row.hours,
            Named(MemberId(row.escalate_to), row.escalate_name) if row.escalate_to else None,
        )
        for row in rows
    }


def use_hours(snapshot: Snapshot, of: EditionId) -> int:
    """How long after its last signature an edition may still go out; 0 = as long as its window."""
    row = _USE.first(snapshot.connection, {"edition": of})
    return row.hours if row else 0


def last_signed_at(snapshot: Snapshot, of: EditionId) -> datetime | None:
    """When the last stage of an edition was signed; None = not at all."""
    row = _LAST_SIGNED.first(snapshot.connection, {"edition": of})
    return row.at if row else None


def insert_deputy(work: Work, new: Deputy, sequence: int) -> None:
    """Add a deputy; the audit row is that of `sequence`."""
    work.connection.execute(
        _INSERT_DEPUTY,
        {
            "id": new.id, "principal": new.principal.id, "deputy": new.deputy.id, "begins_at": new.begins_at,
            "ends_at": new.ends_at, "named_by": new.named_by, "named_at": work.at, "audit_sequence": sequence,
        },
    )  # fmt: skip


def end_deputy(work: Work, which: DeputyId) -> None:
    """End it now."""
    work.connection.execute(_END_DEPUTY, {"which": which, "now": work.at})


def deputies(snapshot: Snapshot) -> list[Deputy]:
    """Every deputy that was ever named, the newest first."""
    return [_deputy(row) for row in snapshot.connection.execute(_DEPUTIES)]


def deputies_of(snapshot: Snapshot, who: MemberId) -> list[Deputy]:
    """For whom `who` stands in or stood in."""
    return [_deputy(row) for row in snapshot.connection.execute(_DEPUTIES_OF, {"who": who})]


def deputy_by_id(snapshot: Snapshot, wanted: DeputyId) -> Deputy:
    """The one with that id.

    Raises:
        NotFound: no such deputy.
    """
    found = next((each for each in deputies(snapshot) if each.id == wanted), None)
    if found is None:
        raise NotFound(T("There is no such deputy."), T("See the deputies with `editor-app member deputies`."))
    return found


def insert_signed_for(work: Work, of: EditionId, standing_in: Deputy, sequence: int) -> None:
    """Keep for whom a deputy signs, before the signature itself."""
    work.connection.execute(
        _INSERT_SIGNED_FOR,
        {
            "edition": of, "by": standing_in.deputy.id, "principal": standing_in.principal.id,
            "deputy": standing_in.id, "audit_sequence": sequence,
        },
    )  # fmt: skip


def insert_escalation(work: Work, new: Escalated, sequence: int) -> None:
    """Keep that somebody was told of a stage that waits too long."""
    work.connection.execute(
        _INSERT_ESCALATION,
        {"edition": new.edition, "ordinal": new.ordinal, "told": new.told, "at": new.at, "audit_sequence": sequence},
    )


def escalated(snapshot: Snapshot, of: EditionId) -> dict[int, Escalated]:
    """Of which stages somebody was told."""
    rows = snapshot.connection.execute(_ESCALATED, {"edition": of})
    return {row.ordinal: Escalated(of, row.ordinal, MemberId(row.told), row.at) for row in rows}


def editions_with_deadlines(snapshot: Snapshot) -> list[EditionId]:
    """Editions in review of which a stage has a deadline."""
    return [EditionId(row.id) for row in _WITH_DEADLINES.rows(snapshot.connection, {})]


def _deputy(row: Row[tuple[object, ...]]) -> Deputy:
    return Deputy(
        DeputyId(row.id),
        Named(MemberId(row.principal), row.principal_name),
        Named(MemberId(row.deputy), row.deputy_name),
        row.begins_at,
        row.ends_at,
        MemberId(row.named_by),
        row.ended_at,
    )


_INSERT_TERMS = insert(stage_terms)
_INSERT_SIGNER = insert(stage_signer)
_INSERT_USE = insert(edition_use)
_TERMS = Prepared(select(stage_terms).where(stage_terms.c.edition == bindparam("edition")))
_SIGNERS = Prepared(
    select(stage_signer).where(stage_signer.c.edition == bindparam("edition")).order_by(stage_signer.c.place)
)
_USE = Prepared(select(edition_use.c.hours).where(edition_use.c.edition == bindparam("edition")))
_LAST_SIGNED = Prepared(
    select(approval.c.at)
    .where(approval.c.edition == bindparam("edition"), approval.c.decision == "approve")
    .order_by(approval.c.at.desc())
)
_INSERT_DEPUTY = insert(deputy)
_END_DEPUTY = (
    update(deputy)
    .where(deputy.c.id == bindparam("which"), deputy.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
_principal, _stand_in = member.alias(), member.alias()
_DEPUTIES = (
    select(deputy, _principal.c.name.label("principal_name"), _stand_in.c.name.label("deputy_name"))
    .join(_principal, _principal.c.id == deputy.c.principal)
    .join(_stand_in, _stand_in.c.id == deputy.c.deputy)
    .order_by(deputy.c.named_at.desc(), deputy.c.id)
)
_DEPUTIES_OF = _DEPUTIES.where(deputy.c.deputy == bindparam("who"))
_INSERT_SIGNED_FOR = insert(signed_for)
_INSERT_ESCALATION = insert(escalation)
_ESCALATED = select(escalation).where(escalation.c.edition == bindparam("edition"))
_WITH_DEADLINES = Prepared(
    select(edition.c.id).where(
        text("edition.state = 'in_review'"),  # in the words of its partial index
        exists().where(stage_terms.c.edition == edition.c.id, stage_terms.c.hours > 0),
    )
)
