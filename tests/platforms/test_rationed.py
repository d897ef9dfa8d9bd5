from editor_app.platforms.rationed import announcement_of, rationed_of
from editor_app.platforms.registry import Registry


def test_a_platform_that_counts_some_calls_apart_says_which() -> None:
    wechat, weibo = Registry().platform("wechat"), Registry().platform("weibo")
    assert str(rationed_of(wechat)) == "Looks at publications"
    assert rationed_of(weibo) is None


def test_how_often_followers_are_notified_is_what_was_chosen_for_the_account() -> None:
    wechat, weibo = Registry().platform("wechat"), Registry().platform("weibo")
    quotas = [announcement_of(wechat, {"notify": choice}) for choice in ("monthly", "daily", "nobody")]
    assert [quota and (quota.most, quota.per) for quota in quotas] == [(4, "month"), (1, "day"), None]
    assert announcement_of(wechat, {}) is None
    assert announcement_of(weibo, {"notify": "monthly"}) is None
