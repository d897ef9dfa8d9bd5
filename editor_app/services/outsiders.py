"""Who a review packet may be made for: confirmed reviewers and experts, and which of them have no seat here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.member import MemberState, Role
from editor_app.storage.queries import people

if TYPE_CHECKING:
    from editor_app.services.desk import Seat

_REVIEW = frozenset({Role.REVIEWER, Role.EXPERT})


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who can sign a packet."""

    name: str
    is_outside: bool
    """Signs with a key made elsewhere, which cannot open a seat."""


def reviewers(seat: Seat) -> tuple[Reviewer, ...]:
    """Everybody but the member at this desk, those without a seat first."""
    with seat.desk.database.read() as snapshot:
        found = []
        for member in people.members(snapshot):
            key = people.key_of(snapshot, member.id) if member.roles & _REVIEW else None
            if key is None or member.id == seat.member.id or member.state is not MemberState.CONFIRMED:
                continue
            found.append(Reviewer(member.name, not key.sealed_private))
    return tuple(sorted(found, key=lambda one: not one.is_outside))
