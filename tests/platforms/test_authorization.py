"""A whole sign-in against a scripted server: what is asked, what is kept, and what is refused in words."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from editor_app.domain.errors import PlatformError, Refused, Rejected, Unreachable
from editor_app.domain.secrets import Secret
from editor_app.platforms.authorization import LONGEST, Authorization, challenge_of
from editor_app.platforms.contract import Connection
from editor_app.platforms.signing_in import Application, SignIn, Tokens, tokens_of
from tests.platforms.loopback import Behaviour, Loopback, answer, drop, serving

REGISTERS = SignIn("/oauth/authorize", "/oauth/token", "read write", register="/api/v1/apps")
TYPED = SignIn("/oauth2/authorize", "/oauth2/access_token", proves=False)
APP = answer(200, {"client_id": "app-7", "client_secret": "app-secret"})
GIVEN = answer(200, {"access_token": "token-1", "token_type": "Bearer", "scope": "read write"})


@contextmanager
def begun(
    how: SignIn, *behaviours: Behaviour, earlier: Secret | None = None, secret: str = "", **options: str
) -> Iterator[tuple[Authorization, Loopback]]:
    with serving(*behaviours) as server:
        connection = Connection(server.url, Secret(secret), options)
        with closing(Authorization(how, connection, earlier)) as under_way:
            yield under_way, server


def asked_of(under_way: Authorization) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(under_way.address).query).items()}


def came_back(under_way: Authorization, **query: str) -> None:
    """What the browser does once the person has pressed the button."""
    told = urlencode({"state": asked_of(under_way)["state"], **query})
    with urllib.request.urlopen(f"{under_way.redirect}?{told}", timeout=20) as page:  # noqa: S310 - loopback
        page.read()


def test_the_program_makes_itself_known_with_its_own_redirect_and_asks_with_a_challenge() -> None:
    with begun(REGISTERS, APP, GIVEN) as (under_way, server):
        known = json.loads(server.requests[0].body)
        assert (server.requests[0].target, known["redirect_uris"]) == ("/api/v1/apps", under_way.redirect)
        asked = asked_of(under_way)
        assert under_way.address.startswith(f"{server.url}/oauth/authorize?")
        assert (asked["client_id"], asked["redirect_uri"]) == ("app-7", under_way.redirect)
        assert (asked["scope"], asked["code_challenge_method"], asked["response_type"]) == (
            "read write",
            "S256",
            "code",
        )
        assert len(asked["state"]) >= 32
        assert "app-secret" not in under_way.address


def test_the_code_is_exchanged_with_the_verifier_of_its_challenge_and_the_tokens_are_kept_as_one_secret() -> None:
    with begun(REGISTERS, APP, GIVEN, style="thread") as (under_way, server):
        came_back(under_way, code="code-1")
        assert under_way.wait(10)
        given = under_way.finish()
        said = {name: values[0] for name, values in parse_qs(server.requests[1].body.decode()).items()}
        assert server.requests[1].target == "/oauth/token"
        assert challenge_of(said["code_verifier"]) == asked_of(under_way)["code_challenge"]
        assert (said["code"], said["redirect_uri"], said["client_secret"]) == (
            "code-1",
            under_way.redirect,
            "app-secret",
        )
        tokens = tokens_of(given.secret)
        assert tokens == Tokens(Secret("token-1"), application=Application("app-7", Secret("app-secret")))
        assert (given.url, given.options) == (server.url, {"style": "thread"})


def test_every_sign_in_has_a_state_and_a_verifier_of_its_own() -> None:
    with begun(REGISTERS, APP) as (one, _server), begun(REGISTERS, APP) as (two, _other):
        for name in ("state", "code_challenge", "redirect_uri"):
            assert asked_of(one)[name] != asked_of(two)[name]


def test_a_platform_without_registration_takes_a_typed_application_and_a_redirect_it_knows() -> None:
    with begun(TYPED, GIVEN, secret="key:app-secret", redirect="https://api.example.com/done.html") as (way, server):
        assert not way.listens
        asked = asked_of(way)
        assert (asked["client_id"], asked["redirect_uri"]) == ("key", "https://api.example.com/done.html")
        assert "code_challenge" not in asked
        with pytest.raises(Refused):
            way.paste("https://api.example.com/done.html?code=c&state=other")
        way.paste(f" https://api.example.com/done.html?code=c&state={asked['state']}\n")
        assert tokens_of(way.finish().secret).access.reveal() == "token-1"
        assert b"code_verifier" not in server.requests[0].body


def test_an_application_that_is_not_named_is_asked_for_before_anything_is_opened() -> None:
    with pytest.raises(Rejected) as said, begun(TYPED, GIVEN, secret="key-only"):
        pass
    assert "not named" in str(said.value)


def test_signing_in_again_keeps_what_is_good_of_before() -> None:
    before = Tokens(Secret("old"), Secret("refresh-1"), application=Application("key", Secret("app-secret")))
    with begun(TYPED, answer(200, {"access_token": "new"}), earlier=before.sealed()) as (way, _server):
        came_back(way, code="c")
        kept = tokens_of(way.finish().secret)
        assert (kept.access.reveal(), kept.refresh.reveal()) == ("new", "refresh-1")


def test_a_refusal_by_the_person_is_said_in_words() -> None:
    with begun(REGISTERS, APP, GIVEN) as (way, server):
        came_back(way, error="access_denied")
        with pytest.raises(Rejected) as said:
            way.finish()
        assert "refused at the page" in str(said.value)
        assert len(server.requests) == 1


def test_nobody_who_came_is_said_in_words_and_the_port_is_free_again() -> None:
    with begun(REGISTERS, APP) as (way, _server):
        assert not way.wait(0)
        with pytest.raises(Refused) as said:
            way.finish()
        assert "in time" in str(said.value)


def test_an_answer_that_comes_after_the_time_is_over_is_not_used() -> None:
    now = [0.0]
    with serving(APP, GIVEN) as server:
        with closing(Authorization(REGISTERS, Connection(server.url), clock=lambda: now[0])) as way:
            came_back(way, code="c")
            assert not way.is_over
            now[0] = LONGEST.total_seconds() + 1
            assert way.is_over
            with pytest.raises(Refused):
                way.finish()
        assert len(server.requests) == 1


BAD = {
    "a wrong verifier": (answer(400, {"error": "invalid_grant", "error_description": "code-1 is wrong"}), Rejected),
    "a code that was used": (answer(401, {"error": "invalid_grant"}), Rejected),
    "no token in it": (answer(200, {"token_type": "Bearer"}), Unreachable),
    "no JSON": (answer(200, b"<html>"), Unreachable),
    "an array": (answer(200, []), Unreachable),
    "less than was asked for": (answer(200, {"access_token": "t", "scope": "read"}), Rejected),
    "a server in trouble": (answer(503, b"x"), PlatformError),
    "another address": (answer(302, b"", Location="http://127.0.0.1:9/"), PlatformError),
    "no answer": (drop, Unreachable),
}


@pytest.mark.parametrize("case", list(BAD))
def test_an_exchange_that_fails_is_said_in_words_and_nothing_secret_is_in_them(case: str) -> None:
    behaviour, error = BAD[case]
    with begun(REGISTERS, APP, behaviour) as (way, _server):
        came_back(way, code="code-1")
        with pytest.raises(error) as said:
            way.finish()
        words = f"{said.value} {said.value.next_step}"
        assert "code-1" not in words
        assert "app-secret" not in words


@pytest.mark.parametrize("behaviour", [answer(422, {"error": "Redirect URI must be absolute"}), answer(200, {}), drop])
def test_a_platform_that_does_not_want_the_program_leaves_no_open_port(behaviour: Behaviour) -> None:
    with pytest.raises(PlatformError), begun(REGISTERS, behaviour):
        pass


@pytest.mark.parametrize("status", [404, 405])
def test_an_address_of_something_else_is_said_to_be_that(status: int) -> None:
    with pytest.raises(Rejected, match="no server of this platform") as refused, begun(REGISTERS, answer(status, {})):
        pass
    assert "Check the address" in str(refused.value.next_step)


def test_no_token_and_no_code_is_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), begun(REGISTERS, APP, GIVEN) as (way, _server):
        came_back(way, code="code-1")
        way.finish()
    assert not [word for word in ("code-1", "token-1", "app-secret") if word in caplog.text]
