import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, Override, Target
from editor_app.domain.errors import DiskFull
from editor_app.domain.identifiers import AccountId, ChartId, DocumentId, RevisionId
from editor_app.storage.journal import Typed, open_journal
from editor_app.storage.workspaces import Store
from tests.storage.scene import START

CHART = Chart(
    ChartId("00000000-0000-4000-8000-000000000001"), ChartKind.LINE, "标题", "件", "来源", "2026", "图", "", "年",
    "数", "", ("年", "数"), (("2025", "1"), ("2026", "2")),
)  # fmt: skip
TYPED = Typed(
    DocumentId("d1"),
    RevisionId("r1"),
    Content(title="一网通办", body="正文\n第二行", tags=("政务", "服务")),
    (Override(Target(AccountId("a1")), "title", "短标题"), Override(Target(None, "bluesky"), "tags", "政务")),
    (CHART,),
    START,
)
TYPIST = """
import os, sys
from pathlib import Path
from dataclasses import replace
from editor_app.storage.journal import open_journal
from editor_app.storage.workspaces import open_store
from tests.storage.scene import TurnedClock
from tests.storage.test_journal import TYPED
journal = open_journal(open_store(Path(sys.argv[1]), TurnedClock()))
for number in range(50):
    content = replace(TYPED.content, body=f"typed {number}")
    journal.keep(replace(TYPED, content=content))
print(journal.slot, flush=True)
os.kill(os.getpid(), 9)
"""


def typist(store: Store) -> str:
    """A window that types and is killed; its slot."""
    command = [sys.executable, "-c", TYPIST, str(store.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.strip()


def test_what_a_killed_window_typed_last_is_pending_in_the_next(folder_store: Store) -> None:
    assert typist(folder_store) == "1"
    journal = open_journal(folder_store)
    (left,) = journal.pending()
    assert left == replace(TYPED, content=replace(TYPED.content, body="typed 49"))
    journal.close()


def test_what_is_typed_comes_back_as_it_was(folder_store: Store) -> None:
    first = open_journal(folder_store)
    first.keep(TYPED)
    assert first.pending() == []
    first.close()
    second = open_journal(folder_store)
    assert second.pending() == [TYPED]
    second.forget(TYPED.document)
    assert second.pending() == []
    second.close()
    third = open_journal(folder_store)
    assert third.pending() == []
    third.close()


def test_a_restored_document_that_is_typed_on_is_kept_once_more(folder_store: Store) -> None:
    first = open_journal(folder_store)
    first.keep(TYPED)
    first.close()
    later = replace(TYPED, content=replace(TYPED.content, body="mehr"), typed_at=START + timedelta(minutes=1))
    second = open_journal(folder_store)
    second.keep(later)
    second.close()
    third = open_journal(folder_store)
    assert third.pending() == [later, TYPED]
    third.close()


def test_a_second_window_has_a_journal_of_its_own_and_knows_it(folder_store: Store) -> None:
    first, second = open_journal(folder_store), open_journal(folder_store)
    assert (first.slot, second.slot) == (1, 2)
    first.keep(TYPED)
    second.keep(replace(TYPED, document=DocumentId("d2")))
    assert second.pending() == []
    second.close()
    first.close()


def test_the_journal_of_a_second_window_that_is_gone_is_adopted(folder_store: Store) -> None:
    first = open_journal(folder_store)
    assert typist(folder_store) == "2"
    first.close()
    again = open_journal(folder_store)
    assert [typed.document for typed in again.pending()] == ["d1"]
    assert sorted(path.name for path in folder_store.folder.glob("journal*.db")) == ["journal.db"]
    again.close()


def test_a_living_windows_journal_is_left_alone(folder_store: Store) -> None:
    first, second = open_journal(folder_store), open_journal(folder_store)
    second.keep(TYPED)
    first.close()
    third = open_journal(folder_store)
    assert (third.slot, third.pending()) == (1, [])
    third.close()
    second.close()


def test_a_damaged_journal_is_put_aside_and_typing_goes_on(folder_store: Store) -> None:
    (folder_store.folder / "journal.db").write_bytes(b"not a database, but long enough to look at" * 40)
    journal = open_journal(folder_store)
    journal.keep(TYPED)
    assert journal.pending() == []
    journal.close()
    assert len(list(folder_store.folder.glob("journal-damaged-*.db"))) == 1


def test_a_full_disk_is_said_in_words_and_typing_goes_on_afterwards(folder_store: Store) -> None:
    journal = open_journal(folder_store)
    journal._connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(DiskFull, match="disk is full"):
        journal.keep(replace(TYPED, content=Content(body="长" * 100_000)))
    journal._connection.execute("PRAGMA max_page_count = 100000")
    journal.keep(TYPED)
    journal.close()


def test_the_journal_is_no_part_of_the_workspace(folder_store: Store) -> None:
    journal = open_journal(folder_store)
    journal.keep(TYPED)
    journal.close()
    other = sqlite3.connect(folder_store.folder / "workspace.db")
    assert other.execute("SELECT count(*) FROM sqlite_master WHERE name = 'typed'").fetchone() == (0,)
    other.close()


def test_what_was_undone_stays_beside_what_is_typed_the_twenty_newest_of_each_document(folder_store: Store) -> None:
    first = open_journal(folder_store)
    for number in range(22):
        first.keep_undone(replace(TYPED, typed_at=START + timedelta(minutes=number)))
    first.keep_undone(replace(TYPED, document=DocumentId("d2")))
    assert first.pending() == []
    first.forget(TYPED.document)
    first.close()
    second = open_journal(folder_store)
    found = second.undone(TYPED.document)
    assert [each.typed_at for each in found] == [START + timedelta(minutes=number) for number in range(21, 1, -1)]
    assert found[0] == replace(TYPED, typed_at=START + timedelta(minutes=21))
    assert len(second.undone(DocumentId("d2"))) == 1
    second.close()


def test_what_was_undone_in_a_second_window_that_is_gone_is_taken_over(folder_store: Store) -> None:
    first = open_journal(folder_store)
    second = open_journal(folder_store)
    second.keep_undone(TYPED)
    second.close()
    first.close()
    again = open_journal(folder_store)
    assert again.undone(TYPED.document) == [TYPED]
    again.close()


@pytest.mark.parametrize(
    "row", [("[[", "[]", 1), ("[]", "[]", 1), ("null", "{}", 1), ("[" * 100_000, "[]", 1), ("{}", "[]", 2**63 - 1)]
)
def test_a_line_that_makes_no_sense_hides_none_that_does(folder_store: Store, row: tuple[str, str, int]) -> None:
    typist(folder_store)
    journal = open_journal(folder_store)
    content, overrides, at = row
    with closing(sqlite3.connect(folder_store.journal_path, isolation_level=None)) as raw:
        raw.execute("INSERT INTO typed VALUES ('d2', 's', 'r', ?, ?, '[]', ?)", (content, overrides, at))
        raw.execute("INSERT INTO undone VALUES ('d2', 'r', ?, ?, '[]', ?)", (content, overrides, at))
    assert [each.document for each in journal.pending()] == ["d1"]
    assert journal.undone(DocumentId("d2")) == []
    journal.close()
