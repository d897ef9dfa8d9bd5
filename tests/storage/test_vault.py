import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor_app.domain.errors import SignInFailed, Unavailable
from editor_app.domain.identifiers import KeyId, WorkspaceId
from editor_app.domain.secrets import Secret
from editor_app.storage import vault as vaults
from editor_app.storage.keyrings import Keyring
from editor_app.storage.vault import Vault
from editor_app.storage.vault_wraps import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORKSPACE = WorkspaceId("11111111-0000-4000-8000-000000000000")
TOKEN = "planted-token-8f3a"
WRITER = """
import sys
from pathlib import Path
from editor_app.domain.identifiers import WorkspaceId
from editor_app.domain.secrets import Secret
from editor_app.storage.vault import Vault
opened = Vault(WorkspaceId(sys.argv[2]), Path(sys.argv[1])).open_with_passphrase(Secret("for the worker"))
for number in range(20):
    opened.keep(f"{sys.argv[3]}-{number}", Secret("x"))
"""


class FakeBackend:
    """A keyring of the operating system: the edge where tests may put something in its place."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeBackend:
    backend = FakeBackend()
    monkeypatch.setattr(vaults, "system_keyring", lambda: Keyring(backend))  # type: ignore[arg-type]
    return backend


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Vault]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return Vault.locate(WORKSPACE)


def test_without_a_keyring_a_vault_is_made_and_shared_with_a_key(vault: Vault) -> None:
    private = X25519PrivateKey.generate()
    made = vault.create()
    made.share(KeyId("k1"), private.public_key().public_bytes_raw())
    made.keep("account:1", Secret(TOKEN))
    opened = vault.open_with_box(KeyId("k1"), private.private_bytes_raw())
    assert opened.secret("account:1") == Secret(TOKEN)
    with pytest.raises(Unavailable, match="You are not given the vault"):
        vault.open_with_keyring()


def test_without_a_keyring_the_reason_is_said_in_words(vault: Vault) -> None:
    with pytest.raises(Unavailable, match=r"no keyring that keeps secrets safely \(found: keyring.backends.fail"):
        vault.create().share_with_keyring()


def test_the_keyring_of_the_system_opens_the_vault(vault: Vault, keyring: FakeBackend) -> None:
    vault.create().keep("account:1", Secret(TOKEN))
    assert vault.open_with_keyring().secret("account:1") == Secret(TOKEN)
    assert list(keyring.kept) == [("press-desk", WORKSPACE)]
    assert TOKEN not in str(keyring.kept)
    keyring.kept.clear()
    with pytest.raises(Unavailable, match="You are not given the vault"):
        vault.open_with_keyring()


def test_the_keyring_of_another_workspace_does_not_open_it(vault: Vault, keyring: FakeBackend) -> None:
    vault.create()
    keyring.kept["press-desk", WORKSPACE] = "00" * 32
    with pytest.raises(Unavailable, match="damaged"):
        vault.open_with_keyring()


def test_a_worker_opens_the_vault_with_a_passphrase_of_its_own(vault: Vault) -> None:
    made = vault.create()
    with pytest.raises(Unavailable, match="You are not given"):
        vault.open_with_passphrase(Secret("for the worker"))
    made.share_with_passphrase(Secret("for the worker"), CHEAP)
    made.keep("account:1", Secret(TOKEN))
    assert vault.open_with_passphrase(Secret("for the worker")).secret("account:1") == Secret(TOKEN)
    with pytest.raises(SignInFailed, match="does not open the vault"):
        vault.open_with_passphrase(Secret("for the walker"))


def test_a_wrap_for_one_key_opens_with_no_other(vault: Vault) -> None:
    mine, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    made = vault.create()
    made.share(KeyId("mine"), mine.public_key().public_bytes_raw())
    with pytest.raises(Unavailable, match="damaged"):
        vault.open_with_box(KeyId("mine"), other.private_bytes_raw())
    with pytest.raises(Unavailable, match="You are not given"):
        vault.open_with_box(KeyId("other"), other.private_bytes_raw())


def test_a_key_that_was_taken_off_no_longer_opens_it(vault: Vault) -> None:
    private = X25519PrivateKey.generate()
    made = vault.create()
    made.share(KeyId("k1"), private.public_key().public_bytes_raw())
    made.unshare(KeyId("k1"))
    with pytest.raises(Unavailable, match="You are not given"):
        vault.open_with_box(KeyId("k1"), private.private_bytes_raw())


def test_a_wrap_of_one_vault_is_worth_nothing_in_another(vault: Vault, tmp_path: Path) -> None:
    private = X25519PrivateKey.generate()
    made = vault.create()
    made.share(KeyId("k1"), private.public_key().public_bytes_raw())
    moved = Vault(WorkspaceId("22222222-0000-4000-8000-000000000000"), tmp_path / "moved.json")
    moved.path.write_bytes(vault.path.read_bytes())
    with pytest.raises(Unavailable, match="damaged"):
        moved.open_with_box(KeyId("k1"), private.private_bytes_raw())


def test_a_secret_is_replaced_and_forgotten_and_others_see_it_at_once(vault: Vault) -> None:
    made = vault.create()
    made.share_with_passphrase(Secret("for the worker"), CHEAP)
    worker = vault.open_with_passphrase(Secret("for the worker"))
    made.keep("a", Secret("1"))
    made.keep("a", Secret("2"))
    made.keep("b", Secret("3"))
    assert worker.secret("a") == Secret("2")
    made.forget("a")
    assert worker.secret("a") is None
    assert worker.names() == ["b"]


def test_two_processes_that_keep_at_once_lose_nothing(vault: Vault) -> None:
    vault.create().share_with_passphrase(Secret("for the worker"), CHEAP)
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(vault.path), WORKSPACE, name]) for name in ("x", "y")
    ]
    assert [process.wait() for process in processes] == [0, 0]
    assert len(vault.open_with_passphrase(Secret("for the worker")).names()) == 40


def test_no_secret_stands_in_the_file_or_in_what_is_printed(vault: Vault) -> None:
    made = vault.create()
    made.share_with_passphrase(Secret("for the worker"), CHEAP)
    made.keep("account:1", Secret(TOKEN))
    content = vault.path.read_bytes()
    assert TOKEN.encode() not in content
    assert b"for the worker" not in content
    assert TOKEN not in f"{made!r} {vault!r}"


def test_the_file_is_the_users_alone(vault: Vault) -> None:
    vault.create()
    if os.name == "posix":
        assert stat.S_IMODE(vault.path.stat().st_mode) == 0o600


def test_a_vault_is_not_made_over_another(vault: Vault) -> None:
    vault.create()
    with pytest.raises(Unavailable, match="has a vault on this computer already"):
        vault.create()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.dictionaries(st.text(min_size=1).filter(str.isascii), st.text().filter(lambda t: t.isprintable())))
def test_what_is_kept_is_what_comes_out(tmp_path_factory: pytest.TempPathFactory, secrets: dict[str, str]) -> None:
    made = Vault(WORKSPACE, tmp_path_factory.mktemp("vault") / "v.json").create()
    for name, value in secrets.items():
        made.keep(name, Secret(value))
    assert {name: made.secret(name) for name in made.names()} == {n: Secret(v) for n, v in secrets.items()}
