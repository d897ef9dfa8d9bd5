"""Host keys: the fingerprint that people compare, and refusing a server that shows another one."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from editor_app.domain.errors import Rejected
from editor_app.domain.text import T
from editor_app.platforms.confirming import ToConfirm

_FINGERPRINT = re.compile(r"(?:SHA256:)?([A-Za-z0-9+/]{43})=?")


def fingerprint(key: bytes) -> str:
    """`SHA256:…` as ssh-keygen writes it (RFC 4648 base64 without padding)."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def pinned(given: str) -> str:
    """The fingerprint that an admin entered, or of the public key that was pasted; empty = none was.

    Raises:
        Rejected: it is neither.
    """
    words = given.split()
    for word in words:
        found = _FINGERPRINT.fullmatch(word)
        if found is not None:
            return f"SHA256:{found[1]}"
    for word in words:
        if word.startswith("AAAA"):
            try:
                return fingerprint(base64.b64decode(word, validate=True))
            except binascii.Error:
                break
    if words:
        raise Rejected(
            T("“{key}” is no fingerprint of a host key.", key=given[:80]),
            T("It begins with SHA256: and has 43 letters and digits after it."),
        )
    return ""


def require_pinned(host: str, wanted: str, shown: str, kind: str) -> None:
    """Pass when the server is the one that was pinned; nothing secret has been said to it before.

    Raises:
        ToConfirm: none is pinned yet.
        Rejected: it shows another key.
    """
    if not wanted:
        raise ToConfirm(
            T("{host} shows the host key {fingerprint} ({kind}).", host=host, fingerprint=shown, kind=kind),
            T("Compare it with the one its administrator names, then enter it as “Host key” and test again."),
            "host_key",
            shown,
        )
    if wanted != shown:
        raise Rejected(
            T("{host} shows another host key than the pinned one: {fingerprint} ({kind}).",
              host=host, fingerprint=shown, kind=kind),
            T("Somebody may stand in between. Ask its administrator before you enter the new one."),
        )  # fmt: skip
