"""Profile and channel of an account have defaults and are refused in words when they are none."""

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.sandbox import PLATFORM
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.settings import checked_settings, place, profile_of
from tests.platforms.workshop import Bench, variant


@pytest.mark.parametrize(
    "options", [{"profile": "telegraph"}, {"channel": "../x"}, {"channel": "a b"}, {"channel": "频道"}]
)
def test_a_profile_or_channel_that_does_not_exist_is_refused_in_words(options: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        checked_settings(options)


def test_without_settings_an_account_is_draft_flip_on_the_main_channel() -> None:
    assert checked_settings({}) == {"profile": "draft-flip", "channel": "main"}


def test_calls_begin_at_profile_and_channel() -> None:
    assert place(Profile.KEYED, "city") == "/api/keyed/city"


def test_the_sealed_profile_counts() -> None:
    payload = PLATFORM.compose(variant(options={"profile": "file"}), "uid", Bench()).payload
    assert profile_of(payload) is Profile.FILE
