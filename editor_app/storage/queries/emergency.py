"""Named queries about the emergency lane: templates, fillings, emergencies, their debts and settlements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, bindparam, exists, func, insert, select

from editor_app.domain.emergency import EmergencySlot, Filling, Settlement, SlotKind, Template, Verdict, Wording
from editor_app.domain.emergency import wording_as_json as as_json
from editor_app.domain.identifiers import Digest, DocumentId, EditionId, KeyId, MemberId
from editor_app.domain.manifest_json import Fields
from editor_app.storage.emergency_tables import (
    emergency,
    emergency_filling,
    emergency_template,
    lane_opening,
    settlement,
)
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.embargo import title_for
from editor_app.storage.tables import approval, document, edition, member, revision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import WorkspaceId
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class LaneRow:
    """An approved emergency with its second look, if it has had one."""

    edition: EditionId
    document: DocumentId
    number: str
    title: str
    digest: Digest
    reason: str
    approved_at: datetime
    approved_by: str
    """Name of whose signature let it go."""
    verdict: Verdict | None
    """None = the second look is owed."""
    settled_by: str
    settled_at: datetime | None
    note: str


def templates(snapshot: Snapshot) -> list[Template]:
    """Every version that an admin made, by name, the newest first."""
    return [_template(row) for row in snapshot.connection.execute(_TEMPLATES)]


def insert_template(work: Work, new: Template, by: MemberId, reason: str) -> None:
    """Keep a version; its audit row is the write's last one."""
    values = {"name": new.key, "version": new.version, "by": by, "at": work.at, "audit_sequence": work.sequence}
    work.connection.execute(insert(emergency_template), {**values, **template_values(new, reason)})


def template_values(new: Template, reason: str) -> dict[str, Json]:
    """The columns of a version that say how it is worded, and why."""
    return {"kind": new.kind, "wordings": [as_json(each) for each in new.wordings], "reason": reason}


def filling_of(snapshot: Snapshot, wanted: DocumentId) -> Filling | None:
    """How the document was filled last; None = it isn't made from a template."""
    row = _FILLING.first(snapshot.connection, {"document": wanted})
    return None if row is None else _filling(row)


def filling_for(snapshot: Snapshot, wanted: EditionId) -> Filling | None:
    """With which filling an emergency was submitted; None = it took no lane."""
    row = snapshot.connection.execute(_FILLING_FOR, {"edition": wanted}).first()
    return None if row is None else _filling(row)


def insert_filling(work: Work, new: Filling, sequence: int) -> None:
    """Keep how a document was filled; `sequence` is the audit row about it."""
    values: dict[str, object] = {
        "document": new.document, "ordinal": new.ordinal, "template": new.template, "version": new.version,
        "digest": new.wording.digest, "by": new.by, "at": new.at, "audit_sequence": sequence,
    }  # fmt: skip
    work.connection.execute(insert(emergency_filling), {**values, **filling_values(new.wording, new.values)})


def filling_values(wording: Wording, slots: Mapping[str, str]) -> dict[str, Json]:
    """The columns of a filling that say what it makes."""
    return {"wording": as_json(wording), "slots": dict(slots)}


def insert_emergency(work: Work, wanted: EditionId, filling: Filling, reason: str, opening: str | None) -> None:
    """Keep that an edition takes the lane; its audit row is the write's last one."""
    values = {"edition": wanted, "document": filling.document, "filling": filling.ordinal, "reason": reason}
    by = work.actor.key.removeprefix("member:")
    work.connection.execute(
        insert(emergency), {**values, "opening": opening, "by": by, "at": work.at, "audit_sequence": work.sequence}
    )


def reason_of(snapshot: Snapshot, wanted: EditionId) -> str:
    """Why an edition took the lane; empty = it did not."""
    found = snapshot.connection.execute(_REASON, {"edition": wanted}).scalar()
    return str(found or "")


def insert_opening(work: Work, opening: str, by: MemberId, reason: str) -> None:
    """Keep that an admin lets one more emergency in; its audit row is the write's last one."""
    values = {"id": opening, "by": by, "at": work.at, "reason": reason, "audit_sequence": work.sequence}
    work.connection.execute(insert(lane_opening), values)


def unused_opening(snapshot: Snapshot) -> str | None:
    """An opening that no emergency has used yet, the oldest first."""
    found = snapshot.connection.execute(_UNUSED).scalar()
    return None if found is None else str(found)


def lane_rows(snapshot: Snapshot, *, owed_only: bool = False) -> list[LaneRow]:
    """Approved emergencies, the longest owing first."""
    found = snapshot.connection.execute(_OWED if owed_only else _LANE).all()
    rows = [_lane_row(row) for row in found]
    return [replace(each, title=title_for(snapshot, each.document, each.title)) for each in rows]


def insert_settlement(work: Work, said: Settlement, signature: bytes) -> None:
    """Keep the second signature; its audit row is the write's last one."""
    values = {
        "edition": said.edition, "verdict": said.verdict.value, "by": said.by, "key": said.key, "digest": said.digest,
        "audit_head": said.audit_head, "at": said.at, "note": said.note, "signature": signature,
        "audit_sequence": work.sequence,
    }  # fmt: skip
    work.connection.execute(insert(settlement), values)


def settlement_of(
    snapshot: Snapshot, workspace: WorkspaceId, wanted: EditionId
) -> tuple[Settlement, bytes, int] | None:
    """The second signature of an emergency with its bytes and audit row; None = it is owed."""
    row = snapshot.connection.execute(_SETTLEMENT, {"edition": wanted}).first()
    if row is None:
        return None
    said = Settlement(
        workspace, wanted, Digest(row.digest), Verdict(row.verdict), MemberId(row.by), KeyId(row.key), row.audit_head,
        row.at, row.note,
    )  # fmt: skip
    return said, bytes(row.signature), row.audit_sequence


def wording_from_json(value: Json) -> Wording:
    """The wording that `domain.emergency.wording_as_json` wrote.

    Raises:
        ValueError: another shape.
    """
    fields = Fields(value)
    return Wording(
        language=fields.text("language"),
        name=fields.text("name"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        body=fields.text("body"),
        source=fields.text("source"),
        slots=tuple(_slot(Fields(item)) for item in fields.items("slots")),
    )


def _slot(item: Fields) -> EmergencySlot:
    choices = tuple(str(each) for each in item.items(4))
    return EmergencySlot(item.text(0), SlotKind(item.text(1)), item.text(2), item.text(3), choices)


def _template(row: Row[tuple[object, ...]]) -> Template:
    return Template(row.name, row.version, row.kind, tuple(wording_from_json(each) for each in row.wordings))


def _filling(row: Row[tuple[object, ...]]) -> Filling:
    slots: Mapping[str, str] = {str(name): str(value) for name, value in row.slots.items()}
    return Filling(
        DocumentId(row.document), row.ordinal, row.template, row.version, wording_from_json(row.wording), slots,
        MemberId(row.by), row.at,
    )  # fmt: skip


def _lane_row(row: Row[tuple[object, ...]]) -> LaneRow:
    return LaneRow(
        edition=EditionId(row.edition),
        document=DocumentId(row.document),
        number=f"{row.year}-{row.ordinal:04d}",
        title=row.title,
        digest=Digest(row.digest),
        reason=row.reason,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        verdict=None if row.verdict is None else Verdict(row.verdict),
        settled_by=row.settled_by or "",
        settled_at=row.settled_at,
        note=row.note or "",
    )


_TEMPLATES = select(emergency_template).order_by(emergency_template.c.name, emergency_template.c.version.desc())
_FILLING = Prepared(
    select(emergency_filling)
    .where(emergency_filling.c.document == bindparam("document"))
    .order_by(emergency_filling.c.ordinal.desc())
    .limit(1)
)
_FILLING_FOR = select(emergency_filling).join(
    emergency,
    and_(
        emergency.c.document == emergency_filling.c.document,
        emergency.c.filling == emergency_filling.c.ordinal,
        emergency.c.edition == bindparam("edition"),
    ),
)
_REASON = select(emergency.c.reason).where(emergency.c.edition == bindparam("edition"))
_UNUSED = (
    select(lane_opening.c.id)
    .where(~exists().where(emergency.c.opening == lane_opening.c.id))
    .order_by(lane_opening.c.at, lane_opening.c.id)
    .limit(1)
)
_SETTLEMENT = select(settlement).where(settlement.c.edition == bindparam("edition"))
_last = (
    select(approval.c.edition, func.max(approval.c.at).label("at"))
    .where(approval.c.decision == "approve")
    .group_by(approval.c.edition)
    .subquery()
)
_signed = approval.alias("signed")
_signer = (
    select(member.c.name)
    .join(_signed, _signed.c.by == member.c.id)
    .where(_signed.c.edition == edition.c.id, _signed.c.decision == "approve")
    .order_by(_signed.c.at.desc(), _signed.c.stage.desc())
    .limit(1)
    .correlate(edition)
    .scalar_subquery()
)
_second = member.alias("second")
_LANE: Select[tuple[object, ...]] = (
    select(
        edition.c.id.label("edition"),
        edition.c.document,
        document.c.year,
        document.c.ordinal,
        revision.c.title,
        edition.c.digest,
        emergency.c.reason,
        _last.c.at.label("approved_at"),
        _signer.label("approved_by"),
        settlement.c.verdict,
        _second.c.name.label("settled_by"),
        settlement.c.at.label("settled_at"),
        settlement.c.note,
    )
    .select_from(emergency)
    .join(edition, edition.c.id == emergency.c.edition)
    .join(document, document.c.id == edition.c.document)
    .join(revision, revision.c.id == edition.c.revision)
    .join(_last, _last.c.edition == edition.c.id)
    .outerjoin(settlement, settlement.c.edition == edition.c.id)
    .outerjoin(_second, _second.c.id == settlement.c.by)
    .where(edition.c.state == "approved")
    .order_by(_last.c.at, edition.c.id)
)
_OWED = _LANE.where(settlement.c.edition.is_(None))
