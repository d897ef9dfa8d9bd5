"""The signature is the documented one: HMAC-SHA256 over seven lines."""

import hashlib
import hmac

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.webhook.signing import signature_headers, signed_text

ONE = Outgoing("POST", "/documents", (("X-Delivery", "0123456789abcdef"),), b'{"v":1}')


def test_seven_lines_are_signed() -> None:
    assert signed_text(ONE, "1800000000", "ab").decode().split("\n") == [
        "v1",
        "1800000000",
        "ab",
        "POST",
        "/documents",
        "0123456789abcdef",
        hashlib.sha256(b'{"v":1}').hexdigest(),
    ]


def test_the_headers_carry_time_nonce_and_signature_and_no_secret() -> None:
    headers = signature_headers(ONE, Secret("secret\n"), 1800000000, "ab")
    wanted = hmac.new(b"secret", signed_text(ONE, "1800000000", "ab"), hashlib.sha256).hexdigest()
    assert headers == {
        "Press-Desk-Timestamp": "1800000000",
        "Press-Desk-Nonce": "ab",
        "Press-Desk-Signature": f"v1={wanted}",
    }
