import pytest

from editor_app.platforms.sandbox.exchange import Asked
from editor_app.platforms.weibo.simulator.forms import MOST_BYTES, fields_of, picture_of
from editor_app.platforms.weibo.simulator.refusals import Fail
from tests.platforms.weibo.counter import with_picture
from tests.platforms.workshop import FIRST, SECOND


def asked(kind: str, body: bytes) -> Asked:
    return Asked("POST", (), {"id": "1"}, {"content-type": kind}, body)


def test_fields_are_decoded_once_and_what_was_encoded_twice_stays() -> None:
    form = asked("application/x-www-form-urlencoded", b"status=%E5%8A%9E%20%2525&rip=")
    assert fields_of(form) == {"id": "1", "status": "办 %25", "rip": ""}
    assert picture_of(form) is None


def test_a_form_with_a_file_gives_both() -> None:
    kind, body = with_picture(FIRST, status="办事")
    assert fields_of(asked(kind, body)) == {"id": "1", "status": "办事"}
    assert picture_of(asked(kind, body)) == ("image/png", FIRST)


def test_a_form_that_breaks_off_brings_nothing() -> None:
    kind, body = with_picture(FIRST, status="办事")
    assert fields_of(asked(kind, body[:-30])) == {"id": "1"}
    assert picture_of(asked(kind, body[:-30])) is None


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 20007), (b"BM", 20005), (b"\xff\xd8\xff" + bytes(MOST_BYTES), 20006)]
)
def test_a_picture_is_judged_by_its_bytes(content: bytes, code: int) -> None:
    with pytest.raises(Fail) as said:
        picture_of(asked(*with_picture(content)))
    assert said.value.code == code
    assert picture_of(asked(*with_picture(SECOND))) == ("image/jpeg", SECOND)
