"""The page where a sign-in comes back to: one good answer, and everything else refused in words."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from editor_app.domain.errors import Refused, Unavailable
from editor_app.platforms.landing import Landing, arrival_in, place_of

STATE = "the-state"
REDIRECT = "http://127.0.0.1:9/signed-in"


@pytest.fixture
def landing() -> Iterator[Landing]:
    with closing(Landing(STATE)) as made:
        yield made


def came_back(landing: Landing, *, method: str = "GET", path: str = "", headers: dict[str, str] | None = None,
              **query: str) -> tuple[int, str, http.client.HTTPMessage]:  # fmt: skip
    """What a browser is shown that comes back with that query."""
    home = urlsplit(landing.redirect)
    with closing(http.client.HTTPConnection("127.0.0.1", home.port, timeout=20)) as wire:
        asked = f"{path or home.path}?{urlencode(query)}"
        wire.request(method, asked, headers={"Host": home.netloc, **(headers or {})})
        reply = wire.getresponse()
        return reply.status, reply.read().decode(), reply.headers


def test_the_redirect_is_on_this_computer_at_a_free_port(landing: Landing) -> None:
    home = urlsplit(landing.redirect)
    assert (home.scheme, home.hostname, home.path) == ("http", "127.0.0.1", "/signed-in")
    assert (home.port or 0) > 0
    assert landing.listens


def test_the_code_of_the_sign_in_that_was_begun_is_taken_and_the_page_says_in_both_languages_to_close(
    landing: Landing,
) -> None:
    status, page, headers = came_back(landing, code="c-1", state=STATE)
    assert (status, landing.wait(10)) == (200, True)
    assert landing.arrived is not None
    assert (landing.arrived.code.reveal(), landing.arrived.error) == ("c-1", "")
    assert "can close this page" in page
    assert 'lang="zh-CN"' in page
    assert "<script" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_a_refusal_at_the_platform_ends_the_waiting_too(landing: Landing) -> None:
    status, page, _headers = came_back(landing, error="access_denied", state=STATE)
    assert (status, landing.wait(10)) == (200, True)
    assert landing.arrived is not None
    assert (landing.arrived.error, landing.arrived.code.reveal()) == ("access_denied", "")
    assert "not allowed" in page


ATTACKS = {
    "a code of another sign-in": {"query": {"code": "evil", "state": "guess"}},
    "a code without a state": {"query": {"code": "evil"}},
    "a refusal that somebody else sends": {"query": {"error": "access_denied", "state": "x"}},
    "a page that calls by another name": {"headers": {"Host": "evil.example"}},
    "a page that calls by its own port": {"headers": {"Host": "127.0.0.1:1"}},
    "a script of a page": {"headers": {"Origin": "https://evil.example"}},
    "a sandboxed page": {"headers": {"Origin": "null"}},
    "a frame": {"headers": {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"}},
    "a picture": {"headers": {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"}},
    "another path": {"path": "/"},
    "a very long address": {"query": {"code": "c" * 5000, "state": STATE}},
    "a thousand fields": {"query": {"code": "c", "state": STATE, **{f"f{n}": "" for n in range(100)}}},
    "a code and a reason": {"query": {"code": "c", "error": "e", "state": STATE}},
    "neither": {"query": {"state": STATE}},
}


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_an_attack_is_refused_in_words_and_the_sign_in_goes_on(landing: Landing, attack: str) -> None:
    asked = {"query": {"code": "c", "state": STATE}, "headers": {}, "path": "", **ATTACKS[attack]}
    status, page, _headers = came_back(
        landing, path=str(asked["path"]), headers=dict(asked["headers"]), **dict(asked["query"])  # type: ignore[call-overload]
    )  # fmt: skip
    assert status in {403, 404}
    assert page.count("<p lang=") == 2
    assert "evil" not in page
    assert landing.arrived is None
    assert came_back(landing, code="good", state=STATE)[0] == 200
    assert landing.arrived is not None


def test_a_doubled_state_is_refused(landing: Landing) -> None:
    with pytest.raises(Refused):
        landing.take(f"{landing.redirect}?code=c&state={STATE}&state={STATE}")


def test_another_method_is_no_answer(landing: Landing) -> None:
    assert came_back(landing, method="POST", code="c", state=STATE)[0] == 501
    assert landing.arrived is None


def test_a_second_answer_changes_nothing(landing: Landing) -> None:
    came_back(landing, code="first", state=STATE)
    status, page, _headers = came_back(landing, code="second", state=STATE)
    assert (status, "over already" in page) == (403, True)
    assert landing.arrived is not None
    assert landing.arrived.code.reveal() == "first"


def test_somebody_who_says_nothing_does_not_stop_the_browser(landing: Landing) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(landing.redirect).port or 0), 10):
        assert came_back(landing, code="c", state=STATE)[0] == 200


def test_closing_lets_go_of_the_port_and_of_whoever_waits() -> None:
    landing = Landing(STATE)
    told: list[bool] = []
    waiting = threading.Thread(target=lambda: told.append(landing.wait(60)))
    waiting.start()
    landing.close()
    waiting.join(20)
    assert told == [False]
    assert not landing.listens


def test_a_redirect_that_the_platform_knows_is_listened_at_by_its_own_name_and_path() -> None:
    with socket.socket() as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # bound and not listening: nobody else gets it
        reserved.bind(("127.0.0.1", 0))
        known = f"http://localhost:{reserved.getsockname()[1]}/back"
        with closing(Landing(STATE, known)) as landing:
            assert landing.redirect == known
            assert came_back(landing, code="c", state=STATE)[0] == 200


def test_a_taken_port_is_said_in_words() -> None:
    with closing(Landing(STATE)) as first, pytest.raises(Unavailable) as said:
        Landing(STATE, f"http://127.0.0.1:{urlsplit(first.redirect).port}/back")
    assert "is taken" in str(said.value)


def test_a_redirect_to_another_computer_opens_no_port_and_its_address_is_pasted() -> None:
    with closing(Landing(STATE, "https://api.example.com/done.html")) as landing:
        assert not landing.listens
        with pytest.raises(Refused):
            landing.take("https://api.example.com/other.html?code=c&state=the-state")
        assert landing.take("https://api.example.com/done.html?code=c&state=the-state").code.reveal() == "c"


@pytest.mark.parametrize(
    "redirect",
    ["https://127.0.0.1:80/x", "http://127.0.0.1/x", "http://10.0.0.1:8000/x", "http://127.0.0.1.evil.example:80/x"],
)
def test_only_a_plain_address_of_this_computer_with_a_port_is_listened_at(redirect: str) -> None:
    assert place_of(redirect) is None


def test_a_pasted_address_must_be_that_of_the_redirect_to_the_letter() -> None:
    assert arrival_in(f"{REDIRECT}?state={STATE}&code=c", REDIRECT, STATE).code.reveal() == "c"
    for other in ("http://127.0.0.1:10/signed-in", "https://127.0.0.1:9/signed-in", "http://127.0.0.1:9/"):
        with pytest.raises(Refused):
            arrival_in(f"{other}?state={STATE}&code=c", REDIRECT, STATE)


def test_nothing_of_an_answer_is_logged(landing: Landing, caplog: pytest.LogCaptureFixture,
                                        capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    with caplog.at_level("DEBUG"):
        came_back(landing, code="very-secret-code", state=STATE)
        came_back(landing, code="very-secret-code", state="wrong")
    said = capfd.readouterr()
    assert "very-secret-code" not in caplog.text + said.out + said.err
