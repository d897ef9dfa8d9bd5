"""Whose version is on the sheet."""

from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.variant_bar import VariantBar
from editor_app.ui.views.write.working import Working
from tests.services.office import Office


def test_it_says_what_differs_and_hides_for_the_main_text(working: Working, office: Office, qtbot: QtBot) -> None:
    account = office.connect("滨江", channel="a")
    bar = VariantBar()
    qtbot.addWidget(bar)
    bar.show_account(account, working)
    assert bar.name.text() == "滨江的版本"
    assert not bar.inherit.isVisible()
    working.say({"title": "短", "summary": "短"}, account)
    bar.show_account(account, working)
    assert bar.state.text() == "与主稿不同：摘要, 标题"
    bar.show_account(None, working)
    assert bar.isHidden()
