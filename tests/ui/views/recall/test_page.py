"""The page offers the one deed that brings its case on, and says why somebody can't do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.services import recalling, withdrawing
from editor_app.ui.views.recall.page import CasePage, next_deed
from tests.ui.views.recall.cases import opened, published, signed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.staged import Stage


def test_the_next_deed_follows_the_case(qtbot: QtBot, stage: Stage) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    row = opened(stage, posts, EditionKind.WITHDRAWAL, "时间写错了")
    said = []

    def look() -> None:
        found = recalling.opened(stage.desk, row.id)
        said.append((next_deed(found, stage.publisher)[0], bool(next_deed(found, stage.publisher)[2])))

    look()
    edition = withdrawing.submit(stage.editor, row.id)
    look()
    signed(stage, edition)
    look()
    (away,) = recalling.run(stage.publisher, row.id)
    look()
    stage.serve(away.id, 2)
    look()
    recalling.close(stage.publisher, row.id, "已办结")
    look()
    assert said == [("submit", True), ("review", False), ("run", False), ("", False), ("close", False), ("", False)]
    page = CasePage()
    qtbot.addWidget(page)
    page.show_case(recalling.opened(stage.desk, row.id), stage.publisher)
    assert page.copies is not None
    assert [button.isHidden() for button in (page.copies.rows[0].proof, page.copies.rows[0].measure)] == [True, True]
