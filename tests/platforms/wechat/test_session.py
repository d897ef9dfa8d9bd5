import pytest

from editor_app.domain.errors import AuthExpired, Unreachable
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.wechat import PLATFORM
from tests.platforms.wechat.counter import Site, site

TOKEN = "/cgi-bin/stable_token"


def linked(at: Site, secret: str) -> None:
    link = PLATFORM.link(Connection(at.server.url, Secret(secret)))
    try:
        link.identity()
    finally:
        link.close()


@pytest.mark.parametrize("secret", ["", "wx1", "wx1:"])
def test_half_a_secret_is_never_sent(secret: str) -> None:
    with site() as at:
        with pytest.raises(AuthExpired):
            linked(at, secret)
        assert at.server.books.calls == []


def test_a_wrong_secret_says_which_half_is_wrong() -> None:
    with site() as at:
        with pytest.raises(AuthExpired, match="AppID"):
            linked(at, "wx1:secret")
        with pytest.raises(AuthExpired, match="AppSecret"):
            linked(at, f"{at.server.books.app_id}:secret-of-another")


@pytest.mark.parametrize("mishap", ["drop_before", "busy", "5xx"])
def test_a_sign_in_without_an_answer_has_certainly_sent_nothing_else(mishap: str) -> None:
    with site() as at:
        at.server.mishaps.put({mishap: {"count": 1, "on": "token"}})
        with pytest.raises(Unreachable):
            at.link.identity()


def test_a_token_that_stays_refused_is_asked_for_once_more_and_then_given_up() -> None:
    with site() as at:
        at.link.identity()
        at.server.mishaps.put({"42001": {"count": 2, "on": "read"}})
        with pytest.raises(AuthExpired, match="42001"):
            at.link.identity()
        assert at.calls(TOKEN) == 2
