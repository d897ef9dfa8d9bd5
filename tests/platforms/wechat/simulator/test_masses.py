"""The simulated sending to followers refuses as the documents say, and outlives the server."""

from pathlib import Path

from editor_app.platforms.wechat.simulator.books import Books, Mass
from tests.platforms.wechat.counter import Counter

SEND, STATUS = "/cgi-bin/message/mass/sendall", "/cgi-bin/message/mass/get"


def asked(counter: Counter, number: str = "n1", **more: object) -> dict:
    told = {"filter": {"is_to_all": True}, "mpnews": {"media_id": counter.draft()["media_id"]}, "msgtype": "mpnews"}
    return {**told, "clientmsgid": number, **more}


def test_a_number_is_known_for_a_day_and_not_to_be_hurried() -> None:
    counter = Counter()
    said = asked(counter)
    first = counter.told(SEND, said)
    assert (first["errcode"], counter.told(STATUS, {"msg_id": first["msg_id"]})["msg_status"]) == (0, "SEND_SUCCESS")
    assert counter.told(SEND, said)["errcode"] == 45066
    counter.clock.turn(minutes=2)
    again = counter.told(SEND, said)
    assert (again["errcode"], again["msg_id"]) == (45065, first["msg_id"])


def test_few_are_left_in_a_month_and_the_next_month_has_its_own() -> None:
    counter = Counter()
    counter.conduct.masses = 1
    assert counter.told(SEND, asked(counter))["errcode"] == 0
    assert counter.told(SEND, asked(counter, "n2"))["errcode"] == 45028
    counter.clock.turn(days=32)
    counter.token = ""
    assert counter.told(SEND, asked(counter, "n3"))["errcode"] == 0


def test_other_messages_long_numbers_and_unknown_sendings_are_refused() -> None:
    counter = Counter()
    assert counter.told(SEND, asked(counter, msgtype="text"))["errcode"] == 40008
    assert counter.told(SEND, asked(counter, "n" * 33))["errcode"] == 45067
    assert counter.told(SEND, asked(counter, mpnews={"media_id": "x"}))["errcode"] == 40007
    assert counter.told(STATUS, {"msg_id": 1})["errcode"] == 40059


def test_sendings_outlive_the_server(tmp_path: Path) -> None:
    books = Books(tmp_path / "books.json")
    books.masses.append(Mass("n1", 7, 5.0))
    books.keep()
    assert Books(tmp_path / "books.json").masses == books.masses
