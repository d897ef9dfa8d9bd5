"""A member's keys: made on this machine, sealed by the passphrase, known to others by six words.

A member has an Ed25519 key to sign decisions and an X25519 key to be given the vault key. Both private keys are
kept only sealed: Argon2id over the passphrase gives the key of an AES-256-GCM box that is bound to both public keys.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.errors import Invalid, SignInFailed
from editor_app.domain.identifiers import KeyId, new_id
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.secrets import Secret

SHORTEST_PASSPHRASE = 10
"""Characters."""

_PURPOSE = b"press-desk-keys-v1\0"
_FINGERPRINT = b"press-desk-fingerprint-v1"
_FINGERPRINT_ROUNDS = 4096
_PRIVATE = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear Argon2id makes each guess; kept with every sealed key, so it can grow later."""

    memory_kib: int
    passes: int
    lanes: int


PRODUCTION = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second recommended option of RFC 9106 (read 2026-11-28)."""
_DEAREST = Cost(memory_kib=1024 * 1024, passes=16, lanes=16)
"""A sealed key from somebody else's workspace may not ask for more."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """A member's unsealed keys: in memory only, for as long as the seat lasts."""

    id: KeyId
    signing: bytes
    """Ed25519, the private 32 bytes."""
    box: bytes
    """X25519, the private 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(message)

    @property
    def public(self) -> bytes:
        """Ed25519, the public 32 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()

    @property
    def box_public(self) -> bytes:
        """X25519, the public 32 bytes."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(self.box).public_key().public_bytes_raw()

    @override
    def __repr__(self) -> str:
        return f"Keys({self.id})"


def new_keys() -> Keys:
    """A fresh pair of both kinds."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return Keys(
        KeyId(new_id()),
        Ed25519PrivateKey.generate().private_bytes_raw(),
        X25519PrivateKey.generate().private_bytes_raw(),
    )


def require_strong(passphrase: Secret) -> None:
    """Pass when the passphrase is long enough.

    Raises:
        Invalid: it is too short, or one character over and over.
    """
    words = _normal(passphrase)
    if len(words) < SHORTEST_PASSPHRASE or len(set(words)) < SHORTEST_PASSPHRASE // 2:
        raise Invalid(
            T("The passphrase is too short or too plain."),
            T("Take at least {count} characters, for example four words.", count=SHORTEST_PASSPHRASE),
        )


def seal(keys: Keys, passphrase: Secret, cost: Cost) -> bytes:
    """Both private keys under the passphrase, with everything but the passphrase that opening takes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_derived(passphrase, salt, cost)).encrypt(nonce, keys.signing + keys.box, _bound(keys.public))
    return canonical(
        {
            "v": 1,
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": salt.hex(),
            "nonce": nonce.hex(),
            "sealed": sealed.hex(),
        }
    )


def unseal(key: KeyId, sealed: bytes, passphrase: Secret, public_key: bytes) -> Keys:
    """The keys again.

    Raises:
        SignInFailed: wrong passphrase, or the sealed bytes belong to another key.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        fields = Fields(parsed(sealed))
        derived = _derived(passphrase, bytes.fromhex(fields.text("salt")), _stored_cost(fields))
        nonce, content = bytes.fromhex(fields.text("nonce")), bytes.fromhex(fields.text("sealed"))
        private = AESGCM(derived).decrypt(nonce, content, _bound(public_key))
    except (InvalidTag, ValueError):
        raise refused_entry() from None
    return Keys(key, private[:_PRIVATE], private[_PRIVATE:])


def waste_time(passphrase: Secret, cost: Cost) -> None:
    """Take as long as `unseal`, so that a wrong name can't be told from a wrong passphrase."""
    _derived(passphrase, bytes(16), cost)


def refused_entry() -> SignInFailed:
    """The one sentence for a wrong name and a wrong passphrase."""
    return SignInFailed(T("The name or the passphrase is wrong."), T("Type both again; capitals and spaces count."))


@lru_cache(maxsize=512)
def is_signature(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of `public_key` signed `message`; the same three are worked out once."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=256)
def fingerprint(public_key: bytes, box_public_key: bytes) -> tuple[str, ...]:
    """Six words (48 bits) for a member's two public keys, the same in every language.

    PBKDF2 with 4,096 rounds stands before the words, so that looking for a second key with the same six words
    takes 2^60 hashes and not 2^48.
    """
    tag = hashlib.pbkdf2_hmac("sha256", public_key + box_public_key, _FINGERPRINT, _FINGERPRINT_ROUNDS, 6)
    return tuple(_words()[byte] for byte in tag)


def pass_words(count: int = 4) -> str:
    """A passphrase of random words, for practice workspaces."""
    return "-".join(secrets.choice(_words()) for _ in range(count))


def same_words(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a person typed the six words; capitals, commas and extra spaces don't count."""
    typed = " ".join(words).replace(",", " ").replace("，", " ").casefold().split()
    return typed == list(wanted)


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(resource("words/fingerprint.txt").read_text("ascii").split())


def _derived(passphrase: Secret, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        _normal(passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _stored_cost(fields: Fields) -> Cost:
    cost = Cost(fields.integer("memory_kib"), fields.integer("passes"), fields.integer("lanes"))
    if cost.memory_kib > _DEAREST.memory_kib or cost.passes > _DEAREST.passes or cost.lanes > _DEAREST.lanes:
        raise ValueError("a cost that would stop the machine")
    return cost


def _normal(passphrase: Secret) -> str:
    """The passphrase in NFKC: input methods of two machines may write the same character differently."""
    return unicodedata.normalize("NFKC", passphrase.reveal())


def _bound(public_key: bytes) -> bytes:
    return _PURPOSE + public_key
