"""The panel at the right."""

from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.preview_panel import NARROW, WIDE, PreviewPanel, Tab

TABS = [Tab(str(n), f"账号{n}", "网", "网站", differs=n % 3, breaks=n == 4) for n in range(6)]


def shown(qtbot: QtBot) -> PreviewPanel:
    panel = PreviewPanel()
    qtbot.addWidget(panel)
    panel.resize(WIDE, 700)
    panel.show()
    return panel


def test_badges_say_same_differs_and_breaks() -> None:
    assert [tab.item().badge for tab in TABS[:5]] == ["=", "±1", "±2", "=", "!"]
    assert Tab("", "主稿", "", "").item().badge == ""


def test_more_accounts_than_fit_go_behind_the_dots_and_the_chosen_one_stays(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_tabs(TABS, "0")
    assert panel.more.isVisible()
    assert panel.strip.current() == "0"
    assert panel.drift.text() == "与主稿一致"
    panel._switch("5")
    assert (panel.strip.current(), panel.phone.accessibleName()) == ("5", "账号5")
    assert panel.facts.text() == "网站"


def test_the_chosen_account_is_in_view_however_narrow_the_panel_is(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.resize(NARROW, 700)
    panel.show_tabs([Tab(str(n), "滨江区市民中心公告栏", "网", "网站") for n in range(4)], "3")
    assert panel.strip.current() == "3"


def test_a_tab_tells_who_was_chosen(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_tabs(TABS[:2], "0")
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.strip.choose("1")
    assert chosen.args == ["1"]
    assert panel.drift.text() == "差 1 处"
    with qtbot.waitSignal(panel.variant_asked):
        panel.drift.click()


def test_a_telephone_becomes_a_page_and_the_shade_turns(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.device.click()
    assert panel.phone.maximumWidth() > 1000
    panel.device.click()
    assert panel.phone.maximumWidth() == 375
    panel.shade.click()
    assert panel.live.is_dark
    panel.fit(narrow=True)
    assert panel.width() == NARROW
