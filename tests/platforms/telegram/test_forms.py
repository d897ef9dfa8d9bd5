from editor_app.platforms.telegram import PLATFORM
from editor_app.platforms.telegram.forms import field_of, pictures_form
from tests.platforms.workshop import KEY, Bench, order_of, variant

UID = "1|-1001234567890"


def test_a_form_has_its_fields_and_then_every_picture_whole_and_is_always_the_same() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    kind, body = pictures_form([("chat_id", "1")], (1, 3), order)
    assert (kind, body) == pictures_form([("chat_id", "1")], (1, 3), order)
    boundary = kind.partition("boundary=")[2]
    assert body.count(f"--{boundary}".encode()) == 4
    for ordinal in (1, 3):
        content = order.media(order.payload.media[ordinal - 1].digest)
        assert content in body
        assert f'name="{field_of(ordinal)}"; filename="pd-{KEY}-{ordinal}.'.encode() in body
