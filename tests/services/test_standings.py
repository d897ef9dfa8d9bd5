"""Where a copy stands is derived from what is on record; only proofs are green."""

import pytest

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.identifiers import AccountId, DeliveryId, EditionId
from editor_app.domain.recall import SETTLED, Measure, Standing
from editor_app.services.standings import standing
from editor_app.storage.queries.recall import ItemRow, ServingRow

C, W = EditionKind.CORRECTION, EditionKind.WITHDRAWAL
S, V, M, N = DeliveryState, Verdict, Measure, Standing
PLACE = (DeliveryId("d"), AccountId("a"), "site", "sandbox", "https://x/", "42")


def item(measure: Measure, state: DeliveryState = S.VERIFIED) -> ItemRow:
    return ItemRow(1, *PLACE, measure, state, None, None)


def serving(state: DeliveryState, verdict: Verdict | None) -> ServingRow:
    return ServingRow(AccountId("a"), DeliveryId("w"), EditionId("e"), state, verdict, None)


@pytest.mark.parametrize(
    ("kind", "measure", "state", "verdict", "stands"),
    [
        (W, M.DELETE, S.QUEUED, None, N.UNDER_WAY),
        (W, M.DELETE, S.UNKNOWN, None, N.UNDER_WAY),
        (W, M.DELETE, S.ASK, None, N.STUCK),
        (W, M.DELETE, S.FAILED, None, N.STUCK),
        (W, M.DELETE, S.HELD, None, N.STUCK),
        (W, M.DELETE, S.SENT, None, N.SENT),
        (W, M.DELETE, S.SENT, V.DIFFERENT, N.STILL_LIVE),
        (W, M.DELETE, S.VERIFIED, V.IDENTICAL, N.GONE),
        (W, M.UNPUBLISH, S.VERIFIED, V.IDENTICAL, N.GONE),
        (W, M.DELETE, S.VERIFIED, V.DIFFERENT, N.STILL_LIVE),
        (W, M.FOLLOW_UP, S.VERIFIED, V.IDENTICAL, N.STILL_LIVE),
        (C, M.FOLLOW_UP, S.VERIFIED, V.NORMALISED, N.NOTED),
        (C, M.EDIT, S.VERIFIED, V.NORMALISED, N.CORRECTED),
        (C, M.EDIT, S.VERIFIED, V.NOT_VISIBLE, N.STILL_LIVE),
    ],
)
def test_a_served_copy_stands_as_its_last_read_back_says(
    kind: EditionKind, measure: Measure, state: DeliveryState, verdict: Verdict | None, stands: Standing
) -> None:
    found = standing(kind, item(measure), [EditionState.APPROVED], serving(state, verdict), ())
    assert found is stands
    assert (found in SETTLED) is (found in {N.GONE, N.CORRECTED, N.NOTED})


@pytest.mark.parametrize(
    ("measure", "made", "stands"),
    [
        (M.DELETE, [], N.OPEN),
        (M.DELETE, [EditionState.RETURNED], N.OPEN),
        (M.DELETE, [EditionState.RETURNED, EditionState.IN_REVIEW], N.REVIEW),
        (M.DELETE, [EditionState.APPROVED], N.READY),
        (M.BY_HAND, [EditionState.APPROVED], N.OPEN),
    ],
)
def test_before_it_is_served_a_copy_stands_as_its_edition(
    measure: Measure, made: list[EditionState], stands: Standing
) -> None:
    assert standing(W, item(measure), made, None, ()) is stands


def test_what_was_proven_by_hand_is_signed_off_and_what_was_withdrawn_is_gone() -> None:
    assert standing(W, item(M.BY_HAND), [], None, [object()]) is N.SIGNED_OFF  # type: ignore[list-item]
    assert standing(W, item(M.DELETE, S.WITHDRAWN), [], None, ()) is N.GONE
