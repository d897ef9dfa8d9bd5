"""The signature of a request to an own client: HMAC-SHA256 over time, nonce, request and body; docs/webhook.en.md."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.domain.secrets import Secret
    from editor_app.platforms.contract import Outgoing

DELIVERY = "X-Delivery"
SHORTEST_SECRET = 32
"""Characters; a shorter one could be guessed from a single request."""


def signed_text(outgoing: Outgoing, timestamp: str, nonce: str) -> bytes:
    """What is signed: seven lines."""
    delivery = dict(outgoing.headers).get(DELIVERY, "")
    body = hashlib.sha256(outgoing.body).hexdigest()
    return f"v1\n{timestamp}\n{nonce}\n{outgoing.method}\n{outgoing.target}\n{delivery}\n{body}".encode()


def signature_headers(outgoing: Outgoing, secret: Secret, timestamp: int, nonce: str) -> dict[str, str]:
    """The headers that say who we are.

    Args:
        outgoing: what is sent; its target is signed without the address of the receiver.
        secret: shared with the receiver.
        timestamp: seconds since 1970.
        nonce: 32 hexadecimal digits, new for every request.
    """
    stamp = str(timestamp)
    digest = hmac.new(secret.reveal().strip().encode(), signed_text(outgoing, stamp, nonce), hashlib.sha256)
    return {
        "Press-Desk-Timestamp": stamp,
        "Press-Desk-Nonce": nonce,
        "Press-Desk-Signature": f"v1={digest.hexdigest()}",
    }
