from datetime import UTC, datetime

import pytest

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.rendering.typeset import typeset


def test_a_form_that_cannot_be_set_says_so_with_the_next_step() -> None:
    at = datetime(2026, 11, 29, tzinfo=UTC)
    with pytest.raises(Unavailable, match="The form can't be set") as refused:
        typeset("review_form", {}, at, "pdf", lambda cause: T("The form can't be set: {cause}", cause=cause))
    assert "diagnostics" in str(refused.value.next_step)
