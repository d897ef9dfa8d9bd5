"""The tests stay on this machine and out of the home of who runs them."""

import os
import socket
import tempfile

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("10.0.0.1", 443), ("0.0.0.0", 80)])  # noqa: S104
def test_a_connection_to_another_machine_fails_the_test(address: tuple[str, int]) -> None:
    with socket.socket() as client, pytest.raises(pytest.fail.Exception, match="this machine only"):
        client.connect(address)


def test_a_datagram_to_another_machine_fails_the_test() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as client,
        pytest.raises(pytest.fail.Exception, match="this machine only"),
    ):
        client.sendto(b"x", ("192.0.2.1", 53))


def test_the_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_a_connection_to_the_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5):
        pass


@pytest.mark.parametrize("name", ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"])
def test_what_a_program_remembers_goes_to_a_temporary_folder(name: str) -> None:
    assert os.environ[name].startswith(tempfile.gettempdir())


def test_the_language_of_the_machine_does_not_reach_the_tests() -> None:
    assert {name: value for name, value in os.environ.items() if name.startswith(("LC_", "LANG"))} == {
        "LANG": "C.UTF-8"
    }
