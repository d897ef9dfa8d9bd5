"""Pictures of the emergency view in a real window on a practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.emergency.pictures FOLDER [SCENE...]
"""

from datetime import timedelta
from functools import partial
from pathlib import Path

from editor_app.domain.approval import Decision
from editor_app.domain.identifiers import EditionId
from editor_app.services import approvals, freezing, lane
from editor_app.services.approvals import Word
from editor_app.services.lane import Alarm
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.emergency.view import EmergencyView
from tests.services.emergency_values import values
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage, new_stage


def make(folder: Path) -> Play:
    """The form, the form with warnings, a debt, Today with the debt, and an emergency in review."""
    stage = new_stage(folder)
    edition = _owed(stage)
    waits = _handed_in(stage, "road-closure")
    scenes = {
        "form": _form,
        "warned": _warned,
        "look": partial(_look, edition),
        "today": lambda window: window.go("today"),
        "review": lambda window: window.go("review", edition=waits),
    }
    second = stage.reviewers[1]
    return Play(stage.editor, scenes, {"look": second, "today": second, "review": second})


def _view(window: MainWindow) -> EmergencyView:
    window.go("emergency")
    wait(900)
    view = window.view("emergency")
    assert isinstance(view, EmergencyView)
    return view


def _form(window: MainWindow) -> None:
    view = _view(window)
    view.choose("severe-weather")
    _begin_filling(view)


def _warned(window: MainWindow) -> None:
    view = _view(window)
    view.choose("severe-weather")
    form = view.form
    assert form is not None
    doubled = {"zh-CN": "滨江街道的的沿线", "en": "Binhe and and Chengnan"}[form.wording.language]
    for slot, value in values(language=form.wording.language, place=doubled).items():
        form.slots[slot].set_text(value)
    form.reason.set_text("气象台发布橙色预警，两小时内到达")
    form.go.click()
    wait(2500)


def _look(edition: str, window: MainWindow) -> None:
    _view(window).show_debt(edition)


def _begin_filling(view: EmergencyView) -> None:
    form = view.form
    assert form is not None
    chosen = values(language=form.wording.language)
    for slot in ("weather", "place", "begins"):
        form.slots[slot].set_text(chosen[slot])


def _owed(stage: Stage) -> str:
    edition = _handed_in(stage, "supply-interruption")
    digest = approvals.edition(stage.desk, edition).digest
    approvals.decide(stage.reviewers[0], edition, Word(Decision.APPROVE, digest))
    stage.clock.turn(timedelta(hours=19))
    return edition


def _handed_in(stage: Stage, template: str) -> EditionId:
    made = lane.begin(stage.editor, template, "zh-CN", values(template))
    accounts = tuple(each.id for each in freezing.chosen_accounts(stage.desk, []))
    return lane.submit(stage.editor, made.document.id, Alarm(accounts, "抢修须立即告知周边居民", {})).id


if __name__ == "__main__":
    run(make)
