"""Signatures are those of the published example, and each refusal is one of the five errors."""

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.replies import Reply
from editor_app.platforms.site_s3.place import Keys
from editor_app.platforms.site_s3.wire import refusal, signed_headers

KEYS = Keys("AKIDEXAMPLE", Secret("wJalrXUtnFEMI"))


def reply(status: int, code: str = "") -> Reply:
    return Reply(status, {}, f"<Error><Code>{code}</Code><Message>why</Message></Error>".encode() if code else b"")


def test_a_signature_covers_the_condition_and_the_body_and_shows_no_secret() -> None:
    one = Outgoing("PUT", "/press/a", (("If-Match", '"1"'),), b"x")
    signed = signed_headers("https://s3.example.gov", one, KEYS, "us-east-1")
    assert "if-match" in signed["Authorization"]
    assert "x-amz-content-sha256" in signed["Authorization"].lower()
    assert "wJalr" not in str(signed)
    other = signed_headers("https://s3.example.gov", Outgoing("PUT", "/press/a", one.headers, b"y"), KEYS, "us-east-1")
    assert other["X-Amz-Content-SHA256"] != signed["X-Amz-Content-SHA256"]


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, "InvalidAccessKeyId", AuthExpired),
        (403, "SignatureDoesNotMatch", AuthExpired),
        (403, "AccessDenied", Rejected),
        (403, "RequestTimeTooSkewed", Rejected),
        (404, "NoSuchBucket", Rejected),
        (501, "NotImplemented", Rejected),
        (503, "SlowDown", RateLimited),
        (429, "", RateLimited),
        (500, "InternalError", OutcomeUnknown),
        (301, "PermanentRedirect", OutcomeUnknown),
    ],
)
def test_a_refusal_is_what_it_means_for_the_public(status: int, code: str, error: type[Exception]) -> None:
    assert isinstance(refusal(reply(status, code), "s3.example.gov"), error)


def test_what_is_done_is_no_refusal() -> None:
    assert refusal(reply(200), "s3") is None
    assert refusal(Reply(204, {}, b""), "s3") is None
