from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tests.domain.test_variant import ACCOUNT


def test_an_account_is_a_value_that_nobody_changes_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        ACCOUNT.url = "https://elsewhere.example"  # type: ignore[misc]
