from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.approval import StageKind
from editor_app.services import members, routes
from editor_app.ui.i18n import tr
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.route_dialog import RouteDialog
from tests.services.office import Office


@pytest.fixture
def dialog(office: Office, window: MainWindow) -> RouteDialog:
    """The editor on the route of three reviews."""
    route = routes.route(office.desk, "Three reviews")
    made = RouteDialog(window, office.admin, route, members.all_members(office.desk))
    made.ask()
    return made


def names(dialog: RouteDialog) -> list[str]:
    return [stage.name for stage in dialog.stages]


def test_stages_are_moved_added_renamed_and_left_out(dialog: RouteDialog) -> None:
    dialog.choose(2)
    dialog.move_stage(-1)
    assert names(dialog) == ["First review", "Final review", "Second review"]
    dialog.add_stage()
    dialog.form.name.set_text("Third look")
    dialog.choose(0)
    assert names(dialog) == ["First review", "Final review", "Third look", "Second review"]
    dialog.remove_stage()
    assert names(dialog)[0] == "Final review"


def test_the_last_stage_stays(dialog: RouteDialog) -> None:
    for _each in range(5):
        dialog.remove_stage()
    assert len(dialog.stages) == 1


def test_what_is_kept_is_what_the_form_says(office: Office, dialog: RouteDialog, qtbot: QtBot) -> None:
    dialog.choose(1)
    dialog.form.kind.choose("proof")
    dialog.form.hours.set_text("24")
    dialog.form.tell.choose(office.admin.member.id)
    dialog.form.toggles[office.reviewer2.member.id].click()
    dialog.use.set_text("72")
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.keep.click()
    kept = routes.route(office.desk, "Three reviews")
    stage = kept.stages[1]
    assert (stage.kind, stage.terms.hours, kept.use_hours) == (StageKind.PROOF, 24, 72)
    assert [each.name for each in stage.terms.signers] == ["reviewer2"]
    assert stage.terms.escalate is not None
    assert kept.stages[0] == replace(kept.stages[0], name="First review")


def test_every_stage_says_its_number_and_whether_it_is_chosen(dialog: RouteDialog) -> None:
    spoken = [button.accessibleName() for button in dialog.stage_buttons()]
    assert spoken[0].startswith("1")
    assert tr("chosen") in spoken[0]
    assert tr("chosen") not in spoken[1]
