"""Named queries for looking a whole workspace over after it was put in past the guards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, column, exists, func, not_, or_, select

from editor_app.domain.identifiers import AccountId, DeliveryId, Digest, DocumentId, EditionId
from editor_app.storage.adoption_tables import adoption
from editor_app.storage.embargo_tables import embargo_consent
from editor_app.storage.emergency_tables import settlement
from editor_app.storage.tables import attempt, audit, delivery, delivery_step, edition, edition_account, member_key
from editor_app.storage.team_state import is_entered

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.storage.snapshot import Snapshot

_OUT = ("sent", "verified", "withdrawn")
_VISIBLE = ("flip", "keyed", "public")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a delivery stands, beside the audit row of its last move."""

    id: DeliveryId
    edition: EditionId
    state: str
    is_of_these_bytes: bool
    """Whether it carries its edition's digest."""
    is_on_record: bool
    """Whether the audit row is about this delivery."""
    action: str
    """What that row calls the deed."""
    detail: str
    """What that row says."""


def all_editions(snapshot: Snapshot) -> list[EditionId]:
    """Every edition, in the order of submission."""
    return [EditionId(row.id) for row in snapshot.connection.execute(_EDITIONS)]


def confirmed_keys(snapshot: Snapshot) -> list[str]:
    """Every key that somebody confirmed."""
    return [row.id for row in snapshot.connection.execute(_KEYS)]


def standings(snapshot: Snapshot) -> list[Standing]:
    """Every delivery."""
    return [
        Standing(
            DeliveryId(row.id), EditionId(row.edition), row.state, row.digest == row.sealed,
            (row.subject_kind, row.subject_id) == ("delivery", row.id), row.action, row.detail,
        )
        for row in snapshot.connection.execute(_STANDINGS)
    ]  # fmt: skip


def sent_without_attempts(snapshot: Snapshot) -> list[DeliveryId]:
    """Deliveries that are said to be out though a step is not done, or a visible one was never attempted."""
    return [DeliveryId(row.id) for row in snapshot.connection.execute(_UNPROVEN)]


def window_of(snapshot: Snapshot, of: EditionId) -> tuple[datetime | None, datetime | None]:
    """Beginning and end of an edition's window, as they stand in its row."""
    row = snapshot.connection.execute(_WINDOW, {"wanted": of}).one()
    return row.not_before, row.not_after


def contents_of(snapshot: Snapshot, of: EditionId) -> list[tuple[AccountId, Digest]]:
    """The accounts of an edition and the digest of what each receives, in the order of their rows."""
    rows = snapshot.connection.execute(_CONTENTS, {"wanted": of})
    return [(AccountId(row.account), Digest(row.content_digest)) for row in rows]


def settled_editions(snapshot: Snapshot) -> list[EditionId]:
    """Emergencies that have had their second look."""
    return [EditionId(row.edition) for row in snapshot.connection.execute(_SETTLED)]


def embargoed_documents(snapshot: Snapshot) -> list[DocumentId]:
    """Documents whose embargo somebody consented to loosen."""
    return [DocumentId(row.document) for row in snapshot.connection.execute(_CONSENTED)]


def lines_of_consents(snapshot: Snapshot, of: DocumentId) -> dict[int, int]:
    """The line of the audit log on which each consent to a document's steps stands, by the step's ordinal."""
    return {row.ordinal: row.audit_sequence for row in snapshot.connection.execute(_CONSENT_LINES, {"wanted": of})}


def sequence_of(snapshot: Snapshot, digest: str) -> int | None:
    """The number of the audit row with that hash; None = there is none."""
    query = _SEQUENCE_IN_TEAM if is_entered(snapshot.connection) else _SEQUENCE
    row = snapshot.connection.execute(query, {"digest": digest}).first()
    return None if row is None else row.sequence


_WINDOW = select(edition.c.not_before, edition.c.not_after).where(edition.c.id == bindparam("wanted"))
_CONTENTS = (
    select(edition_account.c.account, edition_account.c.content_digest)
    .where(edition_account.c.edition == bindparam("wanted"))
    .order_by(edition_account.c.ordinal)
)
_SETTLED = select(settlement.c.edition).order_by(settlement.c.edition)
_CONSENTED = select(embargo_consent.c.document).distinct().order_by(embargo_consent.c.document)
_CONSENT_LINES = select(embargo_consent.c.ordinal, embargo_consent.c.audit_sequence).where(
    embargo_consent.c.document == bindparam("wanted")
)
_EDITIONS = select(edition.c.id).order_by(edition.c.submitted_at, edition.c.id)
_KEYS = select(member_key.c.id).where(member_key.c.confirmed_at.is_not(None)).order_by(member_key.c.id)
_STANDINGS = (
    select(
        delivery.c.id, delivery.c.edition, delivery.c.state, delivery.c.digest, edition.c.digest.label("sealed"),
        audit.c.subject_kind, audit.c.subject_id, audit.c.action, audit.c.detail,
    )
    .join(edition, edition.c.id == delivery.c.edition)
    .join(audit, audit.c.sequence == delivery.c.audit_sequence)
    .order_by(delivery.c.position)
)  # fmt: skip
_step = delivery_step.alias()
_done = exists().where(
    and_(attempt.c.delivery == _step.c.delivery, attempt.c.step == _step.c.ordinal, attempt.c.state == "done")
)
_adopted = exists().where(
    and_(
        adoption.c.delivery == _step.c.delivery,
        adoption.c.step == _step.c.ordinal,
        adoption.c.remote_id == _step.c.remote_id,
    )
)
_UNPROVEN = select(delivery.c.id).where(
    delivery.c.state.in_(_OUT),
    or_(
        not_(exists().where(delivery_step.c.delivery == delivery.c.id)),
        exists(
            select(_step.c.delivery).where(
                _step.c.delivery == delivery.c.id,
                or_(_step.c.done_at.is_(None), and_(_step.c.step_class.in_(_VISIBLE), not_(_done), not_(_adopted))),
            )
        ),
    ),
)
_all = func.team.heads().table_valued(column("sequence", audit.c.sequence.type), column("hash", audit.c.hash.type))
_SEQUENCE_IN_TEAM = select(_all.c.sequence).where(_all.c.hash == bindparam("digest"))
_SEQUENCE = select(audit.c.sequence).where(audit.c.hash == bindparam("digest"))
