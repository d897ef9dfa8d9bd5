from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.services import approvals, documents, embargoes, freezing
from editor_app.services.desk import Seat
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.services.freezing import Submission
from editor_app.ui import background, waiting
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.review import reading
from editor_app.ui.views.today.view import TodayView
from editor_app.ui.widgets.buttons import Kind
from editor_app.ui.widgets.empty import EmptyState
from editor_app.ui.widgets.rows import ListRow
from tests.services.office import Office
from tests.ui.views.staged import Stage, busy_queue, new_stage

Sit = Callable[[Seat], MainWindow]
DRAFT = Draft(Content(title="便民服务开通", body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = new_stage(tmp_path / "staged")
    yield made
    background.shut_down()
    made.close()


def shown(window: MainWindow, qtbot: QtBot) -> TodayView:
    """The view once it has read what waits."""
    view = window.view("today")
    assert isinstance(view, TodayView)
    qtbot.waitUntil(lambda: view.found is not None, timeout=10_000)
    return view


def rows(view: TodayView) -> list[ListRow]:
    return [row for row in view.findChildren(ListRow) if not row.isHidden()]


def test_an_empty_day_says_what_will_stand_here(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(office.editor), qtbot)
    assert rows(view) == []
    assert view.findChildren(EmptyState)
    assert not view._new.isHidden()


def test_only_editors_are_offered_a_new_document(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(office.reviewer1), qtbot)
    assert view._new.isHidden()
    assert view.actions_offered()[0].blocked()


def test_a_row_leads_to_the_edition_that_waits(
    office: Office, seat_window: Sit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.connect("site")
    edition = office.submitted(DRAFT, "site")
    window = seat_window(office.reviewer1)
    view = shown(window, qtbot)
    gone: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(window, "go", lambda place, **arguments: gone.append((place, arguments)))
    rows(view)[0].button.click()
    assert gone == [("review", {"edition": edition.id})]


def test_a_new_task_appears_by_itself(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    view = shown(seat_window(office.reviewer1), qtbot)
    office.submitted(DRAFT, "site")
    qtbot.waitUntil(lambda: len(rows(view)) == 1, timeout=5000)


def test_what_needs_a_decision_has_the_one_primary_button(stage: Stage, seat_window: Sit, qtbot: QtBot) -> None:
    busy_queue(stage)
    view = shown(seat_window(stage.publisher), qtbot)
    found = rows(view)
    assert found[0].look.mark == "state:ask"
    assert [row.button.kind for row in found].count(Kind.PRIMARY) == 1
    assert found[0].button.kind is Kind.PRIMARY


def test_nothing_is_cut_off_in_a_small_window(stage: Stage, seat_window: Sit, qtbot: QtBot) -> None:
    busy_queue(stage)
    window = seat_window(stage.publisher)
    window.resize(1280, 720)
    view = shown(window, qtbot)
    qtbot.wait(50)
    for row in rows(view):
        right = row.mapTo(view, row.rect().topRight()).x()
        assert right < view._side.x()
        assert row.button.geometry().right() < row.width()
    assert isinstance(view._side, QWidget)


def test_who_is_not_on_an_embargos_list_sees_neither_its_title_nor_a_fault(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    office.connect("site")
    made = documents.create(office.editor, "", draft=DRAFT)
    on_it = embargoes.listed(office.desk, ["reviewer1", "reviewer2", "reviewer3"])
    until = office.clock.now() + timedelta(hours=2)
    embargoes.tighten(office.editor, made.document.id, Terms(until, on_it), "未公布")
    account = freezing.chosen_accounts(office.desk, [])[0].id
    edition = approvals.submit(office.editor, made.document.id, Submission((account,)))
    for seat, sees in ((office.reviewer1, True), (office.editor2, False), (office.admin, False)):
        looking = replace(seat, desk=seat.desk.for_reader(seat.member.id))
        found = waiting.look(looking)
        assert (DRAFT.content.title in repr(found)) is sees
        assert (DRAFT.content.title in repr(reading.shelf(looking))) is sees
    window = seat_window(office.editor2)
    shown(window, qtbot)
    window.go("review", edition=edition.id)
    window.go("write", document=made.document.id)
    assert DRAFT.content.title not in window.windowTitle()
