"""Pictures of the emergency view in a real window on a practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.emergency.pictures FOLDER
"""

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from editor_app.domain.approval import Decision
from editor_app.domain.identifiers import EditionId
from editor_app.services import approvals, freezing, lane
from editor_app.services.approvals import Word
from editor_app.services.lane import Alarm
from editor_app.ui import preferences, startup, theme
from editor_app.ui.app import session_of, window_for
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.emergency.view import EmergencyView
from tests.services.emergency_values import values
from tests.ui.views.staged import Stage, new_stage

POSES = [
    ("zh_CN", "light", (1440, 900)), ("zh_CN", "dark", (1440, 900)), ("en", "light", (1440, 900)),
    ("zh_CN", "light", (1280, 720)), ("en", "dark", (1280, 720)),
]  # fmt: skip


def main() -> int:
    """The form, a debt and an overdue one, and Today with the debt."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    stage = new_stage(Path(tempfile.mkdtemp()) / "office")
    edition = _owed(stage)
    waits = _handed_in(stage, "road-closure")
    editor, second = window_for(stage.editor), window_for(stage.reviewers[1])
    for language, look, (width, height) in POSES:
        startup.speak(language)
        theme.active().choose(look)
        name = f"{language}-{look}-{width}x{height}.png"
        for window, scene in ((editor, "form"), (second, "look"), (second, "today"), (second, "review")):
            session_of(window).rebuild()
            window.resize(width, height)
            window.show()
            _pose(window, scene, edition if scene == "look" else waits)
            window.grab().save(str(folder / f"{scene}-{name}"))
            window.hide()
    sys.stdout.flush()
    os._exit(0)


def _pose(window: MainWindow, scene: str, edition: str) -> None:
    """Show the scene, and wait until it stands."""
    if scene == "review":
        window.go("review", edition=edition)
    else:
        window.go("today" if scene == "today" else "emergency")
    _wait(900)
    view = window.view("emergency")
    if isinstance(view, EmergencyView) and scene == "form":
        view.choose("severe-weather")
        _begin_filling(view)
    if isinstance(view, EmergencyView) and scene == "look":
        view.show_debt(edition)
    _wait(900)


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


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
