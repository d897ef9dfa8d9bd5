"""The ways to seal a text for a vault: under a key, to a member's public key, under a passphrase."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from editor_app.domain.secrets import Secret

Sealed: TypeAlias = Mapping[str, "str | int"]
"""Everything but the key that opening takes; bytes as hexadecimal digits."""

_NONCE_BYTES = 12
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear Argon2id makes each guess."""

    memory_kib: int
    passes: int
    lanes: int


PRODUCTION = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second recommended option of RFC 9106 (read 2026-11-28)."""
_DEAREST = Cost(memory_kib=1024 * 1024, passes=16, lanes=16)


def to_key(plain: bytes, key: bytes, purpose: bytes) -> Sealed:
    """`plain` under AES-256-GCM, bound to `purpose`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return {"nonce": nonce.hex(), "sealed": AESGCM(key).encrypt(nonce, plain, purpose).hex()}


def under_key(sealed: Sealed, key: bytes, purpose: bytes) -> bytes | None:
    """The inverse of `to_key`; None = another key, another purpose, or altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        nonce, content = (bytes.fromhex(str(sealed[name])) for name in ("nonce", "sealed"))
        return AESGCM(key).decrypt(nonce, content, purpose)
    except (InvalidTag, KeyError, ValueError):
        return None


def to_box(plain: bytes, public_key: bytes, purpose: bytes) -> Sealed:
    """`plain` to the holder of an X25519 key: a fresh pair, HKDF-SHA256 over the agreement, AES-256-GCM."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    agreed = fresh.exchange(X25519PublicKey.from_public_bytes(public_key))
    return {"fresh": ours.hex(), **to_key(plain, _derived(agreed, ours + public_key, purpose), purpose)}


def under_box(sealed: Sealed, private_key: bytes, purpose: bytes) -> bytes | None:
    """The inverse of `to_box`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    ours = X25519PrivateKey.from_private_bytes(private_key)
    try:
        fresh = bytes.fromhex(str(sealed["fresh"]))
        agreed = ours.exchange(X25519PublicKey.from_public_bytes(fresh))
    except (KeyError, ValueError):
        return None
    both = fresh + ours.public_key().public_bytes_raw()
    return under_key(sealed, _derived(agreed, both, purpose), purpose)


def to_passphrase(plain: bytes, passphrase: Secret, cost: Cost, purpose: bytes) -> Sealed:
    """`plain` under a key that Argon2id makes of the passphrase."""
    salt = os.urandom(16)
    key = _stretched(passphrase, salt, cost)
    return {"salt": salt.hex(), "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes,
            **to_key(plain, key, purpose)}  # fmt: skip


def under_passphrase(sealed: Sealed, passphrase: Secret, purpose: bytes) -> bytes | None:
    """The inverse of `to_passphrase`; None = wrong passphrase, or altered."""
    try:
        salt = bytes.fromhex(str(sealed["salt"]))
        cost = Cost(int(sealed["memory_kib"]), int(sealed["passes"]), int(sealed["lanes"]))
    except (KeyError, ValueError):
        return None
    if cost.memory_kib > _DEAREST.memory_kib or cost.passes > _DEAREST.passes or cost.lanes > _DEAREST.lanes:
        return None
    return under_key(sealed, _stretched(passphrase, salt, cost), purpose)


def _derived(agreed: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=purpose).derive(agreed)


def _stretched(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    words = unicodedata.normalize("NFC", passphrase.reveal()).encode()
    return hash_secret_raw(words, salt, cost.passes, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID)
