"""A form is the same bytes every time, and its boundary is short enough for every server."""

from editor_app.domain.edition import MediaRole, SealedMedia
from editor_app.domain.identifiers import sha256
from editor_app.platforms.multipart import file_name, form

MEDIUM = SealedMedia(2, MediaRole.INLINE, sha256(b"bytes"), "image/jpeg", 1, 1, 5, "图", "media:x")


def test_the_form_carries_the_fields_and_then_the_file() -> None:
    kind, body = form(MEDIUM, "a.jpg", b"bytes\r\n", (("alt_text", "图"),))
    boundary = kind.removeprefix("multipart/form-data; boundary=")
    assert len(boundary) <= 70
    assert (
        body
        == (
            f'--{boundary}\r\nContent-Disposition: form-data; name="alt_text"\r\n\r\n图\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
            f"Content-Type: image/jpeg\r\n\r\nbytes\r\n\r\n--{boundary}--\r\n"
        ).encode()
    )
    assert form(MEDIUM, "a.jpg", b"bytes\r\n", (("alt_text", "图"),)) == (kind, body)


def test_a_file_is_named_after_its_delivery_in_ascii() -> None:
    assert file_name("0123456789abcdef", MEDIUM) == "pd-0123456789abcdef-2.jpg"
