from datetime import UTC, datetime

from editor_app.platforms.wechat.simulator import quotas
from editor_app.platforms.wechat.simulator.books import Books
from tests.platforms.wechat.counter import Counter


def test_a_day_begins_at_midnight_in_beijing() -> None:
    books = Books()
    evening, morning = datetime(2026, 11, 29, 15, 59, tzinfo=UTC), datetime(2026, 11, 29, 16, 0, tzinfo=UTC)
    assert [quotas.count(books, "/a", evening), quotas.count(books, "/a", evening)] == [1, 2]
    assert quotas.used(books, "/a", morning) == 0
    assert quotas.count(books, "/a", morning) == 1


def test_drafts_may_be_changed_and_deleted_a_thousand_times_a_day() -> None:
    assert [quotas.DAILY[f"/cgi-bin/draft/{what}"] for what in ("update", "delete")] == [1000, 1000]


def test_the_call_beyond_the_quota_of_the_day_is_refused_until_the_next_one() -> None:
    counter = Counter()
    counter.conduct.daily = {"/cgi-bin/draft/count": 2}
    told = [counter.told("/cgi-bin/draft/count").get("errcode", 0) for _ in range(3)]
    assert told == [0, 0, 45009]
    asked = counter.told("/cgi-bin/openapi/quota/get", {"cgi_path": "/cgi-bin/draft/count"})
    assert asked["quota"] == {"daily_limit": 2, "used": 2, "remain": 0}
    counter.clock.turn(hours=24)
    counter.token = ""
    assert counter.told("/cgi-bin/draft/count") == {"total_count": 0}
