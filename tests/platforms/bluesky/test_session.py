"""A session signs in when it is needed, renews itself once, and keeps its tokens to itself."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.errors import AuthExpired, PlatformError, RateLimited, Unreachable
from editor_app.domain.secrets import Secret
from editor_app.platforms.bluesky.session import Session, expiry, is_app_password
from editor_app.platforms.contract import Connection
from editor_app.platforms.http import Client
from tests.platforms.loopback import Loopback, answer, reset, serving

SLOT = datetime(2026, 12, 1, 1, tzinfo=UTC)
TOKENS = {"accessJwt": "first", "refreshJwt": "again", "did": "did:plc:x", "handle": "office.test", "active": True}


def session(server: Loopback, secret: str = "@office.test:abcd-efgh") -> Session:  # noqa: S107 - made up
    client = Client(Connection(server.url), timedelta(seconds=5))
    return Session(client, Secret(secret))


def test_it_signs_in_once_with_handle_and_app_password() -> None:
    with serving(answer(200, TOKENS)) as server:
        signed_in = session(server)
        assert signed_in.tokens() is signed_in.tokens()
        assert [json.loads(r.body) for r in server.requests] == [{"identifier": "office.test", "password": "abcd-efgh"}]
        assert "first" not in repr(signed_in.tokens())


def test_a_did_may_stand_for_the_handle() -> None:
    with serving(answer(200, TOKENS)) as server:
        session(server, "did:plc:x:abcd-efgh").tokens()
        assert json.loads(server.requests[0].body)["identifier"] == "did:plc:x"


def test_it_renews_with_the_refresh_token() -> None:
    with serving(answer(200, TOKENS), answer(200, {**TOKENS, "accessJwt": "second"})) as server:
        signed_in = session(server)
        signed_in.tokens()
        signed_in.renew()
        assert signed_in.tokens().access.reveal() == "second"
        assert server.requests[1].headers["authorization"] == "Bearer again"


def test_when_the_refresh_token_is_over_too_it_signs_in_anew() -> None:
    over = answer(400, {"error": "ExpiredToken", "message": "over"})
    with serving(answer(200, TOKENS), over, answer(200, {**TOKENS, "accessJwt": "third"})) as server:
        signed_in = session(server)
        signed_in.tokens()
        signed_in.renew()
        assert signed_in.tokens().access.reveal() == "third"
        assert [r.target.rpartition(".")[2] for r in server.requests] == [
            "createSession",
            "refreshSession",
            "createSession",
        ]


@pytest.mark.parametrize("status", [400, 401])
def test_a_wrong_password_is_for_a_person(status: int) -> None:
    refused = answer(status, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"})
    with serving(refused) as server, pytest.raises(AuthExpired):
        session(server).tokens()


@pytest.mark.parametrize("secret", ["", "office.test", ":x", "office.test:"])
def test_a_secret_without_both_halves_is_for_a_person_and_asks_nobody(secret: str) -> None:
    with serving(answer(200, TOKENS)) as server:
        with pytest.raises(AuthExpired):
            session(server, secret).tokens()
        assert server.requests == []


@pytest.mark.parametrize("behaviour", [reset, answer(200, {"accessJwt": "x"})])
def test_a_sign_in_without_an_answer_means_that_nothing_was_sent(behaviour: object) -> None:
    with serving(behaviour) as server, pytest.raises(Unreachable):  # type: ignore[arg-type]
        session(server).tokens()


def test_too_many_sign_ins_say_how_long_to_wait() -> None:
    with serving(answer(429, {"error": "RateLimitExceeded"}, retry_after="287")) as server:
        with pytest.raises(RateLimited) as limited:
            session(server).tokens()
        assert limited.value.retry_after == timedelta(seconds=287)


def test_a_server_in_trouble_is_one_of_the_five() -> None:
    with serving(answer(503, b"")) as server, pytest.raises(PlatformError):
        session(server).tokens()


def token(**claims: object) -> str:
    said = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{said}.sign"


def test_the_main_password_is_told_from_an_app_password() -> None:
    assert is_app_password(Secret(token(scope="com.atproto.appPass")))
    assert not is_app_password(Secret(token(scope="com.atproto.access")))
    assert is_app_password(Secret("opaque"))


@pytest.mark.parametrize(
    ("claims", "ends"),
    [
        ({"exp": 1_796_000_000}, datetime(2026, 11, 30, 0, 53, 20, tzinfo=UTC)),
        ({"exp": 2_777_000_000}, None),
        ({"exp": True}, None),
        ({"exp": -5}, None),
        ({"exp": "soon"}, None),
        ({}, None),
    ],
)
def test_a_session_says_when_it_ends_and_the_year_2058_is_not_believed(
    claims: dict[str, object], ends: datetime | None
) -> None:
    assert expiry(Secret(token(**claims))) == ends
    assert expiry(Secret("opaque")) is None


def ending(minutes: int, **more: object) -> dict[str, object]:
    """A session that ends so many minutes after the slot."""
    return {**TOKENS, "accessJwt": token(exp=int((SLOT + timedelta(minutes=minutes)).timestamp())), **more}


def test_a_session_that_would_end_before_the_slot_is_renewed_ahead_of_it_and_only_that() -> None:
    with serving(answer(200, ending(-1)), answer(200, ending(90))) as server:
        signed_in = session(server)
        signed_in.refresh(SLOT)
        signed_in.refresh(SLOT)
        assert [request.target.rpartition(".")[2] for request in server.requests] == ["createSession", "refreshSession"]
        assert expiry(signed_in.tokens().access) == SLOT + timedelta(minutes=90)


@pytest.mark.parametrize("empty", [{"refreshJwt": ""}, {"refreshJwt": None}])
def test_a_good_refresh_token_is_never_replaced_by_an_empty_one(empty: dict[str, object]) -> None:
    with serving(answer(200, TOKENS), answer(200, {**TOKENS, "accessJwt": "second", **empty})) as server:
        signed_in = session(server)
        signed_in.tokens()
        signed_in.renew()
        assert signed_in.tokens().access.reveal() == "second"
        assert signed_in.tokens().refresh.reveal() == "again"


@pytest.mark.parametrize("trouble", [answer(503, b""), answer(500, b""), answer(200, b"{"), reset])
def test_a_server_in_trouble_leaves_the_session_as_it_was(trouble: object) -> None:
    with serving(answer(200, TOKENS), trouble, answer(200, {**TOKENS, "accessJwt": "second"})) as server:  # type: ignore[arg-type]
        signed_in = session(server)
        before = signed_in.tokens()
        with pytest.raises(Unreachable):
            signed_in.renew()
        assert signed_in.tokens() == before
        signed_in.renew()
        assert signed_in.tokens().access.reveal() == "second"
        assert [request.target.rpartition(".")[2] for request in server.requests].count("createSession") == 1
