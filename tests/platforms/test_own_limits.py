from editor_app.platforms.own_limits import limits_for
from editor_app.platforms.registry import Registry

MASTODON, WORDPRESS = Registry().platform("mastodon"), Registry().platform("wordpress")


def test_an_account_has_the_limits_of_its_own_server_with_the_day_they_were_read() -> None:
    kept = {limit.name: limit for limit in limits_for(MASTODON, {"limits": "characters=5000 read=2026-11-29"})}
    assert (kept["post_graphemes"].value, kept["post_graphemes"].checked_on) == (5000, "2026-11-29")
    assert "/api/v2/instance" in kept["post_graphemes"].source
    assert kept["calls_in_5_minutes"].value == 300


def test_without_any_those_of_the_platform_hold() -> None:
    assert limits_for(MASTODON, {}) == MASTODON.limits
    assert limits_for(WORDPRESS, {"limits": "characters=1"}) == WORDPRESS.limits
