import json

import pytest

from editor_app.platforms.sandbox.exchange import Fate
from editor_app.platforms.weibo.simulator.mishaps import Mishap
from tests.platforms.weibo.counter import PAGE, Counter

SHARE, UID = "/2/statuses/share.json", "/2/account/get_uid.json"


def test_what_is_not_there_and_the_wrong_verb_are_refused() -> None:
    counter = Counter()
    assert counter.told("/2/nothing.json")["error_code"] == 10020
    assert counter.read(SHARE)["error_code"] == 10021
    assert counter.told(UID)["error_code"] == 10021


def test_a_token_comes_in_a_header_or_among_the_fields() -> None:
    counter = Counter()
    assert str(counter.read(UID)["uid"]) == counter.books.uid
    answer = counter.asked(UID, "GET", token="", access_token=counter.token)
    assert str(json.loads(answer.body)["uid"]) == counter.books.uid
    assert counter.read("/2/users/show.json", uid=counter.books.uid)["screen_name"] == counter.books.name


@pytest.mark.parametrize("mishap", list(Mishap))
def test_a_mishap_has_its_effect_or_none_whatever_is_heard(mishap: Mishap) -> None:
    counter = Counter()
    counter.mishaps.put({mishap.value: 1})
    answer = counter.asked(SHARE, status=f"字 {PAGE}")
    seen = "dropped" if answer.fate is Fate.DROP else str(answer.status)
    after = {Mishap.DROP_AFTER: "dropped", Mishap.GATEWAY_AFTER: "502", Mishap.BUSY_AFTER: "400",
             Mishap.DELAYED: "400", Mishap.MALFORMED: "200"}  # fmt: skip
    before = {Mishap.DROP_BEFORE: "dropped", Mishap.LATE: "dropped", Mishap.GATEWAY: "502", Mishap.BUSY: "400",
              Mishap.USER_LIMIT: "403", Mishap.ADDRESS_LIMIT: "403", Mishap.TOO_MUCH: "400", Mishap.TOO_MANY: "429",
              Mishap.TOO_MANY_DATE: "429", Mishap.EXPIRED: "401", Mishap.CAPTCHA: "403"}  # fmt: skip
    assert seen == {**after, **before}[mishap]
    assert len(counter.books.statuses) == (mishap in after)
    counter.clock.turn(seconds=1)
    counter.interface.let_time_go_by()
    assert len(counter.books.statuses) == (mishap in {*after, Mishap.LATE})


def test_a_late_call_that_is_refused_by_then_is_heard_by_nobody() -> None:
    counter = Counter()
    counter.mishaps.put({"late": 1})
    counter.asked(SHARE, status="没有网址")
    counter.clock.turn(seconds=1)
    assert counter.read(UID)["uid"]
    assert counter.books.statuses == {}


def test_numbers_may_come_as_text() -> None:
    counter = Counter()
    counter.conduct.text_codes = True
    assert counter.share("")["error_code"] == "20008"


def test_calls_are_on_record_without_a_token_and_are_counted() -> None:
    counter = Counter()
    counter.share()
    counter.share("")
    assert [(call.kind, call.outcome) for call in counter.books.calls] == [("publish", "0"), ("publish", "20008")]
    assert counter.token not in repr(counter.books.calls)
    assert counter.read("/2/account/rate_limit_status.json")["remaining_user_hits"] == 147
