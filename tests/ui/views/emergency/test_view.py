"""An emergency from the template to the second look, by the window's own buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Decision
from editor_app.services import approvals, debts
from editor_app.services.approvals import Word
from editor_app.ui.views.emergency.view import EmergencyView
from tests.services.emergency_values import values

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


TITLE = "orange warning of heavy rain: Binhe and Chengnan subdistricts"


def shown(window: MainWindow, qtbot: QtBot, **arguments: str) -> EmergencyView:
    window.go("emergency", **arguments)
    view = window.view("emergency")
    assert isinstance(view, EmergencyView)
    qtbot.waitUntil(lambda: view.found is not None, timeout=10_000)
    return view


def test_an_editor_fills_a_template_and_hands_it_in(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.editor), qtbot)
    view.choose("severe-weather")
    form = view.form
    assert form is not None
    form.go.click()
    assert form.slots["place"].control.has_error
    assert debts.debts(office.desk) == ()
    for name, value in values(language="en").items():
        form.slots[name].set_text(value)
    assert "Binhe" in form._title.text()
    form.reason.set_text("气象台发布橙色预警")
    view._press()
    qtbot.waitUntil(lambda: view.form is None, timeout=20_000)
    (waits,) = approvals.waiting(office.reviewer1)
    assert (waits.edition.kind.value, waits.title) == ("emergency", TITLE)


def test_a_second_reviewer_takes_the_look_that_is_owed(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.editor), qtbot)
    view.choose("severe-weather")
    assert view.form is not None
    for name, value in values(language="en").items():
        view.form.slots[name].set_text(value)
    view.form.reason.set_text("气象台发布橙色预警")
    view._press()
    qtbot.waitUntil(lambda: view.form is None, timeout=20_000)
    (waits,) = approvals.waiting(office.reviewer1)
    approvals.decide(office.reviewer1, waits.edition.id, Word(Decision.APPROVE, waits.edition.digest))
    other = shown(seat_window(office.reviewer2), qtbot, edition=waits.edition.id)
    qtbot.waitUntil(lambda: other.second is not None, timeout=20_000)
    assert other.second is not None
    other.second.disputed.click()
    assert other.second.note.control.has_error
    other.second.stands.click()
    qtbot.waitUntil(lambda: debts.debts(office.desk) == (), timeout=20_000)
    assert debts.lately(office.desk)[0].settled_by == "reviewer2"


def test_who_submits_nothing_can_read_the_form_and_not_hand_it_in(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    view = shown(seat_window(office.publisher), qtbot)
    view.choose("road-closure")
    assert view.form is not None
    assert not view.form.go.isEnabled()
    assert view.actions_offered()[0].blocked()


def test_a_warning_is_accepted_with_its_reason_in_the_form(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.editor), qtbot)
    view._language.choose("zh-CN")
    view.choose("severe-weather")
    form = view.form
    assert form is not None
    for name, value in values(place="滨江街道的的沿线").items():
        form.slots[name].set_text(value)
    form.reason.set_text("气象台发布橙色预警")
    view._press()
    qtbot.waitUntil(lambda: bool(form.accepting.fields), timeout=20_000)
    assert view.form is form
    view._press()
    (field,) = form.accepting.fields.values()
    assert field.control.has_error
    field.set_text("地名如此")
    view._press()
    qtbot.waitUntil(lambda: view.form is None, timeout=20_000)
    (waits,) = approvals.waiting(office.reviewer1)
    assert {each.reason for each in waits.edition.sealed().accepted} == {"地名如此"}
