"""Names for every kind of id and digest, and the one stable key of a delivery, so that they can't be mixed up."""

from __future__ import annotations

import hashlib
import os
import re
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
MemberId = NewType("MemberId", str)
DocumentId = NewType("DocumentId", str)
RevisionId = NewType("RevisionId", str)
ChartId = NewType("ChartId", str)
AccountId = NewType("AccountId", str)
RouteId = NewType("RouteId", str)
EditionId = NewType("EditionId", str)
DeliveryId = NewType("DeliveryId", str)
AttemptId = NewType("AttemptId", str)
KeyId = NewType("KeyId", str)
Digest = NewType("Digest", str)
"""SHA-256 as 64 lower-case hexadecimal digits."""
DeliveryKey = NewType("DeliveryKey", str)
"""16 lower-case hexadecimal digits; the same for every attempt of a delivery."""

_VARIANTS = "89ab"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def new_id() -> str:
    """A random UUIDv4 as text; by hand, because every transaction needs some and `uuid` takes four times as long."""
    digits = os.urandom(16).hex()
    variant = _VARIANTS[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def sha256(content: bytes) -> Digest:
    """The digest of `content`."""
    return Digest(hashlib.sha256(content).hexdigest())


def is_digest(text: str) -> bool:
    """Whether `text` has the form of a digest."""
    return _DIGEST.fullmatch(text) is not None


def delivery_key(workspace: WorkspaceId, delivery: DeliveryId) -> DeliveryKey:
    """The stable key that every platform call of a delivery carries (slug, rkey seed, Idempotency-Key, Message-ID)."""
    return DeliveryKey(hashlib.sha256(f"{workspace}{delivery}".encode()).hexdigest()[:16])


def grouped(digest: str, groups: int = 3) -> str:
    """The head of a digest as a person reads it aloud: `7F3A 91C2 04DE`."""
    head = digest[: groups * 4].upper()
    return " ".join(head[i : i + 4] for i in range(0, len(head), 4))
