"""Where one copy of a recall case stands: derived from deliveries, read-backs and proofs, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.recall import Measure, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.storage.queries.recall import ItemRow, ProofRow, ServingRow

_UNDER_WAY = frozenset({DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN})
_PROVEN = frozenset({Verdict.IDENTICAL, Verdict.NORMALISED})


def standing(
    kind: EditionKind,
    item: ItemRow,
    made: Sequence[EditionState],
    served: ServingRow | None,
    proofs: Sequence[ProofRow],
) -> Standing:
    """Where the copy stands; what was proven once and reads otherwise today is live again.

    Args:
        kind: of the case.
        item: the copy.
        made: states of the editions that carry out the case.
        served: the delivery that changes or takes away this very post; None = there is none.
        proofs: of this copy.
    """
    if proofs:
        return Standing.SIGNED_OFF
    if served is not None:
        return _served(kind, item.measure, served)
    if item.state is DeliveryState.WITHDRAWN:
        return Standing.GONE
    if item.measure is Measure.BY_HAND:
        return Standing.OPEN
    if EditionState.APPROVED in made:
        return Standing.READY
    return Standing.REVIEW if EditionState.IN_REVIEW in made else Standing.OPEN


def _served(kind: EditionKind, measure: Measure, served: ServingRow) -> Standing:
    if served.state in _UNDER_WAY:
        return Standing.UNDER_WAY
    if served.state not in {DeliveryState.SENT, DeliveryState.VERIFIED}:
        return Standing.STUCK
    if served.verdict is None:
        return Standing.SENT
    if served.verdict not in _PROVEN:
        return Standing.STILL_LIVE
    if measure is Measure.FOLLOW_UP:
        return Standing.NOTED if kind is EditionKind.CORRECTION else Standing.STILL_LIVE
    return Standing.CORRECTED if measure is Measure.EDIT else Standing.GONE
