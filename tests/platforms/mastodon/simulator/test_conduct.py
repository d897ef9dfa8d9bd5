from datetime import timedelta

import pytest

from editor_app.platforms.mastodon.simulator.conduct import Conduct, set_all


def test_what_is_named_is_set() -> None:
    conduct = Conduct()
    set_all(conduct, {"characters": 600, "late": 20, "known": ["a@b.cn"], "suspended": 1})
    assert (conduct.characters, conduct.late, conduct.suspended) == (600, timedelta(milliseconds=20), True)
    assert conduct.known == {"a@b.cn"}


@pytest.mark.parametrize("told", [{"mood": 1}, {"characters": "many"}, {"known": 3}])
def test_what_there_is_not_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="conduct"):
        set_all(Conduct(), told)
