"""Who signs a stage and by when: named people or a role, an expert from outside, a deadline, and those who stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NewType

from editor_app.domain.errors import Refused
from editor_app.domain.member import Named, Role
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from editor_app.domain.identifiers import MemberId
    from editor_app.domain.member import Member

DeputyId = NewType("DeputyId", str)


@dataclass(frozen=True, slots=True)
class Terms:
    """Who may sign a stage, and by when it should be signed."""

    role: Role = Role.REVIEWER
    """`reviewer`, or `expert`: somebody from outside the desk, who signs such stages and no others."""
    signers: tuple[Named, ...] = ()
    """Only these, or who stands in for one of them; none = everybody with the role."""
    hours: int = 0
    """How long the stage may wait before it is overdue; 0 = as long as it takes."""
    escalate: Named | None = None
    """Who is told when it is overdue."""

    def names(self) -> frozenset[MemberId]:
        """The named signers."""
        return frozenset(each.id for each in self.signers)

    def due(self, since: datetime) -> datetime | None:
        """When a stage that waits since then is overdue; None = never."""
        return since + timedelta(hours=self.hours) if self.hours else None


ANYBODY = Terms()


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who signs for another while that one is away."""

    id: DeputyId
    principal: Named
    """Who is away."""
    deputy: Named
    begins_at: datetime
    ends_at: datetime
    named_by: MemberId
    ended_at: datetime | None = None

    def is_in_force(self, now: datetime) -> bool:
        """Whether it counts at that moment."""
        return self.ended_at is None and self.begins_at <= now < self.ends_at


def stands_in(member: Member, terms: Terms, deputies: Collection[Deputy], spent: Collection[MemberId]) -> Deputy | None:
    """For whom `member` signs a stage; None = in the own name.

    Args:
        member: who wants to sign.
        terms: of the stage.
        deputies: those in force now.
        spent: who may not be stood in for: authors, the submitter, and whoever has a signature on the edition.

    Raises:
        Refused: neither named there nor standing in for somebody who could sign it.
    """
    if terms.role not in member.roles:
        raise Refused(
            T("This stage is for experts from outside.")
            if terms.role is Role.EXPERT
            else T("An expert signs the stages for experts, and no others."),
            T("Ask another reviewer to decide."),
        )
    if not terms.signers or member.id in terms.names():
        return None
    for each in deputies:
        if each.deputy.id == member.id and each.principal.id in terms.names() and each.principal.id not in spent:
            return each
    raise Refused(
        T("This stage is signed by {names}.", names=", ".join(each.name for each in terms.signers)),
        T("Ask one of them, or have a deputy named."),
    )
