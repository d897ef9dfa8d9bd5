from datetime import timedelta

from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Unreachable
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection, Identity
from editor_app.services import accounts
from editor_app.ui.views.accounts.detail import Detail, Fact
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Label
from tests.services.office import Office


def detail(office: Office, qtbot: QtBot, *, may_manage: bool = True) -> Detail:
    office.connect("site")
    made = Detail()
    qtbot.addWidget(made)
    health = accounts.health(office.admin)[0]
    made.show_account(health, office.desk.platforms.platform("sandbox"), may_manage=may_manage)
    return made


def facts(made: Detail) -> str:
    return "\n".join(fact.accessibleName() for fact in made.findChildren(Fact) if not fact.isHidden())


def test_capabilities_and_limits_are_shown_with_source_and_date(office: Office, qtbot: QtBot) -> None:
    made = detail(office, qtbot)
    tips = [label.toolTip() for label in made.findChildren(type(made.findChildren(Fact)[0].label))]
    assert any("2026-" in tip for tip in tips)
    assert "回执丢失后可以回读判定" in facts(made)


def test_a_test_is_told_in_words_with_place_and_clock(office: Office, qtbot: QtBot) -> None:
    made = detail(office, qtbot)
    made.show_testing()
    account = accounts.all_accounts(office.desk)[0]
    who = Identity("u", "区政府网站", "6.8.1", may_publish=True)
    made.show_tested(accounts.Tested(account, who, "/drafts/1", timedelta(seconds=95)))
    said = facts(made)
    assert "区政府网站" in said
    assert "/drafts/1" in said
    assert "95" in said


def test_a_failure_says_what_and_what_next(office: Office, qtbot: QtBot) -> None:
    made = detail(office, qtbot)
    made.show_failure(Unreachable(T("Nobody confirms their own key."), T("Ask another admin.")))
    assert "管理员" in facts(made)


def test_who_may_not_manage_accounts_sees_no_deeds(office: Office, qtbot: QtBot) -> None:
    made = detail(office, qtbot, may_manage=False)
    assert made.findChildren(Button) == []


def test_the_limits_of_the_accounts_own_server_are_shown_among_the_limits_and_no_setting(
    office: Office, qtbot: QtBot
) -> None:
    given = Connection("http://127.0.0.1:9", Secret("token"), {"limits": "characters=5000 read=2026-11-29"})
    accounts.add_for_practice(office.admin, "mastodon", "广场", given, "social.example/1")
    made = Detail()
    qtbot.addWidget(made)
    health = next(one for one in accounts.health(office.admin) if one.account.name == "广场")
    made.show_account(health, office.desk.platforms.platform("mastodon"), may_manage=True)
    shown = [label.text() for label in made.findChildren(Label)]
    assert "5,000" in shown
    assert "所有人" in shown
    assert not [text for text in shown if "characters=" in text]


def test_what_a_test_found_stays_when_the_account_changes_by_it_and_goes_with_another_one(
    office: Office, qtbot: QtBot
) -> None:
    made = detail(office, qtbot)
    made.show_failure(Unreachable(T("Nobody confirms their own key."), T("Ask another admin.")))
    health, sandbox = accounts.health(office.admin)[0], office.desk.platforms.platform("sandbox")
    made.show_account(health, sandbox, may_manage=True)
    assert "管理员" in facts(made)
    made.forget_test()
    made.show_account(health, sandbox, may_manage=True)
    assert "管理员" not in facts(made)
    made.show_failure(Unreachable(T("Nobody confirms their own key."), T("Ask another admin.")))
    office.connect("app")
    made.show_account(accounts.health(office.admin)[1], sandbox, may_manage=True)
    assert "管理员" not in facts(made)
