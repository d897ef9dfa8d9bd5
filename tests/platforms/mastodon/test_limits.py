from datetime import date

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.mastodon.limits import Limits, limits_in, limits_of

TODAY = date(2026, 11, 29)


def test_limits_are_kept_with_the_day_they_were_read_and_come_back() -> None:
    limits = Limits(characters=5000, alt=420, read="2026-11-29")
    assert limits.said().startswith("characters=5000 url=23 pictures=4 alt=420")
    assert limits_in(limits.said()) == limits
    assert limits_in("") == Limits()
    assert limits_in("characters=300").pictures == 4


def test_what_a_server_says_is_taken_and_what_it_leaves_out_is_as_it_is_delivered() -> None:
    told = Fields({"configuration": {"statuses": {"max_characters": 1000}, "polls": {"max_options": True}}})
    assert limits_of(told, TODAY) == Limits(characters=1000, read="2026-11-29")
    assert limits_of(Fields({}), TODAY) == Limits(read="2026-11-29")


@pytest.mark.parametrize("setting", ["x", "characters=", "characters=0", "other=1", "read=yesterday", "url=2",
                                     "characters=20"])  # fmt: skip
def test_limits_that_nobody_wrote_are_refused_in_words(setting: str) -> None:
    with pytest.raises(Invalid):
        limits_in(setting)
