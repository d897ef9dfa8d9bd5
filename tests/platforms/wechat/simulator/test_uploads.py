import json

import pytest

from editor_app.platforms.wechat.simulator.uploads import TEXT_BYTES, sent_in
from tests.platforms.wechat.counter import ORIGIN, Counter, form
from tests.platforms.workshop import FIRST, SECOND


def upload(counter: Counter, content: bytes, path: str = "/cgi-bin/media/uploadimg", **query: str) -> dict[str, object]:
    kind, body = form(content)
    return dict(json.loads(counter.asked(path, body, kind, access_token=counter.signed_in(), **query).body))


def test_a_form_that_breaks_off_has_no_picture() -> None:
    kind, body = form(FIRST)
    assert sent_in(kind, body) == (FIRST, "image/png")
    assert sent_in(kind, body[:-30]) is None
    assert sent_in("text/plain", body) is None


def test_a_picture_of_a_text_gets_an_address_and_is_judged_by_its_bytes() -> None:
    counter = Counter()
    assert str(upload(counter, SECOND)["url"]).startswith(f"{ORIGIN}/mmbiz/")
    assert upload(counter, b"GIF89a")["errcode"] == 40005
    assert upload(counter, b"\xff\xd8\xff" + bytes(TEXT_BYTES))["errcode"] == 40009
    assert upload(counter, b"")["errcode"] == 41005


def test_the_same_picture_twice_is_two_pictures() -> None:
    counter = Counter()
    assert counter.picture() != counter.picture()


@pytest.mark.parametrize(("kind", "code"), [("image", 0), ("thumb", 40005), ("poster", 40004)])
def test_the_library_takes_pictures_by_their_kind(kind: str, code: int) -> None:
    told = upload(Counter(), FIRST, "/cgi-bin/material/add_material", type=kind)
    assert told.get("errcode", 0) == code
