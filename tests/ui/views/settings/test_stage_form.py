from pytestqt.qtbot import QtBot

from editor_app.domain.approval import Stage, StageKind
from editor_app.domain.duty import Terms
from editor_app.domain.member import Named, Role
from editor_app.services import members
from editor_app.ui.views.settings.stage_form import StageForm
from tests.services.office import Office


def test_a_stage_comes_back_as_it_was_shown(office: Office, qtbot: QtBot) -> None:
    form = StageForm(members.all_members(office.desk))
    qtbot.addWidget(form)
    assert form.stage() is None
    who = Named(office.reviewer1.member.id, "reviewer1")
    stage = Stage(2, StageKind.PROOF, "Proof", "Reads it.", 1, Terms(Role.REVIEWER, (who,), 4, who))
    form.show_stage(stage)
    assert form.stage() == stage
    assert not form.toggles[office.reviewer2.member.id].isChecked()


def test_another_role_offers_other_people(office: Office, qtbot: QtBot) -> None:
    expert = office.hire("expert", Role.EXPERT)
    form = StageForm(members.all_members(office.desk))
    qtbot.addWidget(form)
    form.show_stage(Stage(1, StageKind.REVIEW, "Check", "Checks it."))
    form.role.choose("expert")
    assert list(form.toggles) == [expert.member.id]


def test_what_is_no_number_is_refused_by_the_rules_and_not_guessed(office: Office, qtbot: QtBot) -> None:
    form = StageForm(members.all_members(office.desk))
    qtbot.addWidget(form)
    form.show_stage(Stage(1, StageKind.REVIEW, "Check", "Checks it."))
    form.needs.set_text("many")
    form.hours.set_text("")
    stage = form.stage()
    assert stage is not None
    assert (stage.needs, stage.terms.hours) == (-1, 0)
