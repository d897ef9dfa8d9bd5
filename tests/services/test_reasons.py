from __future__ import annotations

import pytest

from editor_app.domain.errors import Invalid
from editor_app.services.reasons import LONGEST, spoken


def test_a_reason_stays_as_it_was_said_on_one_line() -> None:
    assert str(spoken("  等 {领导}\n名单 ")) == "等 {领导} 名单"
    assert len(str(spoken("长" * 1000))) == LONGEST


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t"])
def test_nothing_is_no_reason(nothing: str) -> None:
    with pytest.raises(Invalid, match="reason"):
        spoken(nothing)
