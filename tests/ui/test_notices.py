import subprocess
import sys
import time

from pytestqt.qtbot import QtBot

from editor_app.domain.member import Role
from editor_app.services import members
from editor_app.ui.notices import ChangeNotices
from tests.services.office import PASSPHRASE, Office

OTHER = """
import sys
from pathlib import Path
from editor_app.domain.secrets import Secret
from editor_app.services import documents, members, workspaces
desk = workspaces.open_desk(Path(sys.argv[1]))
seat = members.sign_in(desk, "editor", Secret(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
documents.create(seat, "从另一个进程来")
print("written", flush=True)
sys.stdin.readline()
desk.close()
"""


def test_a_change_of_this_process_is_told_with_its_kinds(office: Office, qtbot: QtBot) -> None:
    notices = ChangeNotices(office.desk)
    with qtbot.waitSignal(notices.changed, timeout=2000) as told:
        members.add(office.admin, "newcomer", [Role.EDITOR])
    assert told.args is not None
    assert told.args[0] == {"member"}
    notices.stop()


def test_many_changes_at_once_are_told_together(office: Office, qtbot: QtBot) -> None:
    notices = ChangeNotices(office.desk)
    told: list[frozenset[str]] = []
    notices.changed.connect(told.append)
    for number in range(5):
        members.add(office.admin, f"newcomer {number}", [Role.EDITOR])
    qtbot.waitUntil(lambda: bool(told), timeout=2000)
    assert len(told) == 1
    notices.stop()


def test_a_change_of_another_process_arrives_within_a_second(office: Office, qtbot: QtBot) -> None:
    notices = ChangeNotices(office.desk)
    arrived: list[tuple[float, frozenset[str]]] = []
    notices.changed.connect(lambda kinds: arrived.append((time.monotonic(), kinds)))
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(office.desk.store.folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("go\n")
        other.stdin.flush()
        assert other.stdout.readline() == "written\n"
        written = time.monotonic()
        qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
        other.stdin.write("end\n")
    assert "document" in arrived[0][1]
    assert arrived[0][0] - written < 1.0
    notices.stop()


def test_nothing_is_told_after_the_end(office: Office, qtbot: QtBot) -> None:
    notices = ChangeNotices(office.desk)
    notices.stop()
    with qtbot.assertNotEmitted(notices.changed, wait=300):
        members.add(office.admin, "newcomer", [Role.EDITOR])
