"""Findings below the sheet."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T
from editor_app.ui.views.write.findings_panel import FindingsPanel, look_of, place_in_words

TITLE = Finding(
    "abbreviation",
    Severity.NOTE,
    Place("title", 1, 1, 2, "国办"),
    T("Write “{better}”.", better="国务院办公厅"),
    replacement="国务院办公厅",
)
BODY = Finding("long_sentence", Severity.WARN, Place("body", 3, 1), T("Write “{better}”.", better="短句"))
COMPOSE = Finding(
    "compose", Severity.BLOCK, Place("body"), T("Write “{better}”.", better="短文"), account=AccountId("a")
)
NAMES = {AccountId("a"): "微博"}


def shown(qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    panel.show_findings((COMPOSE, BODY, TITLE), NAMES, "全部账号")
    return panel


def test_each_says_place_sentence_and_remedy(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    looks = [row.look for row in panel.rows]
    assert [look.place for look in looks] == ["微博", "正文·第 3 行", "标题"]
    assert [look.remedy for look in looks] == ["写账号版本", "", "替换"]
    assert looks[2].sentence
    assert panel.counts["block"].accessibleName() == "1 项须改"
    assert panel.counts["override"].isHidden()


def test_enter_goes_there_and_alt_enter_applies_the_remedy(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    with qtbot.waitSignal(panel.visited) as visited:
        qtbot.keyClick(panel.rows[1], Qt.Key.Key_Return)
    assert visited.args == [BODY]
    with qtbot.waitSignal(panel.remedied) as remedied:
        qtbot.keyClick(panel.rows[2], Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert remedied.args == [TITLE]


def test_the_same_findings_keep_their_rows_and_the_focus(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    rows = panel.rows
    panel.show_findings((COMPOSE, BODY, TITLE), NAMES, "全部账号")
    assert panel.rows == rows
    panel.activateWindow()
    panel.enter()
    qtbot.waitUntil(rows[0].hasFocus)
    panel.show_findings((COMPOSE, BODY), NAMES, "全部账号")
    assert panel.rows[0].hasFocus()


def test_it_folds_and_shows_fewer_rows_in_a_low_window(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_findings((COMPOSE, BODY, TITLE, BODY, TITLE, BODY), NAMES, "")
    assert panel._area.height() == 5 * 36
    panel.set_low(low=True)
    assert panel._area.height() == 3 * 36
    panel.toggle()
    assert panel._area.isHidden()
    panel.enter()
    assert not panel._area.isHidden()


def test_an_account_is_named_only_when_the_finding_is_its_own() -> None:
    assert place_in_words(TITLE, NAMES) == "标题"
    assert look_of(COMPOSE, NAMES).severity == "block"
