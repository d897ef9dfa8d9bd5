"""Outline, length and route."""

from pytestqt.qtbot import QtBot

from editor_app.ui.seal import Seal
from editor_app.ui.views.write import sheet
from editor_app.ui.views.write.outline import Outline

TEXT = "# 题\n\n## 一\n\n文\n\n## 二\n"


def shown(qtbot: QtBot) -> Outline:
    made = Outline()
    qtbot.addWidget(made)
    made.resize(208, 600)
    made.show()
    made.show_headings(sheet.headings(TEXT))
    return made


def test_headings_are_listed_and_lead_to_their_line(qtbot: QtBot) -> None:
    outline = shown(qtbot)
    assert outline.entries == ("题", "一", "二")
    with qtbot.waitSignal(outline.chosen) as chosen:
        outline._entries[2].click()
    assert chosen.args == [6]


def test_the_heading_above_the_caret_is_marked(qtbot: QtBot) -> None:
    outline = shown(qtbot)
    outline.show_line(4)
    assert [entry.here for entry in outline._entries] == [False, True, False]
    outline.show_line(0)
    assert [entry.here for entry in outline._entries] == [True, False, False]


def test_a_shorter_document_lists_fewer(qtbot: QtBot) -> None:
    outline = shown(qtbot)
    outline.show_headings(sheet.headings("# 新题\n\n文"))
    assert outline.entries == ("新题",)


def test_length_and_route_are_said_in_words(qtbot: QtBot) -> None:
    outline = shown(qtbot)
    outline.show_counts(sheet.Counts(1339, 4, 1, 1))
    assert [label.text() for label in outline._facts.values()] == ["1,339", "4 分钟", "1 / 1"]
    outline.show_route("三审", "尚未送审", [("初审", Seal.OPEN), ("复审", Seal.OPEN)])
    outline.show_route("三审", "审核中", [("初审", Seal.SET), ("复审", Seal.OPEN)])
    assert outline._route.text() == "三审·审核中"
    assert outline._seals.count() == 3
