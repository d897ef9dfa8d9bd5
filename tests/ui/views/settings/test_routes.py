from collections.abc import Callable

from pytestqt.qtbot import QtBot

from editor_app.domain.duty import Terms
from editor_app.services import routes as services
from editor_app.services.desk import Seat
from editor_app.ui.dialogs import Question
from editor_app.ui.i18n import tr
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.route_dialog import RouteDialog
from editor_app.ui.views.settings.routes import Routes
from editor_app.ui.views.settings.view import SettingsView
from editor_app.ui.widgets.buttons import Button
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot) -> Routes:
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.routes.section.rows), timeout=10_000)
    return view.routes


def titles(found: Routes) -> list[str]:
    return [row.title for row in found.section.rows]


def test_routes_are_shown_with_their_stages_and_only_an_admin_changes_them(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    found = shown(seat_window(office.editor), qtbot)
    assert titles(found) == ["Three reviews", "Two persons"]
    found.add()
    assert found.dialog is None


def test_an_admin_adds_a_route_from_a_template(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.admin), qtbot)
    found.add()
    dialog = found.dialog
    assert isinstance(dialog, RouteDialog)
    dialog.template.choose("three-and-three")
    assert len(dialog.stages) == 6
    dialog.keep.click()
    qtbot.waitUntil(lambda: "Three reviews, three proof passes" in titles(found), timeout=10_000)
    assert services.route(office.desk, "Three reviews, three proof passes").persons == 6


def test_what_the_rules_refuse_stands_in_the_editor(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.admin), qtbot)
    found.add()
    dialog = found.dialog
    assert isinstance(dialog, RouteDialog)
    dialog.name.set_text("Two persons")
    dialog.keep.click()
    qtbot.waitUntil(lambda: dialog.error_text() != "", timeout=10_000)
    assert "Two persons" in dialog.error_text()


def test_a_route_is_retired_after_a_question_and_used_again(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.admin), qtbot)
    button(found, "Three reviews", tr("Retire…")).click()
    assert isinstance(found.dialog, Question)
    found.dialog.answered.emit("yes")
    qtbot.waitUntil(lambda: services.route(office.desk, "Three reviews").is_retired, timeout=10_000)
    qtbot.waitUntil(lambda: tr("Use again") in words(found, "Three reviews"), timeout=10_000)
    button(found, "Three reviews", tr("Use again")).click()
    qtbot.waitUntil(lambda: not services.route(office.desk, "Three reviews").is_retired, timeout=10_000)


def test_terms_of_a_new_route_begin_with_anybody(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    found = shown(seat_window(office.admin), qtbot)
    found.add()
    assert isinstance(found.dialog, RouteDialog)
    assert found.dialog.stages[0].terms == Terms()


def button(found: Routes, title: str, word: str) -> Button:
    row = next(each for each in found.section.rows if each.title == title)
    return next(each for each in row.findChildren(Button) if each.text() == word)


def words(found: Routes, title: str) -> list[str]:
    row = next(each for each in found.section.rows if each.title == title)
    return [each.text() for each in row.findChildren(Button)]
