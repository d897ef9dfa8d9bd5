"""Requests go out byte for byte, within a deadline that holds, and never say a secret."""

import gc
import logging
import select
import socket
import threading
from contextlib import closing
from datetime import timedelta
from time import monotonic

import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, Rejected, Unreachable
from editor_app.platforms import http
from editor_app.platforms.contract import Connection, Outgoing
from editor_app.platforms.http import Client, is_loopback
from tests.faults.crossing import Fault, crossing
from tests.platforms.faulty import Answer
from tests.platforms.loopback import Behaviour, Loopback, Received, answer, drip, drop, endless, reset, serving, silent

DEADLINE = timedelta(seconds=0.5)
PATIENT = timedelta(seconds=20)
SEND = Outgoing("POST", "/posts?draft=1", (("Content-Type", "application/json"),), '{"title":"通知"}'.encode())


def client_of(server: Loopback, deadline: timedelta = DEADLINE) -> Client:
    return Client(Connection(server.url), deadline)


@pytest.fixture
def refusing() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def test_exactly_the_outgoing_request_is_sent_with_the_authorization_added() -> None:
    with serving(answer(201, {"id": 7})) as server:
        reply = client_of(server).send(SEND, {"Authorization": "Basic c2VjcmV0"})
    assert (reply.status, reply.json()) == (201, {"id": 7})
    [request] = server.requests
    assert (request.method, request.target, request.body) == (SEND.method, SEND.target, SEND.body)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Basic c2VjcmV0"


def test_the_path_of_the_account_stands_before_the_target() -> None:
    with serving(answer(200)) as server:
        Client(Connection(server.url + "/blog/"), DEADLINE).send(SEND, {})
    assert server.requests[0].target == "/blog/posts?draft=1"


def test_what_follows_at_once_goes_over_the_same_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)
    with crossing(lambda _asked: Answer(200, b"{}")) as server:
        client = Client(Connection(server.url), PATIENT)
        for _ in range(12):
            client.send(SEND, {})
        client.close()
        assert (len(server.asked), server.connections) == (12, 1)


def test_a_connection_that_has_been_idle_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 0.0)
    with crossing(lambda _asked: Answer(200, b"{}")) as server:
        client = Client(Connection(server.url), PATIENT)
        client.send(SEND, {})
        client.send(SEND, {})
        client.close()
        assert (len(server.asked), server.connections) == (2, 2)


def test_a_connection_that_the_server_has_closed_takes_no_request_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)

    def keeps_and_closes(_request: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with serving(keeps_and_closes) as server:
        client = client_of(server, PATIENT)
        client.send(SEND, {})
        kept = client._open._socket
        assert kept is not None
        assert select.select([kept], [], [], 20)[0], "the server has hung up without a word"
        assert client.send(SEND, {}).status == 200
        client.close()
    assert len(server.requests) == 2


def test_after_a_broken_call_the_next_one_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)
    with crossing(lambda _asked: Answer(200, b"{}")) as server:
        client = Client(Connection(server.url), PATIENT)
        client.send(SEND, {})
        server.arm(Fault.DROP_AFTER)
        with pytest.raises(OutcomeUnknown):
            client.send(SEND, {})
        assert client.send(SEND, {}).status == 200
        client.close()
        assert (len(server.asked), server.connections) == (3, 2)


def test_a_client_that_nobody_closed_holds_no_socket_when_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)
    gone = threading.Event()

    def served(_request: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        connection.recv(1)
        gone.set()

    with serving(served) as server:
        client = Client(Connection(server.url), PATIENT)
        client.send(SEND, {})
        del client
        gc.collect()
        assert gone.wait(10)


@pytest.mark.parametrize("behaviour", [drop, reset, silent, drip, endless])
def test_no_whole_answer_after_the_first_byte_is_unknown(behaviour: Behaviour) -> None:
    with serving(behaviour) as server, pytest.raises(OutcomeUnknown):
        client_of(server).send(SEND, {})
    assert len(server.requests) == 1


def test_a_dripping_server_does_not_outlive_the_deadline() -> None:
    began = monotonic()
    with serving(drip) as server, pytest.raises(OutcomeUnknown, match="no answer in time"):
        client_of(server).send(SEND, {})
    assert monotonic() - began < 1.5


def test_the_deadline_closes_the_socket() -> None:
    gone = threading.Event()

    def wait_for_the_end(_request: object, connection: socket.socket) -> None:
        connection.recv(1)
        gone.set()

    with serving(wait_for_the_end) as server:
        with pytest.raises(OutcomeUnknown):
            client_of(server).send(SEND, {})
        assert gone.wait(2)


def test_nobody_listening_is_certainly_not_sent(refusing: str) -> None:
    with pytest.raises(Unreachable, match="could not be opened"):
        Client(Connection(refusing), DEADLINE).send(SEND, {})


def test_a_name_that_takes_for_ever_to_look_up_is_not_sent_even_later(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = threading.Event()
    with serving(answer(200)) as server:
        real = socket.getaddrinfo

        def slow(*arguments: object, **named: object) -> object:
            looked_up.wait(5)
            return real(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", slow)
        began = monotonic()
        with pytest.raises(Unreachable, match="no answer in time"):
            client_of(server, timedelta(seconds=0.2)).send(SEND, {})
        assert monotonic() - began < 1.6
        looked_up.set()
        for thread in threading.enumerate():
            if thread.name.startswith("call-"):
                thread.join(5)
        assert server.requests == []


def test_a_server_without_encryption_where_it_is_expected_gets_no_request_byte() -> None:
    with serving(answer(200)) as server, pytest.raises(Unreachable):
        Client(Connection(server.url.replace("http:", "https:")), DEADLINE).send(SEND, {})
    assert server.requests == []


@pytest.mark.parametrize("value", ["Basic ", "Bearer 密码", "Bearer a\r\nX-Other: b"])
def test_an_empty_or_broken_secret_is_not_sent(value: str) -> None:
    with serving(answer(200)) as server, pytest.raises(AuthExpired):
        client_of(server).send(SEND, {"Authorization": value})
    assert server.requests == []


def test_a_cookie_never_comes_back() -> None:
    with serving(answer(200, {}, Set_Cookie="visitor=1; Path=/")) as server, closing(client_of(server)) as client:
        client.send(SEND, {})
        client.send(SEND, {})
    assert ["cookie" in request.headers for request in server.requests] == [False, False]


def test_a_redirection_is_not_followed() -> None:
    with serving(answer(302, Location="http://127.0.0.1:9/elsewhere")) as server:
        assert client_of(server).send(SEND, {}).status == 302
    assert len(server.requests) == 1


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with serving(answer(200)) as server:
        assert client_of(server).send(SEND, {}).status == 200


def test_a_proxy_is_used_when_it_is_set_and_its_refusal_means_not_sent() -> None:
    with serving(answer(407)) as proxy:
        client = Client(Connection("https://news.example.test", proxy=proxy.url), DEADLINE)
        with pytest.raises(Unreachable, match="proxy"):
            client.send(SEND, {"Authorization": "Basic c2VjcmV0"})
    [request] = proxy.requests
    assert (request.method, "authorization" in request.headers) == ("CONNECT", False)


@pytest.mark.parametrize(
    "url",
    ["http://news.example.gov", "ftp://127.0.0.1", "news.example.gov", "", "http://127.0.0.1:99999", "https://u:p@h/"],
)
def test_an_address_without_encryption_or_sense_is_refused(url: str) -> None:
    with pytest.raises(Rejected):
        Client(Connection(url), DEADLINE)


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.8.0.1", True), ("::1", True), ("10.0.0.1", False)]
)
def test_only_this_machine_is_loopback(host: str, *, here: bool) -> None:
    assert is_loopback(host) is here


def test_an_unreadable_certificate_file_and_a_strange_proxy_are_said_in_words() -> None:
    with pytest.raises(Rejected, match="certificate file"):
        Client(Connection("https://news.example.test", certificates="no/such/file.pem"), DEADLINE)
    with pytest.raises(Rejected, match="proxy"):
        Client(Connection("https://news.example.test", proxy="socks5://127.0.0.1:1"), DEADLINE)


def test_no_log_line_and_no_error_says_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    target = Outgoing("POST", "/posts?access_token=planted-in-query", (), b"planted-in-body")
    said: list[str] = []
    for behaviour in (answer(200), drop, answer(500, b"planted-in-answer")):
        with serving(behaviour) as server:
            client = client_of(server)
            try:
                client.send(target, {"Authorization": "Basic planted-in-header"})
            except PlatformError as error:
                said += [str(error), str(error.next_step)]
        client.close()
    assert "POST /posts: 200" in caplog.text
    assert "planted" not in caplog.text + "".join(said)
