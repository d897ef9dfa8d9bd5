from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.edition import AcceptedFinding
from editor_app.ui.views.review.changes_part import DifferenceRow
from editor_app.ui.views.review.differences import Difference
from editor_app.ui.views.review.side import SidePanel
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed


@pytest.fixture
def side(qtbot: QtBot) -> SidePanel:
    made = SidePanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_differences_lead_to_their_place(side: SidePanel, reviewed: Reviewed) -> None:
    case = reviewed.case()
    side.show_case(case, "")
    side.show_changes(case, case.manifest.payloads[0].account)
    sought: list[str] = []
    side.sought.connect(sought.append)
    side.findChildren(DifferenceRow)[0].click()
    assert sought == ["2023年"]


def test_findings_are_ticked_one_by_one_and_accepted_ones_show_their_reason(
    side: SidePanel, reviewed: Reviewed
) -> None:
    case = reviewed.case()
    accepted = (AcceptedFinding("c" * 64, "long_sentence", "沿用文件原文"),)  # type: ignore[arg-type]
    manifest = replace(case.manifest, to_override=("a" * 64, "b" * 64), accepted=accepted)
    case = replace(case, record=replace(case.record, manifest=manifest))
    side.show_case(case, "")
    assert len(side.boxes) == 2
    assert side.taken() == frozenset()
    next(iter(side.boxes.values())).click()
    assert len(side.taken()) == 1
    side.show_case(case, "")
    assert len(side.taken()) == 1
    assert any("沿用文件原文" in label.text() for label in side.findChildren(Label))


def test_every_account_is_listed_with_its_counts(side: SidePanel, reviewed: Reviewed) -> None:
    side.show_case(reviewed.case(), "17:30 起发出")
    said = [label.text() for label in side.findChildren(Label)]
    for account in reviewed.stage.accounts:
        assert account in said
    assert said.count("3 图") == 3
    assert "17:30 起发出" in said


def test_a_changed_picture_is_asked_to_be_compared(side: SidePanel, reviewed: Reviewed) -> None:
    case = reviewed.case()
    account = case.manifest.payloads[0].account
    changed = Difference("replace", "Another picture stands here", "Picture 2", picture=2)
    side.show_case(case, "")
    side.show_changes(replace(case, changes={account: (changed,)}), account)
    asked: list[int] = []
    side.pictured.connect(asked.append)
    side.findChildren(DifferenceRow)[0].click()
    assert asked == [2]
