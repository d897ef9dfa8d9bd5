import queue
import subprocess
import sys
import time
from contextlib import closing

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.member import Role
from editor_app.services import members, teams
from editor_app.storage import changes as changes_
from editor_app.storage.changes import Changes
from editor_app.storage.workspaces import Store, open_store
from tests.services.team import MEANS, new_team
from tests.storage.scene import ACTOR, TurnedClock
from tests.storage.servers import new_database

OTHER = """
import sys
from pathlib import Path
from editor_app.domain.audit import Subject
from editor_app.storage.workspaces import open_store
from tests.storage.scene import ACTOR, TurnedClock
place = sys.argv[1] if sys.argv[1].startswith("postgresql") else Path(sys.argv[1])
store = open_store(place, TurnedClock())
sys.stdin.readline()
with store.database.write(ACTOR, "document.save", Subject("document", "d1")) as work:
    work.record("edition.void", Subject("edition", "e1"))
print("committed", flush=True)
"""


def test_what_another_process_commits_is_heard_within_a_second(store: Store) -> None:
    heard: queue.Queue[tuple[Subject, ...]] = queue.Queue()
    changes = Changes(store.database, heard.put)
    changes.start()
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER, store.url or str(store.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write("go\n")
    other.stdin.flush()
    assert other.stdout.readline() == "committed\n"
    begun = time.monotonic()
    assert heard.get(timeout=5) == (Subject("document", "d1"), Subject("edition", "e1"))
    assert time.monotonic() - begun < 1.0
    other.communicate()
    changes.stop()


def test_our_own_commits_are_no_news_and_others_are_told_once(store: Store) -> None:
    heard: queue.Queue[tuple[Subject, ...]] = queue.Queue()
    changes = Changes(store.database, heard.put)
    changes.start()
    with store.database.write(ACTOR, "test.own", Subject("test", "ours")):
        pass
    with closing(open_store(store.url or store.folder, TurnedClock())) as second:
        for _ in range(2):
            with second.database.write(ACTOR, "test.other", Subject("test", "theirs")):
                pass
    assert heard.get(timeout=5) == (Subject("test", "theirs"),)
    changes.stop()
    assert all(subjects == (Subject("test", "theirs"),) for subjects in heard.queue)


def test_what_was_committed_before_is_no_news(store: Store) -> None:
    heard: list[tuple[Subject, ...]] = []
    changes = Changes(store.database, heard.append)
    changes.start()
    changes.stop()
    assert heard == []


def test_stopping_before_starting_is_no_harm(folder_store: Store) -> None:
    Changes(folder_store.database, print).stop()


def test_a_teams_database_hints_at_a_new_line_and_a_forged_hint_does_no_harm(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_, "_PAUSE_SECONDS", 600.0)  # without the hint nothing would be heard
    team = new_team(new_database(postgresql))
    heard: queue.Queue[tuple[Subject, ...]] = queue.Queue()
    first = teams.open_desk(team.address, "admin", team.passwords["admin"], MEANS)
    changes = Changes(first.database, heard.put)
    changes.start()
    with team.raw("admin") as forger:
        forger.execute("SELECT pg_notify('press_desk', 'document 1 was published')")
    members.add(team.admin, "newcomer", [Role.EDITOR])
    (subject,) = heard.get(timeout=20)
    assert subject.kind == "member"
    assert heard.empty()
    changes._stopped.set()
    with team.raw("admin") as forger:
        forger.execute("NOTIFY press_desk")
    changes.stop()
    first.close()
    team.close()
