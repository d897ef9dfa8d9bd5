from datetime import UTC, datetime

import pytest

from editor_app.platforms.weibo.simulator import quotas
from editor_app.platforms.weibo.simulator.books import Books
from editor_app.platforms.weibo.simulator.mishaps import Conduct
from editor_app.platforms.weibo.simulator.refusals import Fail

AT = datetime(2026, 11, 29, 4, 20, tzinfo=UTC)
"""Twenty past twelve in Beijing."""


@pytest.mark.parametrize(
    ("conduct", "code"),
    [(Conduct(address_hourly=1), 10022), (Conduct(user_hourly=1), 10023), (Conduct(publish_hourly=1), 10024)],
)
def test_each_count_has_a_wall_of_its_own_and_begins_anew_with_the_hour(conduct: Conduct, code: int) -> None:
    books = Books()
    quotas.require(books, conduct, "publish", AT)
    with pytest.raises(Fail) as said:
        quotas.require(books, conduct, "publish", AT)
    assert said.value.code == code
    quotas.require(books, conduct, "publish", AT.replace(hour=5))


def test_what_is_left_is_told_until_the_next_hour() -> None:
    books, conduct = Books(), Conduct(user_hourly=3)
    quotas.require(books, conduct, "read", AT)
    told = quotas.told(books, conduct, AT)
    assert (told["remaining_user_hits"], told["user_limit"]) == (2, 3)
    assert (told["reset_time"], told["reset_time_in_seconds"]) == ("2026-11-29 13:00:00", 2400)
