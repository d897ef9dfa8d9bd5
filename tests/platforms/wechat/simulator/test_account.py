import json

import pytest

from editor_app.platforms.sandbox.exchange import Fate
from tests.platforms.wechat.counter import Counter


def test_a_refusal_is_two_hundred_with_a_number_words_and_a_rid() -> None:
    counter = Counter()
    answer = counter.asked("/cgi-bin/draft/get", b'{"media_id":"x"}', access_token=counter.signed_in())
    told = json.loads(answer.body)
    assert (answer.status, told["errcode"]) == (200, 40007)
    assert " rid: " in told["errmsg"]


def test_an_address_that_is_not_allowed_is_named_in_the_refusal() -> None:
    counter = Counter()
    counter.conduct.allowed_ips = ("10.9.9.9",)
    assert "invalid ip 10.1.2.3 " in counter.sign_in()["errmsg"]
    counter.conduct.allowed_ips = ("10.1.2.3",)
    assert "access_token" in counter.sign_in()


def test_an_account_without_certification_may_draft_and_not_publish() -> None:
    counter = Counter()
    counter.conduct.verified = False
    assert "media_id" in counter.draft()
    assert counter.told("/cgi-bin/freepublish/batchget", {"offset": 0, "count": 1})["errcode"] == 48001


def test_empty_and_broken_bodies_and_gets_are_refused() -> None:
    counter = Counter()
    assert counter.told("/cgi-bin/draft/add", b"")["errcode"] == 44002
    assert counter.told("/cgi-bin/draft/add", b"{")["errcode"] == 47001
    assert counter.told("/cgi-bin/draft/add", b"[]")["errcode"] == 47001
    assert counter.asked("/cgi-bin/nothing", b"{}").status == 404


@pytest.mark.parametrize(
    ("mishap", "drafts", "seen"),
    [
        ("drop_before", 0, "dropped"),
        ("drop_after", 1, "dropped"),
        ("5xx", 0, "502"),
        ("5xx_after", 1, "502"),
        ("busy", 0, "-1"),
        ("busy_after", 1, "-1"),
        ("malformed", 1, "broken"),
        ("45009", 0, "45009"),
        ("45011", 0, "45011"),
        ("42001", 0, "42001"),
    ],
)
def test_a_mishap_has_its_effect_or_none_whatever_is_heard(mishap: str, drafts: int, seen: str) -> None:
    counter = Counter()
    picture = counter.picture()
    counter.mishaps.put({mishap: {"count": 1, "on": "draft"}})
    article = {"title": "题", "content": "字", "thumb_media_id": picture}
    body = json.dumps({"articles": [article]}).encode()
    answer = counter.asked("/cgi-bin/draft/add", body, access_token=counter.signed_in())
    assert len(counter.books.drafts) == drafts
    if seen == "dropped":
        assert answer.fate is Fate.DROP
    elif seen == "502":
        assert answer.status == 502
    elif seen == "broken":
        with pytest.raises(ValueError, match="Expecting"):
            json.loads(answer.body)
    else:
        assert json.loads(answer.body)["errcode"] == int(seen)


def test_a_late_call_takes_effect_half_a_second_later() -> None:
    counter = Counter()
    picture = counter.picture()
    counter.mishaps.put({"late": {"count": 1, "on": "draft"}})
    body = json.dumps({"articles": [{"title": "题", "content": "字", "thumb_media_id": picture}]}).encode()
    assert counter.asked("/cgi-bin/draft/add", body, access_token=counter.signed_in()).fate is Fate.DROP
    assert counter.told("/cgi-bin/draft/count") == {"total_count": 0}
    counter.clock.turn(seconds=1)
    assert counter.told("/cgi-bin/draft/count") == {"total_count": 1}


def test_a_picture_of_the_library_can_be_deleted_once_and_no_draft_knows_it_then() -> None:
    counter = Counter()
    picture = counter.picture()
    told = [counter.told("/cgi-bin/material/del_material", {"media_id": picture})["errcode"] for _ in range(2)]
    assert told == [0, 40007]
    assert counter.draft(thumb_media_id=picture)["errcode"] == 40007


def test_calls_are_on_record_without_token_and_secret() -> None:
    counter = Counter()
    counter.draft()
    said = repr(counter.books.calls)
    assert [call.kind for call in counter.books.calls] == ["token", "upload", "draft"]
    assert counter.token not in said
    assert counter.books.secret not in said
