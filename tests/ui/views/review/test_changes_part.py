"""What differs from the last edition and from what is live are two lists, and one chooses which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.services.live import Live
from editor_app.ui.threads import Sitting
from editor_app.ui.views.review.changes_part import ChangesPart, DifferenceRow
from editor_app.ui.views.review.differences import Difference
from editor_app.ui.views.review.living import LIVE, REVIEWED, LiveSide
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui.views.review.reading import Case
    from tests.ui.views.review.conftest import Reviewed

AT = datetime(2026, 11, 29, 2, 32, tzinfo=UTC)


@pytest.fixture
def part(qtbot: QtBot) -> ChangesPart:
    made = ChangesPart()
    qtbot.addWidget(made)
    made.show()
    return made


def said(part: ChangesPart) -> list[str]:
    return [label.text() for label in part.findChildren(Label)]


def with_live(case: Case, *drift: Difference) -> Case:
    assert case.previous is not None
    assert case.previous_manifest is not None
    payload = case.previous_manifest.payloads[0]
    verdict = Verdict.DIFFERENT if drift else Verdict.IDENTICAL
    live = Live(case.previous, case.previous_manifest, payload, "https://x.cn/1", AT, verdict)
    changed = Difference("replace", "12 → 13", "正文", "13", is_number=True)
    return replace(case, live={payload.account: LiveSide(live, (changed,), drift)})


def test_what_is_live_is_offered_where_something_is_and_named_with_its_time(
    part: ChangesPart, reviewed: Reviewed
) -> None:
    case = with_live(reviewed.case())
    first, second = (payload.account for payload in case.manifest.payloads[:2])
    sitting = Sitting(reviewed.stage.reviewers[1].member, AT, ZoneInfo("Asia/Shanghai"))
    part.show_changes(case, second, sitting)
    assert part.choice is None
    part.show_changes(case, first, sitting)
    assert part.choice is not None
    assert part.base_for(case, first) == REVIEWED
    chosen: list[str] = []
    part.base_chosen.connect(chosen.append)
    part.choice.choose(LIVE)
    part.choice.chosen.emit(LIVE)
    assert chosen[-1] == LIVE
    assert part.base_for(case, second) == REVIEWED
    part.show_changes(case, first, sitting)
    assert any("10:32 回读" in words for words in said(part))
    assert "与签发的一致。" in said(part)
    assert [row.text() for row in part.findChildren(DifferenceRow)][-1] == "12 → 13"


def test_a_drift_is_listed_apart_from_what_the_edition_changes(part: ChangesPart, reviewed: Reviewed) -> None:
    drift = Difference("replace", "“五” → “六”", "标题")
    case = with_live(reviewed.case(), drift)
    part.base = LIVE
    part.show_changes(case, case.manifest.payloads[0].account, None)
    assert "“五” → “六”" in [row.text() for row in part.findChildren(DifferenceRow)]
    assert "与签发的一致。" not in said(part)
    first = replace(case, previous=None, previous_manifest=None)
    assert part.base_for(first, case.manifest.payloads[0].account) == LIVE
    part.show_changes(first, case.manifest.payloads[0].account, None)
    assert part.choice is None
