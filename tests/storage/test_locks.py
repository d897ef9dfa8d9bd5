import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.identifiers import AccountId
from editor_app.storage.locks import Locks, lock_file, waiting_lock
from editor_app.storage.workspaces import Store, open_store
from tests.storage.scene import TurnedClock

ACCOUNT = AccountId("account-1")
HOLDER = """
import sys
from pathlib import Path
from editor_app.storage.locks import lock_file
lock = lock_file(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.communicate()


def test_an_account_is_served_by_one_worker_at_a_time(store: Store) -> None:
    with closing(open_store(store.url or store.folder, TurnedClock())) as other:
        lock = store.locks.account_lock(ACCOUNT)
        assert lock is not None
        assert lock.held()
        assert other.locks.account_lock(ACCOUNT) is None
        elsewhere = other.locks.account_lock(AccountId("account-2"))
        assert elsewhere is not None
        elsewhere.release()
        lock.release()
        assert not lock.held()
        for _ in range(20):  # what was let go is free at once, however often it changes hands
            for locks in (other.locks, store.locks):
                taken = locks.account_lock(ACCOUNT)
                assert taken is not None
                taken.release()


def test_a_lock_ends_with_its_block(store: Store) -> None:
    lock = store.locks.account_lock(ACCOUNT)
    assert lock is not None
    with lock as same:
        assert same.held()
    again = store.locks.account_lock(ACCOUNT)
    assert again is not None
    again.release()


def test_the_death_of_a_process_frees_its_lock_at_once(tmp_path: Path) -> None:
    path = tmp_path / "account.lock"
    process = holder(path)
    assert lock_file(path) is None
    process.send_signal(signal.SIGKILL)
    ended(process)
    lock = lock_file(path)
    assert lock is not None
    lock.release()


def test_a_stopped_process_keeps_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "account.lock"
    process = holder(path)
    process.send_signal(signal.SIGSTOP)
    assert lock_file(path) is None
    process.send_signal(signal.SIGCONT)
    ended(process)


def test_a_lock_whose_file_was_exchanged_is_no_longer_held(tmp_path: Path) -> None:
    path = tmp_path / "account.lock"
    lock = lock_file(path)
    assert lock is not None
    path.unlink()
    assert not lock.held()
    other = lock_file(path)
    assert other is not None
    assert not lock.held()
    other.release()
    lock.release()


def test_a_lost_server_means_that_the_lock_is_not_held(store: Store) -> None:
    if not store.url:
        return  # a folder has no server
    lock = store.locks.account_lock(ACCOUNT)
    assert lock is not None
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
        )
    assert not lock.held()
    lock.release()


def test_waiting_for_a_lock_ends_when_the_holder_dies(tmp_path: Path) -> None:
    path = tmp_path / "vault.lock"
    process = holder(path)
    process.kill()
    with waiting_lock(path) as lock:
        assert lock.held()
    ended(process)


@pytest.mark.parametrize("name", ["../../outside", "a/b", "名"])
def test_no_path_is_made_from_the_name_of_an_account(tmp_path: Path, name: str) -> None:
    lock = Locks(tmp_path).account_lock(AccountId(name))
    assert lock is not None
    assert [path.parent for path in tmp_path.rglob("*.lock")] == [tmp_path]
    lock.release()


def test_each_window_has_a_slot_of_its_own(folder_store: Store) -> None:
    first = folder_store.locks.window_lock()
    assert first is not None
    assert folder_store.locks.window_lock() is None
    second = folder_store.locks.window_lock(2)
    assert second is not None
    first.release()
    second.release()


def test_there_are_as_many_locks_as_accounts(store: Store) -> None:
    locks = [store.locks.account_lock(AccountId(f"account-{number}")) for number in range(30)]
    assert all(lock is not None and lock.held() for lock in locks)
    for lock in locks:
        assert lock is not None
        lock.release()
