"""The fingerprint is the one that ssh-keygen prints, and a server with another one hears nothing secret."""

import base64
import hashlib

import pytest

from editor_app.domain.errors import Rejected
from editor_app.platforms.site_sftp.host_keys import fingerprint, pinned, require_pinned

KEY = b"\0\0\0\x0bssh-ed25519" + bytes(36)
SHOWN = fingerprint(KEY)


def test_the_fingerprint_is_written_as_ssh_keygen_writes_it() -> None:
    assert "SHA256:" + base64.b64encode(hashlib.sha256(KEY).digest()).decode()[:43] == SHOWN


@pytest.mark.parametrize(
    "given",
    [
        SHOWN,
        SHOWN.removeprefix("SHA256:"),
        f"256 {SHOWN} root@web (ED25519)",
        f"ssh-ed25519 {base64.b64encode(KEY).decode()} web",
    ],
)
def test_a_fingerprint_a_line_of_ssh_keygen_or_the_public_key_pins_it(given: str) -> None:
    assert pinned(given) == SHOWN


@pytest.mark.parametrize("given", ["MD5:16:27:ac:a5", "SHA256:short", "ssh-rsa AAAA!", "no"])
def test_anything_else_is_refused_in_words(given: str) -> None:
    with pytest.raises(Rejected, match="no fingerprint"):
        pinned(given)


def test_an_empty_field_pins_nothing_and_the_test_then_shows_the_key() -> None:
    assert pinned("  ") == ""
    with pytest.raises(Rejected, match=SHOWN.replace("+", r"\+")) as told:
        require_pinned("web", "", SHOWN, "ssh-ed25519")
    assert "Host key" in str(told.value.next_step)


def test_another_key_than_the_pinned_one_is_refused() -> None:
    require_pinned("web", SHOWN, SHOWN, "ssh-ed25519")
    with pytest.raises(Rejected, match="another host key"):
        require_pinned("web", SHOWN, fingerprint(b"x"), "ssh-ed25519")
