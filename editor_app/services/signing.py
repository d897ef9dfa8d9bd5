"""Whether a member may sign what waits, and in whose name: the review room asks before anybody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import next_stage, require_four_eyes
from editor_app.services import approvals, duties
from editor_app.storage.queries import editions

if TYPE_CHECKING:
    from editor_app.domain.duty import Deputy
    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Seat


def turn(seat: Seat, edition: Edition) -> Deputy | None:
    """As whose deputy the member would sign the stage that waits; None = in the own name, or no stage waits.

    Raises:
        Refused: four eyes, another's stage, or no right; the sentence says which.
    """
    with seat.desk.database.read() as snapshot:
        member, near = seat.now(snapshot), approvals.bystanders(snapshot, edition)
        require_four_eyes(member, near)
        stages = editions.stages_of(snapshot, edition.id)
        ordinal = next_stage([(s.ordinal, s.needs) for s in stages], editions.approvals_of(snapshot, edition.id))
        stage = next((each for each in stages if each.ordinal == ordinal), None)
        return duties.standing_in(snapshot, member, stage, near, seat.desk.clock.now()) if stage else None
