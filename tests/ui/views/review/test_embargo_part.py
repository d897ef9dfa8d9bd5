from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.embargo import Embargo
from editor_app.domain.identifiers import DocumentId, MemberId
from editor_app.services.embargoes import Standing
from editor_app.ui.threads import Sitting
from editor_app.ui.views.review.embargo_part import embargo_button, embargo_part
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed

AT = datetime(2026, 11, 29, 1, tzinfo=UTC)


def test_it_says_until_when_for_whom_and_what_waits(reviewed: Reviewed, qtbot: QtBot) -> None:
    step = Embargo(
        DocumentId("d"), 1, AT + timedelta(hours=1), frozenset({MemberId("m")}), "等", MemberId("m"), AT, is_wish=False
    )
    wish = replace(step, ordinal=2, until=None, reason="提前公布", is_wish=True)
    sitting = Sitting(reviewed.stage.reviewers[0].member, AT, ZoneInfo("Asia/Shanghai"))
    case = reviewed.case()
    assert embargo_part(case, sitting, embargo_button(may_allow=False)) is None
    case = replace(case, embargo=Standing(step, wish, ("王芳",), (step, wish), is_public=False), may_allow=True)
    made = embargo_part(case, sitting, embargo_button(may_allow=True))
    assert made is not None
    qtbot.addWidget(made)
    said = " ".join(label.text() for label in made.findChildren(Label))
    assert "10:00" in said
    assert "王芳" in said
    assert "提前公布" in said
