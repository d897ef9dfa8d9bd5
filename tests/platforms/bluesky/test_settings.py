"""Form and web view of an account have defaults and are refused in words when they are none."""

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.secrets import Secret
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.bluesky.settings import checked_settings
from editor_app.platforms.contract import Connection
from tests.platforms.workshop import Bench, variant


def test_an_account_posts_threads_to_the_public_network_unless_it_says_otherwise() -> None:
    assert checked_settings({}) == {"style": "thread", "web": "https://bsky.app"}
    assert checked_settings({"style": "card", "web": "https://blue.example.gov/"})["web"] == "https://blue.example.gov"


@pytest.mark.parametrize("options", [{"style": "poem"}, {"web": "bsky.app"}, {"web": 'https://x"'}])
def test_a_wrong_setting_is_said_when_connecting_and_when_composing(options: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        PLATFORM.link(Connection("http://127.0.0.1:9", Secret("a:b"), options))
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(options=options), "did:plc:x", Bench())
