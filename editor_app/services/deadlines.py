"""Stages that wait too long: when each is due, who is told, and the line in the audit log that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.approval import next_stage
from editor_app.domain.audit import Subject
from editor_app.storage.queries import documents, duties, editions

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.approval import Stage
    from editor_app.domain.audit import Actor
    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import MemberId
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class Late:
    """A stage that should have been signed by now."""

    edition: Edition
    number: str
    title: str
    stage: Stage
    due: datetime

    @property
    def told(self) -> MemberId | None:
        """Who is told of it."""
        return self.stage.terms.escalate.id if self.stage.terms.escalate else None


def due_at(snapshot: Snapshot, edition: Edition, stage: Stage) -> datetime | None:
    """When a stage that waits is overdue, counted from the end of the one before; None = never."""
    if not stage.terms.hours:
        return None
    before = [a.statement.at for a in editions.approvals_of(snapshot, edition.id) if a.statement.stage < stage.ordinal]
    return stage.terms.due(max(before, default=edition.submitted_at))


def late(snapshot: Snapshot, now: datetime) -> tuple[Late, ...]:
    """Every stage that is overdue, the longest overdue first."""
    found = (_late(snapshot, editions.edition_by_id(snapshot, each), now) for each in
             duties.editions_with_deadlines(snapshot))  # fmt: skip
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.due))


def late_for(snapshot: Snapshot, member: MemberId, now: datetime) -> tuple[Late, ...]:
    """What `member` is told of."""
    return tuple(each for each in late(snapshot, now) if each.told == member)


def escalate(desk: Desk, actor: Actor) -> int:
    """Put on record, once for each stage, that somebody is told of it; returns how many are new."""
    now, new = desk.clock.now(), 0
    with desk.database.read() as snapshot:
        waiting = [each for each in late(snapshot, now) if each.told is not None]
        known = {each.edition.id: duties.escalated(snapshot, each.edition.id) for each in waiting}
    for each in waiting:
        if each.told is None or each.stage.ordinal in known[each.edition.id]:
            continue
        detail: dict[str, Json] = {"stage": each.stage.ordinal, "told": each.told, "due": each.due.isoformat()}
        with desk.database.write(actor, "edition.escalate", Subject("edition", each.edition.id), detail) as work:
            if each.stage.ordinal not in duties.escalated(work, each.edition.id):
                told = duties.Escalated(each.edition.id, each.stage.ordinal, each.told, work.at)
                duties.insert_escalation(work, told, work.sequence)
                new += 1
    return new


def _late(snapshot: Snapshot, edition: Edition, now: datetime) -> Late | None:
    stages = editions.stages_of(snapshot, edition.id)
    ordinal = next_stage([(s.ordinal, s.needs) for s in stages], editions.approvals_of(snapshot, edition.id))
    stage = next((each for each in stages if each.ordinal == ordinal), None)
    due = due_at(snapshot, edition, stage) if stage else None
    if stage is None or due is None or now <= due:
        return None
    document = documents.document_by_id(snapshot, edition.document)
    title = documents.revision_by_id(snapshot, edition.revision).content.title
    return Late(edition, document.number, title, stage, due)
