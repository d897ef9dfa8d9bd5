from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.member import Role
from editor_app.services import duties, members, role_changes
from editor_app.services.desk import Seat
from editor_app.ui.i18n import tr
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.members import Members
from editor_app.ui.views.settings.standing_in import DeputyDialog
from editor_app.ui.views.settings.view import SettingsView
from editor_app.ui.widgets.buttons import Button
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot) -> Members:
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.members.section.rows), timeout=10_000)
    return view.members


def press(found: Members, title: str, word: str) -> None:
    row = next(each for each in found.section.rows if each.title == title)
    next(each for each in row.findChildren(Button) if each.text() == word).click()


@pytest.mark.parametrize(("word", "roles"), [("Agree", {Role.PUBLISHER}), ("Decline", {Role.EDITOR})])
def test_the_other_admin_agrees_or_declines(
    office: Office, seat_window: Sit, qtbot: QtBot, word: str, roles: set[Role]
) -> None:
    office.hire("second", Role.ADMIN)
    role_changes.propose(office.admin, "editor", {Role.PUBLISHER})
    found = shown(seat_window(office.second), qtbot)
    press(found, tr("New roles for {name}", name="editor"), tr(word))
    qtbot.waitUntil(lambda: role_changes.open_changes(office.desk) == (), timeout=10_000)
    assert next(each.roles for each in members.all_members(office.desk) if each.name == "editor") == roles


def test_a_reviewer_names_a_deputy_for_whole_days_and_ends_it(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.reviewer1), qtbot)
    found.name_deputy()
    dialog = found.dialog
    assert isinstance(dialog, DeputyDialog)
    assert [dialog.away.itemText(row) for row in range(dialog.away.count())] == ["reviewer1"]
    dialog.deputy.choose("reviewer2")
    dialog.begins.set_text("soon")
    dialog.keep.click()
    assert duties.all_deputies(office.desk) == ()
    dialog.begins.set_text("2026-12-01")
    dialog.ends.set_text("2026-12-02")
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.keep.click()
    title = tr("{deputy} signs for {name}", deputy="reviewer2", name="reviewer1")
    made = duties.all_deputies(office.desk)[0]
    assert (made.ends_at - made.begins_at).days == 2
    qtbot.waitUntil(lambda: title in [row.title for row in found.section.rows], timeout=10_000)
    press(found, title, tr("End"))
    qtbot.waitUntil(lambda: duties.all_deputies(office.desk) == (), timeout=10_000)
