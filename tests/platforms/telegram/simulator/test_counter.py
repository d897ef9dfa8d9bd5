import json

import pytest

from editor_app.platforms.sandbox.exchange import Fate
from tests.platforms.telegram.channel import Desk


def test_a_wrong_token_is_unauthorized() -> None:
    assert Desk().asked("getMe", token="1:other").status == 401


@pytest.mark.parametrize(
    ("fault", "status", "fate", "posts"),
    [
        ("drop_before", 200, Fate.DROP, 0), ("drop_after", 200, Fate.DROP, 1), ("5xx", 502, Fate.SEND, 0),
        ("5xx_after", 502, Fate.SEND, 1), ("malformed", 200, Fate.SEND, 1), ("429_date", 429, Fate.SEND, 0),
    ],
)  # fmt: skip
def test_each_fault_happens_once_and_has_the_effect_that_it_says(
    fault: str, status: int, fate: Fate, posts: int
) -> None:
    desk = Desk()
    desk.faults.put({fault: 1})
    answer = desk.asked("sendMessage", text="字")
    assert (answer.status, answer.fate, len(desk.books.messages)) == (status, fate, posts)
    assert desk.told("sendMessage", text="字")["ok"]


def test_a_late_effect_comes_all_the_same() -> None:
    desk = Desk()
    desk.faults.put({"late": 1})
    assert desk.asked("sendMessage", text="字").fate is Fate.DROP
    desk.counter.settle()
    assert len(desk.books.messages) == 1


def test_too_many_requests_say_how_long_to_wait() -> None:
    desk = Desk()
    desk.faults.put({"429": {"count": 1, "seconds": 7}})
    assert json.loads(desk.asked("sendMessage", text="字").body)["parameters"] == {"retry_after": 7}


def test_what_is_no_request_is_refused() -> None:
    assert Desk().asked("editMessageText", message_id="x").status == 400
