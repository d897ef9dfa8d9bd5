import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.secrets import Secret
from editor_app.storage import vault_wraps as wraps
from editor_app.storage.vault_wraps import Cost, Sealed

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def altered(sealed: Sealed, name: str) -> Sealed:
    """One bit of one field is another."""
    content = bytearray(bytes.fromhex(str(sealed[name])))
    content[0] ^= 1
    return {**sealed, name: content.hex()}


@given(st.binary(), st.binary(min_size=32, max_size=32), st.binary())
def test_what_is_sealed_under_a_key_opens_with_it(plain: bytes, key: bytes, purpose: bytes) -> None:
    assert wraps.under_key(wraps.to_key(plain, key, purpose), key, purpose) == plain


@given(st.binary())
def test_what_is_sealed_to_a_box_opens_with_its_private_key(plain: bytes) -> None:
    private = X25519PrivateKey.generate()
    sealed = wraps.to_box(plain, private.public_key().public_bytes_raw(), b"p")
    assert wraps.under_box(sealed, private.private_bytes_raw(), b"p") == plain


def test_a_passphrase_opens_in_whatever_form_its_accents_are_typed() -> None:
    sealed = wraps.to_passphrase(b"key", Secret("caf\u00e9 am Fluss"), CHEAP, b"p")
    assert wraps.under_passphrase(sealed, Secret("cafe\u0301 am Fluss"), b"p") == b"key"
    assert wraps.under_passphrase(sealed, Secret("cafe am Fluss"), b"p") is None


def test_another_key_another_purpose_or_an_altered_bit_opens_nothing() -> None:
    key = os.urandom(32)
    sealed = wraps.to_key(b"plain", key, b"p")
    assert wraps.under_key(sealed, os.urandom(32), b"p") is None
    assert wraps.under_key(sealed, key, b"q") is None
    for name in ("nonce", "sealed"):
        assert wraps.under_key(altered(sealed, name), key, b"p") is None
    assert wraps.under_key({"nonce": "00"}, key, b"p") is None


@pytest.mark.parametrize("name", ["fresh", "nonce", "sealed"])
def test_an_altered_box_opens_nothing(name: str) -> None:
    private = X25519PrivateKey.generate()
    sealed = wraps.to_box(b"plain", private.public_key().public_bytes_raw(), b"p")
    assert wraps.under_box(altered(sealed, name), private.private_bytes_raw(), b"p") is None
    assert wraps.under_box({**sealed, name: "00"}, private.private_bytes_raw(), b"p") is None


@pytest.mark.parametrize("dear", [{"memory_kib": 2**30}, {"passes": 10**6}, {"lanes": 255}])
def test_a_file_can_not_make_us_work_for_hours(dear: dict[str, int]) -> None:
    sealed = wraps.to_passphrase(b"key", Secret("p"), CHEAP, b"p")
    assert wraps.under_passphrase({**sealed, **dear}, Secret("p"), b"p") is None


def test_a_passphrase_wrap_without_its_salt_opens_nothing() -> None:
    assert wraps.under_passphrase({}, Secret("p"), b"p") is None
