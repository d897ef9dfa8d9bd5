from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.services import recalling
from editor_app.ui.views.recall.rows import CaseList, CaseRow
from tests.ui.conftest import painted
from tests.ui.views.recall.cases import opened, published

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.staged import Stage


def test_a_row_says_kind_title_and_how_far_it_is_and_is_chosen_by_its_id(qtbot: QtBot, stage: Stage) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    case = recalling.opened(stage.desk, opened(stage, posts, EditionKind.CORRECTION, "错字").id)
    row = CaseRow(case)
    qtbot.addWidget(row)
    for part in ("元旦假期政务服务安排", "更正", case.row.number):
        assert part in row.accessibleName()
    assert not painted(row, 300, 76).isNull()
    cases = CaseList()
    qtbot.addWidget(cases)
    cases.show_all([case], case.row.id)
    with qtbot.waitSignal(cases.chosen) as told:
        cases.rows[0].click()
    assert told.args == [case.row.id]
