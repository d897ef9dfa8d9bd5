import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import SignInFailed
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import documents, practice, sample, teams
from editor_app.services.workspaces import Means
from editor_app.ui import app, background
from editor_app.ui.app import Program, Wishes, open_window, session_of, wishes_of
from editor_app.ui.joining import Joining
from editor_app.ui.preferences import Preferences
from editor_app.ui.sign_in_forms import PassphraseForm, PracticeForm
from editor_app.ui.tour import Tour
from tests.services.office import CHEAP, PASSPHRASE, FakeClock, Office
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql

HEAVY = (
    "sqlalchemy alembic httpx keyring altair vl_convert typst markdown PIL mammoth docx openpyxl cryptography argon2"
)
FIRST_PAINT = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from editor_app.ui import app, startup, preferences

seen = []

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and not seen:
            seen.append(sorted(set(sys.argv[1].split()) & sys.modules.keys()))
            QApplication.exit(0)
        return False

qt = startup.make_application((), preferences.Preferences())
eye = Eye()
qt.installEventFilter(eye)
program = app.Program(preferences.active(), app.Wishes(sys.argv[2]))
program.begin()
qt.exec()
print(*seen[0])
"""


@pytest.fixture
def program(chosen: Preferences) -> Iterator[Program]:
    made = Program(chosen, Wishes())
    yield made
    for window in (made.window, made.start):
        if window is not None:
            window.hide()
    if made.session is not None:
        made.session.close()
    background.shut_down()


@pytest.mark.parametrize("with_workspace", [False, True])
def test_before_the_first_paint_nothing_but_qt_is_loaded(with_workspace: bool, office: Office) -> None:  # noqa: FBT001 - a pytest parameter
    place = str(office.desk.store.folder) if with_workspace else ""
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, HEAVY, place], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_command_line_names_workspace_person_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wishes_of(["-w", "/w", "--as=周敏", "--lang", "en"]) == Wishes("/w", "周敏", "en")
    monkeypatch.setenv("EDITOR_APP_WORKSPACE", "/from/environment")
    assert wishes_of([]) == Wishes("/from/environment")


def test_a_window_opens_without_questions_for_demo_and_tests(office: Office, qtbot: QtBot) -> None:
    window = open_window(office.desk.store.folder, "editor", Secret(PASSPHRASE))
    qtbot.addWidget(window)
    window.show()
    assert window.here == "today"
    assert window.seat is not None
    assert window.seat.member.name == "editor"
    session_of(window).close()


def test_a_wrong_passphrase_opens_no_window(office: Office) -> None:
    with pytest.raises(SignInFailed):
        open_window(office.desk.store.folder, "editor", Secret("not this one at all"))


def test_without_a_workspace_the_ways_to_begin_are_shown(program: Program) -> None:
    program.begin()
    assert program.start is not None
    assert program.start.isVisible()


def test_the_workspace_used_last_opens_and_asks_who_sits_down(
    program: Program, chosen: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    made = sample.create_sample(tmp_path / "practice", "zh_CN", Means(FakeClock(), CHEAP))
    made.seat.desk.close()
    chosen.remember(str(tmp_path / "practice"))
    program.begin()
    qtbot.waitUntil(lambda: program.session is not None and program.session.cover is not None, timeout=20_000)
    assert program.session is not None
    cover = program.session.cover
    assert cover is not None
    qtbot.waitUntil(lambda: cover.form is not None, timeout=5000)
    cover.choose("李明")
    form = cover.form
    assert isinstance(form, PracticeForm)
    with qtbot.waitSignal(program.session.seated, timeout=10_000):
        form.enter()
    assert program.window is not None
    assert program.window.here == "today"
    assert chosen.last_person(program.session.desk.workspace.id) == "李明"


def test_a_workspace_that_does_not_open_says_why_and_offers_another(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    program.open(str(tmp_path / "nothing"))
    opening = program._opening
    assert opening is not None
    qtbot.waitUntil(opening._card.isVisible, timeout=10_000)
    opening.other.click()
    assert program.start is not None
    assert program.window is None


def test_a_new_practice_office_begins_with_the_tour_once(
    program: Program, chosen: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    made = sample.create_sample(tmp_path / "practice", "zh_CN", Means(FakeClock(), CHEAP))
    program._begin_sample_or_own(made.seat)
    assert program.window is not None
    window = program.window
    qtbot.waitUntil(lambda: window.findChild(Tour) is not None, timeout=5000)
    assert chosen.tour_seen
    assert window.seat is not None
    assert chosen.recent() == [str(tmp_path / "practice")]


def test_closing_the_window_ends_the_program_cleanly(
    program: Program, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    program.open(str(office.desk.store.folder))
    qtbot.waitUntil(lambda: program.session is not None, timeout=10_000)
    assert program.window is not None
    assert program.session is not None
    program.window.close()
    assert program.session.is_closed
    assert ended


def test_a_terminated_window_ends_its_practice_server_too(tmp_path: Path) -> None:
    made = sample.create_sample(tmp_path / "practice", "zh_CN", Means(FakeClock(), CHEAP))
    where = practice.endpoint(made.seat.desk.store)
    made.seat.desk.close()
    assert where is not None
    with subprocess.Popen([sys.executable, "-m", "editor_app", "-w", str(tmp_path / "practice")]) as window:
        pause = threading.Event()
        for _ in range(300):
            if where.is_up():
                break
            pause.wait(0.1)
        assert where.is_up()
        window.terminate()
        assert window.wait(30) == 0
    assert not where.is_up()


def test_the_window_runs_from_the_command_line_and_ends_with_code_zero(office: Office) -> None:
    code = (
        "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "from editor_app.ui import app; keep = app.Program.begin\n"
        "def begin(self):\n"
        "    keep(self)\n"
        "    QTimer.singleShot(1500, self.window.close)\n"
        "app.Program.begin = begin\n"
        "sys.exit(app.main(['-w', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(office.desk.store.folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert app.main is not None


@pytest.fixture
def team() -> Iterator[Team]:
    with running_postgresql() as server:
        made = new_team(new_database(server))
        made.hire("editor", Role.EDITOR)
        yield made
        made.close()


def sit_down(program: Program, qtbot: QtBot, name: str) -> None:
    """Nobody but who connected is offered; they type their passphrase."""
    qtbot.waitUntil(lambda: program.session is not None and program.session.cover is not None, timeout=20_000)
    assert program.session is not None
    cover = program.session.cover
    assert cover is not None
    qtbot.waitUntil(lambda: cover.form is not None, timeout=20_000)
    assert [row.member.name for row in cover._rows] == [name]
    assert cover.change.isVisible()
    form = cover.form
    assert isinstance(form, PassphraseForm)
    form.field.set_text(PASSPHRASE)
    with qtbot.waitSignal(program.session.seated, timeout=20_000):
        form.enter()


def test_at_a_team_somebody_else_sits_down_over_a_connection_of_their_own(
    program: Program, team: Team, qtbot: QtBot, chosen: Preferences
) -> None:
    program.show_start()
    assert program.start is not None
    desk = teams.open_desk(team.address, "admin", team.passwords["admin"])
    program.start.joined.emit(desk, team.address, "admin")
    assert program.start is None
    assert chosen.recent() == [team.address]
    sit_down(program, qtbot, "admin")
    first = program.session
    assert first is not None
    first.change_person()
    assert first.is_closed
    asked = program._opening
    assert isinstance(asked, Joining)
    assert asked.name.text() == ""
    asked.name.set_text("editor")
    asked.password.set_text(team.passwords["editor"].reveal())
    asked.connect_now()
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    sit_down(program, qtbot, "editor")
    assert program.window is not None
    assert program.window.seat is not None
    documents.create(program.window.seat, "Written by the editor")
