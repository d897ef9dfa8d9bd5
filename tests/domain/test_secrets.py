from __future__ import annotations

from editor_app.domain.secrets import Secret


def test_a_secret_never_shows_itself() -> None:
    secret = Secret("tok-123")
    assert "tok" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "tok-123"


def test_an_empty_secret_is_false() -> None:
    assert not Secret("")
    assert Secret("x")
