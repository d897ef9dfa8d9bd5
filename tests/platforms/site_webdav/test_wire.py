"""What a server refuses is one of the five errors, and what lies in a folder is read out of its answer."""

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, RateLimited, Rejected, Unreachable
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.replies import Reply
from editor_app.platforms.site_webdav import PLATFORM
from editor_app.platforms.site_webdav.wire import Member, Wire, refusal
from tests.platforms.faulty import Answer, serving


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, AuthExpired), (403, Rejected), (404, Rejected), (423, Rejected), (429, RateLimited), (507, Unreachable),
     (409, OutcomeUnknown), (500, OutcomeUnknown), (302, OutcomeUnknown)],
)  # fmt: skip
def test_a_refusal_is_what_it_means_for_the_public(status: int, error: type[Exception]) -> None:
    assert isinstance(refusal(Reply(status, {}, b""), "dav"), error)


def test_what_is_done_is_no_refusal() -> None:
    assert refusal(Reply(207, {}, b""), "dav") is None


@pytest.mark.parametrize("secret", ["", "press", "press:", ":password"])
def test_without_name_and_password_nobody_signs_in(secret: str) -> None:
    with pytest.raises(AuthExpired):
        Wire(Connection("http://127.0.0.1:9/dav", Secret(secret)), PLATFORM.deadline)


@pytest.mark.parametrize("prefix", ["D:", ""])
@pytest.mark.parametrize("base", ["", "http://127.0.0.1:1"])
def test_members_are_read_whatever_the_server_calls_its_elements(prefix: str, base: str) -> None:
    space = "xmlns:D" if prefix else "xmlns"
    rows = "".join(
        f"<{prefix}response><{prefix}href>{base}/dav/{path}</{prefix}href><{prefix}propstat><{prefix}prop>{more}"
        f"</{prefix}prop></{prefix}propstat></{prefix}response>"
        for path, more in (
            ("", f"<{prefix}resourcetype><{prefix}collection/></{prefix}resourcetype>"),
            ("a%20b/", f"<{prefix}resourcetype><{prefix}collection/></{prefix}resourcetype>"),
            ("x.html", f'<{prefix}getetag>"1"</{prefix}getetag>'),
        )
    )
    body = f'<{prefix}multistatus {space}="DAV:">{rows}</{prefix}multistatus>'.encode()
    with serving(lambda _asked: Answer(207, body)) as server:
        wire = Wire(Connection(f"{server.url}/dav", Secret("press:words")), PLATFORM.deadline)
        assert wire.members("/") == [Member("a b", "", is_folder=True), Member("x.html", '"1"', is_folder=False)]
        wire.close()


def test_an_answer_that_is_no_list_is_not_understood() -> None:
    with serving(lambda _asked: Answer(207, b"<html>")) as server:
        wire = Wire(Connection(f"{server.url}/dav", Secret("press:words")), PLATFORM.deadline)
        with pytest.raises(OutcomeUnknown, match="not understood"):
            wire.members("/")
        wire.close()
