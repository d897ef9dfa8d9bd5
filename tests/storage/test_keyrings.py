import keyring
import pytest
from keyring.backends import fail, null
from keyring.backends.SecretService import Keyring as SecretService
from keyring.errors import KeyringLocked

from editor_app.domain.errors import Unavailable
from editor_app.domain.secrets import Secret
from editor_app.storage.keyrings import Keyring, system_keyring


class Locked:
    """A keyring of the operating system that asks for its password and gets none."""

    __module__ = "keyring.backends.SecretService"

    def get_password(self, _service: str, _name: str) -> str:
        raise KeyringLocked

    def set_password(self, _service: str, _name: str, _secret: str) -> None:
        raise KeyringLocked


class Chain:
    """Several keyrings, as keyring offers them when it finds more than one."""

    def __init__(self, *backends: object) -> None:
        self.backends = backends


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), Chain(null.Keyring(), fail.Keyring())])
def test_a_keyring_that_keeps_nothing_safely_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, backend: object
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    with pytest.raises(Unavailable, match="no keyring that keeps secrets safely") as caught:
        system_keyring()
    assert type(backend).__qualname__ in str(caught.value)


@pytest.mark.parametrize("wrap", [lambda real: real, lambda real: Chain(null.Keyring(), real)])
def test_a_keyring_of_the_system_is_taken(monkeypatch: pytest.MonkeyPatch, wrap: object) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: wrap(SecretService()))  # type: ignore[operator]
    assert system_keyring().name == "SecretService"


def test_a_locked_keyring_says_so() -> None:
    locked = Keyring(Locked())  # type: ignore[arg-type]
    for deed in (lambda: locked.secret("x"), lambda: locked.keep("x", Secret("y"))):
        with pytest.raises(Unavailable, match=r"keyring of this computer \(SecretService\) is locked"):
            deed()
