"""Signing in at the simulated server, as its documents say it, from the program's side and the browser's."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from editor_app.platforms.authorization import challenge_of
from editor_app.platforms.mastodon.simulator.server import MastodonServer
from tests.platforms.mastodon.desk import Clock, asked, server_at

BACK = "http://127.0.0.1:9/back"
VERIFIER = "v" * 64


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[MastodonServer]:
    with server_at(clock) as made:
        yield made


def program(server: MastodonServer) -> dict[str, str]:
    told = {"client_name": "Press Desk", "redirect_uris": BACK, "scopes": "read:accounts write:statuses"}
    return dict(asked(server, "POST", "/api/v1/apps", told).json)


def query(app: dict[str, str], **more: str) -> str:
    said = {
        "response_type": "code", "client_id": app["client_id"], "redirect_uri": BACK, "state": "s",
        "scope": "read:accounts", "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256", **more,
    }  # fmt: skip
    return urlencode(said)


def code_of(server: MastodonServer, app: dict[str, str], word: str = "yes", **more: str) -> dict[str, str]:
    place = asked(server, "GET", f"/oauth/authorize/{word}?{query(app, **more)}").headers["location"]
    assert place.startswith(f"{BACK}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}


def exchanged(server: MastodonServer, app: dict[str, str], code: str, **more: str) -> tuple[int, dict[str, str]]:
    said = {
        "grant_type": "authorization_code", "code": code, "client_id": app["client_id"],
        "client_secret": app["client_secret"], "redirect_uri": BACK, "code_verifier": VERIFIER, **more,
    }  # fmt: skip
    seen = asked(server, "POST", "/oauth/token", urlencode(said).encode(),
                 Content_Type="application/x-www-form-urlencoded")  # fmt: skip
    return seen.status, seen.json


def test_a_program_is_allowed_and_gets_a_token_that_does_what_was_allowed(server: MastodonServer) -> None:
    app = program(server)
    page = asked(server, "GET", f"/oauth/authorize?{query(app)}")
    assert "Press Desk" in page.body.decode()
    told = code_of(server, app)
    assert told["state"] == "s"
    status, token = exchanged(server, app, told["code"])
    assert (status, token["scope"], token["token_type"]) == (200, "read:accounts", "Bearer")
    access = token["access_token"]
    assert asked(server, "GET", "/api/v1/accounts/verify_credentials", token=access).json["acct"] == "office"
    assert asked(server, "POST", "/api/v1/statuses", {"status": "x"}, access).status == 403


def test_a_person_may_say_no(server: MastodonServer) -> None:
    told = code_of(server, program(server), "no")
    assert (told["error"], told["state"]) == ("access_denied", "s")


WRONG = {
    "a wrong verifier": {"code_verifier": "w" * 64},
    "no verifier": {"code_verifier": ""},
    "another redirect": {"redirect_uri": "http://127.0.0.1:9/other"},
    "another program's secret": {"client_secret": "x"},
    "another kind of grant": {"grant_type": "password"},
}


@pytest.mark.parametrize("wrong", list(WRONG))
def test_a_code_is_refused_with(server: MastodonServer, wrong: str) -> None:
    app = program(server)
    status, told = exchanged(server, app, code_of(server, app)["code"], **WRONG[wrong])
    assert status in {400, 401}
    assert told["error"].startswith(("invalid_", "unsupported_"))


def test_a_code_is_good_for_one_time_and_ten_minutes(server: MastodonServer, clock: Clock) -> None:
    app = program(server)
    code = code_of(server, app)["code"]
    assert exchanged(server, app, code)[0] == 200
    assert exchanged(server, app, code)[0] == 400
    late = code_of(server, app)["code"]
    clock.turn(minutes=11)
    assert exchanged(server, app, late)[0] == 400


@pytest.mark.parametrize(
    "more",
    [{"client_id": "x"}, {"redirect_uri": "http://evil.example/"}, {"scope": "write:media"},
     {"code_challenge_method": "plain"}, {"response_type": "token"}],
)  # fmt: skip
def test_an_address_that_asks_for_something_else_shows_no_page(server: MastodonServer, more: dict[str, str]) -> None:
    app = program(server)
    assert asked(server, "GET", f"/oauth/authorize?{query(app, **more)}").status == 400
    assert asked(server, "GET", f"/oauth/authorize/yes?{query(app, **more)}").status == 400


@pytest.mark.parametrize("told", [{"redirect_uris": BACK}, {"client_name": "x", "redirect_uris": "/back"}])
def test_a_program_needs_a_name_and_a_whole_address(server: MastodonServer, told: dict[str, str]) -> None:
    assert asked(server, "POST", "/api/v1/apps", told).status == 422


def test_without_a_token_nothing_is_done(server: MastodonServer) -> None:
    for token in ("", "x"):
        assert asked(server, "POST", "/api/v1/statuses", {"status": "x"}, token).status == 401
