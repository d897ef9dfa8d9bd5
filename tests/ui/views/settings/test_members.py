from collections.abc import Callable

from pytestqt.qtbot import QtBot

from editor_app.domain.member import MemberState, Role
from editor_app.domain.secrets import Secret
from editor_app.services import members
from editor_app.services.desk import Seat
from editor_app.ui.dialogs import Question
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.members import ConfirmDialog, InviteDialog, Members, RolesDialog
from editor_app.ui.views.settings.view import SettingsView
from tests.services.office import PASSPHRASE, Office

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot, **arguments: str) -> Members:
    window.go("settings", **arguments)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.members.people), timeout=10_000)
    return view.members


def state(office: Office, name: str) -> MemberState:
    return next(member.state for member in members.all_members(office.desk) if member.name == name)


def test_an_admin_invites_by_name_and_roles(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    section = shown(seat_window(office.admin), qtbot)
    section.invite()
    dialog = section.dialog
    assert isinstance(dialog, InviteDialog)
    dialog.name.set_text("陈默")
    dialog.roles.toggles["reviewer"].click()
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.answer("keep", closes=False)
    found = next(member for member in members.all_members(office.desk) if member.name == "陈默")
    assert found.roles == {Role.EDITOR, Role.REVIEWER}


def test_a_taken_name_is_refused_in_words_and_the_dialog_stays(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    section = shown(seat_window(office.admin), qtbot)
    section.invite()
    dialog = section.dialog
    assert isinstance(dialog, InviteDialog)
    dialog.name.set_text("editor")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: not dialog._error.isHidden(), timeout=10_000)
    assert dialog.isVisible()


def test_six_wrong_words_confirm_nobody_and_the_right_ones_do(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    members.add(office.admin, "陈默", [Role.EDITOR])
    words = members.activate(office.desk, "陈默", Secret(PASSPHRASE)).words
    section = shown(seat_window(office.admin), qtbot, section="members", member="陈默")
    qtbot.waitUntil(lambda: isinstance(section.dialog, ConfirmDialog), timeout=10_000)
    dialog = section.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.words.set_text("one two three four five six")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: not dialog._error.isHidden(), timeout=10_000)
    assert state(office, "陈默") is MemberState.ACTIVATED
    dialog.words.set_text(" ".join(words))
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.answer("keep", closes=False)
    assert state(office, "陈默") is MemberState.CONFIRMED


def test_roles_are_changed_as_chosen(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    section = shown(seat_window(office.admin), qtbot)
    section._ask_roles(next(member for member in section.people if member.name == "editor2"))
    dialog = section.dialog
    assert isinstance(dialog, RolesDialog)
    dialog.roles.toggles["publisher"].click()
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.answer("keep", closes=False)
    found = next(member for member in members.all_members(office.desk) if member.name == "editor2")
    assert found.roles == {Role.EDITOR, Role.PUBLISHER}


def test_ending_a_key_is_asked_for_first(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    section = shown(seat_window(office.admin), qtbot)
    section._ask_leaving("editor2")
    question = section.dialog
    assert isinstance(question, Question)
    assert state(office, "editor2") is MemberState.CONFIRMED
    question.answer("yes")
    qtbot.waitUntil(lambda: state(office, "editor2") is MemberState.DEPARTED, timeout=10_000)


def test_who_is_no_admin_sees_the_members_and_no_deeds(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    section = shown(seat_window(office.editor), qtbot)
    assert len(section.section.rows) == len(section.people)
    section.invite()
    assert section.dialog is None
