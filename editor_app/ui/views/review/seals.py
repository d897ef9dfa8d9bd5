"""The record of an edition as seals: the stage bar and the sign-off row; apart because red stands for data only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision, StageKind
from editor_app.domain.edition import EditionState
from editor_app.ui.i18n import tr
from editor_app.ui.seal import Seal
from editor_app.ui.widgets.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor_app.services.approvals import Record, StageRecord


def stages(record: Record, person: str, when: Callable[[datetime], str]) -> list[Stage]:
    """Every stage with its seal; `person` may sign the one that waits, an empty name may not."""
    waits = record.next
    return [
        _stage(each, record, person if waits == each.stage else "", when, waits=waits == each.stage)
        for each in record.stages
    ]


def signer(name: str, for_whom: str) -> str:
    """Who signs; a deputy with the name of whoever is away."""
    return tr("{name} for {away}", name=name, away=for_whom) if for_whom else name


def seal_text(name: str) -> str:
    """What a seal says: two Han characters, or the first letter."""
    return name[:2] if ord(name[:1] or "x") > 0x2E80 else name[:1].upper()


def _stage(each: StageRecord, record: Record, person: str, when: Callable[[datetime], str], *, waits: bool) -> Stage:
    signed = [one for one in each.signed if one.decision is Decision.APPROVE]
    kind, said = Seal.OPEN, ""
    name = tr(", ").join(signer(one.name, one.standing_in) for one in each.signed)
    if each.is_complete:
        kind, said = Seal.SET, when(signed[-1].at)
    elif each.signed and not all(one.valid for one in each.signed):
        kind, said = Seal.VOID, tr("does not hold")
    elif any(one.decision is Decision.RETURN for one in each.signed):
        kind, said = Seal.VOID, tr("sent back")
    elif waits:
        kind, said = (Seal.MINE, tr("your turn")) if person else (Seal.OPEN, tr("waits"))
        if record.due is not None:
            said = tr("by {time}", time=when(record.due))
        name = person or name or tr(", ").join(one.name for one in each.stage.terms.signers)
    if record.edition.state is EditionState.VOID and kind is Seal.SET:
        kind = Seal.VOID
    reads = each.stage.kind is StageKind.PROOF
    return Stage(each.stage.name, name, said, kind, reads=reads, characters=seal_text(each.stage.name))


def reason_of(person: str, reason: str) -> str:
    """What somebody said for it."""
    return tr("{name}: {reason}", name=person, reason=reason)
