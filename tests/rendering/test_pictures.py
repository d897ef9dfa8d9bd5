"""Pictures from people and for platforms."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from editor_app.domain.errors import Invalid
from editor_app.platforms.contract import Fit
from editor_app.rendering.pictures import cleaned, fitted


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def photo(width: int = 1200, height: int = 800) -> Image.Image:
    return Image.effect_mandelbrot((width, height), (-2, -1.3, 1, 1.3), 60).convert("RGB")


def png_of(width: int, height: int) -> bytes:
    """A tiny file that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_no_metadata_is_left_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = 6, "office 3, desk 2", "Zhang San"
    content = encoded(photo(), exif=exif, comment=b"secret comment")
    clean = cleaned(content)
    picture = shown(clean.content)
    assert (clean.width, clean.height) == picture.size == (800, 1200)
    assert not picture.getexif()
    assert not any(word in clean.content for word in (b"secret", b"Zhang", b"office", b"Exif"))


def test_text_in_a_png_is_dropped() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Zhang San")
    clean = cleaned(encoded(photo(), "PNG", pnginfo=note))
    assert clean.mime == "image/png"
    assert b"Zhang" not in clean.content


def test_the_same_file_gives_the_same_bytes() -> None:
    content = encoded(photo())
    assert cleaned(content) == cleaned(content)
    fit = Fit(640, 40_000)
    assert fitted(content, fit) == fitted(content, fit)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png_of(30_000, 30_000), "900 million pixels"),
        (encoded(photo())[:9000], "damaged"),
        (b"just words", "not a picture"),
        (b"\x7fELF" + bytes(500), "not a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not a picture"),
        (b"", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (encoded(photo(), "TIFF"), "not a picture"),
    ],
    ids=["huge", "cut off", "words", "program", "broken head", "empty", "drawing", "other kind"],
)
def test_what_is_no_good_picture_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        cleaned(content)
    assert str(refused.value.next_step)


def test_a_moving_picture_is_refused_in_words() -> None:
    frames = [photo(60, 40), photo(60, 40).rotate(90)]
    with pytest.raises(Invalid, match="moves"):
        cleaned(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))


def test_the_desk_works_on_after_a_bad_file() -> None:
    with pytest.raises(Invalid):
        cleaned(png_of(30_000, 30_000))
    assert cleaned(encoded(photo(80, 60))).width == 80


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = photo(64, 48).convert("L").convert("I").convert("I;16") if mode == "I;16" else photo(64, 48).convert(mode)
    assert shown(cleaned(encoded(picture, kind)).content).mode in {"L", "RGB", "RGBA"}


def test_what_fits_already_stays_to_the_byte() -> None:
    content = encoded(photo())
    assert fitted(content, Fit(1200, 10_000_000)).content == content


@pytest.mark.parametrize("most", [200_000, 60_000, 20_000, 5_000])
def test_a_picture_keeps_the_limits_of_its_platform(most: int) -> None:
    result = fitted(encoded(photo(), quality=95), Fit(1000, most))
    assert len(result.content) <= most
    assert max(shown(result.content).size) <= 1000
    assert abs(result.width / result.height - 1.5) < 0.02


def test_transparency_lies_on_white_where_it_cannot_stay() -> None:
    clear = Image.new("RGBA", (300, 200), (255, 0, 0, 0))
    result = fitted(encoded(clear, "PNG"), Fit(200, 100_000, ("image/jpeg",)))
    assert shown(result.content).getpixel((10, 10)) == (255, 255, 255)


def test_a_drawing_stays_png_where_png_is_taken() -> None:
    flat = Image.new("RGB", (1600, 900), "white")
    assert fitted(encoded(flat, "PNG"), Fit(800, 100_000)).mime == "image/png"


def test_a_turned_photograph_keeps_its_shape_when_scaled() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert fitted(encoded(photo(4000, 2000), exif=exif), Fit(500, 500_000)).height == 500


def test_limits_that_nothing_can_keep_are_said_in_words() -> None:
    with pytest.raises(Invalid, match="can't be made smaller"):
        fitted(encoded(photo()), Fit(1000, 100))


def test_the_sample_photograph_becomes_a_picture() -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "summer-palace.jpg"
    assert cleaned(sample.read_bytes()).width == 640
