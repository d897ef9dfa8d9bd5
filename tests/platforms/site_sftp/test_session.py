"""Signing in: host key first, then password or key; what can't be used is said in words."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import paramiko
import pytest

from editor_app.domain.errors import AuthExpired, PlatformError, Rejected, Unreachable
from editor_app.platforms.site_sftp import PLATFORM
from tests.platforms import loopback
from tests.platforms.places import AWAY
from tests.platforms.site_sftp.sshd import CLIENT_KEY, Sshd, serving


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    with serving(tmp_path / "site") as server:
        yield server


def identity(sshd: Sshd, **how: object) -> str:
    link = PLATFORM.link(sshd.connection(**how))  # type: ignore[arg-type]
    try:
        return link.identity().remote_uid
    finally:
        link.close()


def key_text(key: paramiko.PKey, password: str | None = None) -> str:
    out = io.StringIO()
    key.write_private_key(out, password)
    return out.getvalue()


def test_a_server_whose_key_is_not_pinned_hears_no_password(sshd: Sshd) -> None:
    with pytest.raises(Rejected, match="shows the host key SHA256:"):
        identity(sshd, pinned=False)
    assert sshd.sign_ins == 0


def test_a_server_with_another_key_hears_no_password(sshd: Sshd) -> None:
    with pytest.raises(Rejected, match="another host key"):
        identity(sshd, pinned=False, host_key="SHA256:" + "A" * 43)
    assert sshd.sign_ins == 0


def test_a_key_lets_in_as_a_password_does_and_it_is_the_same_account(sshd: Sshd) -> None:
    assert identity(sshd, secret=f"press:{key_text(CLIENT_KEY)}") == identity(sshd)


@pytest.mark.parametrize("secret", ["press:wrong", "nobody:four plain words here"])
def test_a_wrong_name_or_password_is_for_a_person(sshd: Sshd, secret: str) -> None:
    with pytest.raises(AuthExpired, match="doesn't let"):
        identity(sshd, secret=secret)


def test_a_key_that_nobody_knows_is_for_a_person(sshd: Sshd) -> None:
    with pytest.raises(AuthExpired, match="doesn't let press in"):
        identity(sshd, secret=f"press:{key_text(paramiko.ECDSAKey.generate())}")


def test_a_key_with_a_passphrase_or_a_broken_one_is_said(sshd: Sshd) -> None:
    with pytest.raises(AuthExpired, match="has a passphrase"):
        identity(sshd, secret=f"press:{key_text(CLIENT_KEY, 'secret')}")
    broken = "-----BEGIN OPENSSH PRIVATE KEY-----AAAA-----END OPENSSH PRIVATE KEY-----"
    with pytest.raises(AuthExpired, match="can't be read"):
        identity(sshd, secret=f"press:{broken}")


def test_a_proxy_is_refused_and_a_server_that_is_away_can_not_be_reached(sshd: Sshd) -> None:
    with pytest.raises(Rejected, match="takes no proxy"):
        PLATFORM.link(replace(sshd.connection(), proxy="http://127.0.0.1:3128"))
    sshd.close()
    with pytest.raises(Unreachable, match="can't be reached"):
        identity(sshd)


def test_something_that_speaks_no_ssh_is_one_of_the_five_errors() -> None:
    with patch.object(type(PLATFORM), "deadline", timedelta(seconds=1)), loopback.serving(loopback.answer(200)) as web:
        place = web.url.replace("http://", "sftp://") + "/srv/site"
        made = PLATFORM.link(replace(AWAY["site_sftp"], url=place))
        with pytest.raises(PlatformError):
            made.identity()
        made.close()
