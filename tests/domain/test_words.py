from __future__ import annotations

import pytest

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionState
from editor_app.domain.finding import Severity
from editor_app.domain.member import MemberState, Role
from editor_app.domain.words import state_words


@pytest.mark.parametrize("kind", [AccountState, DeliveryState, EditionState, MemberState, Role, Severity, Verdict])
def test_every_state_has_words(kind: type[DeliveryState]) -> None:
    assert all(str(state_words(state)) for state in kind)
