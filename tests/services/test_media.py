"""A picture is kept without metadata, with words for those who can't see it, or refused in one sentence."""

import io
from pathlib import Path

import pytest
from PIL import Image

from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.resources import resource
from editor_app.services import documents, media
from editor_app.services.media import Words
from tests.services.office import Office


def png(width: int = 40, height: int = 30) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def test_a_picture_is_kept_under_the_digest_of_its_clean_bytes(office: Office) -> None:
    photo = resource("sample/summer-palace.jpg")
    kept = media.add_file(office.editor, photo, Words("The Summer Palace above its lake", "danielbuechele, CC BY 2.0"))
    content = office.desk.store.media.read(kept.digest)
    assert (kept.width, kept.height, kept.size, kept.name) == (640, 427, len(content), "summer-palace.jpg")
    assert not Image.open(io.BytesIO(content)).getexif()
    assert media.all_media(office.desk) == (kept,)


def test_a_picture_without_alternative_text_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="alternative text"):
        media.add(office.editor, png(), Words("  "))
    assert media.all_media(office.desk) == ()


def test_a_file_that_is_no_picture_is_refused_in_words(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        media.add(office.editor, b"\x7fELF" + bytes(500), Words("x"))
    with pytest.raises(NotFound):
        media.add_file(office.editor, tmp_path / "no.png", Words("x"))


def test_the_name_of_a_picture_is_no_path(office: Office) -> None:
    kept = media.add(office.editor, png(), Words("x", name="..\\..\\etc/\u202epasswd.png"))
    assert kept.name == "passwd.png"


def test_a_picture_is_placed_at_the_end_of_a_document(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    kept = media.add(office.editor, png(), Words("A teal field"))
    saved = media.place(office.editor, made.document.id, kept, "Source: us")
    assert saved.content.body == f'![A teal field](media:{kept.digest} "Source: us")\n'
    again = media.place(office.editor, made.document.id, kept)
    assert again.content.body.count("media:") == 2


def test_only_editors_add_pictures(office: Office) -> None:
    with pytest.raises(Refused):
        media.add(office.reviewer1, png(), Words("x"))
