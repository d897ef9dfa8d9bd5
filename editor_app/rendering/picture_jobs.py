"""What the limited child does with pictures: decode, check, put on a fresh canvas, scale, and encode to a size."""

from __future__ import annotations

import hashlib
import math
from io import BytesIO
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from editor_app.rendering.likeness import per_cent_alike
from editor_app.rendering.limited import JobFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json

MAX_PIXELS = 40_000_000
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
BEST_QUALITY = 86
LEAST_QUALITY = 42
MAX_ENCODES = 4
_STORED_QUALITY = 95
_SMALLER = 0.8
_NEAR_THE_WALL = 0.7
"""Of the bytes that are allowed: a picture that needs fewer was encoded in the best quality."""

Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded


def clean(order: Mapping[str, Json], content: bytes) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """The picture on a fresh canvas, upright, in sRGB, without any metadata: as it is kept in the store."""
    del order
    picture = _opened(content)
    source_format = cast("str", picture.format)
    canvas = _fresh(_decoded(picture))
    as_jpeg = source_format == "JPEG" or (source_format == "WEBP" and canvas.mode in {"RGB", "L"})
    encoded = _jpeg(canvas, _STORED_QUALITY) if as_jpeg else _png(canvas)
    return _facts("image/jpeg" if as_jpeg else "image/png", canvas), (encoded,)


def fit(order: Mapping[str, Json], content: bytes) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """The picture in at most `longest_side` pixels and `max_bytes` bytes, of a type in `mimes`.

    Or a `piece` of it, or brought to a `shape` with or without a `margin`.
    """
    longest, most = cast("int", order["longest_side"]), cast("int", order["max_bytes"])
    mimes = cast("list[str]", order["mimes"])
    number, count = cast("list[int]", order.get("piece", [1, 1]))
    picture = _opened(content)
    mime = FORMATS[cast("str", picture.format)]
    is_whole = count == 1 and _has_shape(picture.size, order)
    if is_whole and mime in mimes and len(content) <= most and max(picture.size) <= longest:
        picture.load()
        return _facts(mime, picture), (content,)
    canvas = _scaled(picture, longest, content) if count == 1 else _piece(picture, content, number, count)
    if not is_whole and count == 1:
        canvas = _on_margin(canvas, order) if order["margin"] else _cut(_kept(picture, content), order)
    if max(canvas.size) > longest:
        canvas.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    if mime not in mimes:
        mime = mimes[0]
    if mime == "image/png":
        encoded = _png(canvas)
        if len(encoded) <= most:
            return _facts(mime, canvas), (encoded,)
        mime = next((m for m in mimes if m != "image/png"), mime)
    return _squeezed(canvas, mime, most)


def _piece(picture: Image.Image, content: bytes, number: int, count: int) -> Image.Image:
    """The k-th of n pieces from top to bottom, whose heights differ by a pixel at most, on a fresh canvas."""
    whole = _kept(picture, content)
    top, below = (whole.height * at // count for at in (number - 1, number))
    return _fresh(whole.crop((0, top, whole.width, below)))


def _has_shape(size: tuple[int, int], order: Mapping[str, Json]) -> bool:
    """Whether a picture has the wanted shape, to the pixel; always when none is wanted."""
    wide, high = cast("list[int]", order.get("shape", [0, 0]))
    return abs(size[0] * high - size[1] * wide) <= max(wide, high)


def _on_margin(canvas: Image.Image, order: Mapping[str, Json]) -> Image.Image:
    """All of the picture in the middle of the wanted shape, on the mean colour of the edges beside the margin."""
    (wide, high), (width, height) = cast("list[int]", order["shape"]), canvas.size
    is_wide = width * high > height * wide
    size = (width, round(width * high / wide)) if is_wide else (round(height * wide / high), height)
    ground = Image.new(canvas.mode, size, _edges(canvas, are_above=is_wide))
    ground.paste(canvas, ((size[0] - width) // 2, (size[1] - height) // 2))
    return ground


def _edges(canvas: Image.Image, *, are_above: bool) -> float | tuple[int, ...]:
    """The mean colour of the first and last row or column; white where a picture is transparent."""
    if canvas.mode == "RGBA":
        return (255, 255, 255, 255)
    turned = canvas if are_above else canvas.transpose(Image.Transpose.TRANSPOSE)
    both = Image.new(canvas.mode, (turned.width, 2))
    both.paste(turned.crop((0, 0, turned.width, 1)), (0, 0))
    both.paste(turned.crop((0, turned.height - 1, turned.width, turned.height)), (0, 1))
    return both.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) or 0


def _cut(whole: Image.Image, order: Mapping[str, Json]) -> Image.Image:
    """The middle of the picture in the wanted shape, on a fresh canvas."""
    (wide, high), (width, height) = cast("list[int]", order["shape"]), whole.size
    kept = (
        (round(height * wide / high), height) if width * high > height * wide else (width, round(width * high / wide))
    )
    left, top = (width - kept[0]) // 2, (height - kept[1]) // 2
    return _fresh(whole.crop((left, top, left + max(1, kept[0]), top + max(1, kept[1]))))


def _squeezed(canvas: Image.Image, mime: str, most: int) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """The best quality that keeps `most` bytes; when the least is too large, a smaller picture."""
    whole = canvas
    while min(canvas.size) >= 16:
        encoded = _png(canvas) if mime == "image/png" else _of_size(canvas, mime, most)
        if encoded is not None and len(encoded) <= most:
            is_squeezed = canvas is not whole or len(encoded) >= most * _NEAR_THE_WALL
            alike = per_cent_alike(_on_white(whole), _read(encoded)) if is_squeezed else 100
            return _facts(mime, canvas, alike), (encoded,)
        share = _SMALLER
        if encoded is not None:
            share = min(_SMALLER, math.sqrt(most / len(encoded)) * 0.97)
        width, height = (max(1, round(side * share)) for side in canvas.size)
        canvas = canvas.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    raise JobFailed("no_room", {"bytes": most})


def _of_size(canvas: Image.Image, mime: str, most: int) -> bytes | None:
    """The best encoding found that keeps `most` bytes; None = even the least quality is too large.

    Which quality that is is asked of a sample an eighth as large, whose size is set right by every real encode.
    """
    sample = _Sample(canvas, mime)
    best: bytes | None = None
    tried: set[int] = set()
    for _ in range(MAX_ENCODES):
        quality = sample.quality_for(most)
        if quality is None or quality in tried:
            break
        tried.add(quality)
        encoded = _lossy(canvas, mime, quality)
        sample.learn(quality, len(encoded))
        if len(encoded) <= most:
            best = max(best or encoded, encoded, key=len)
            if quality == BEST_QUALITY or len(encoded) >= most * 0.9:
                break
    return best


class _Sample:
    """Bands from all over a picture that tell how large it would be."""

    def __init__(self, canvas: Image.Image, mime: str) -> None:
        bands = range(0, canvas.height - 15, 128) if canvas.height >= 512 else ()
        self._picture = canvas
        if bands:
            self._picture = Image.new(canvas.mode, (canvas.width, 16 * len(bands)))
            for row, top in enumerate(bands):
                self._picture.paste(canvas.crop((0, top, canvas.width, top + 16)), (0, 16 * row))
        self._factor = canvas.height / self._picture.height
        self._mime = mime
        self._sizes: dict[int, int] = {}

    def learn(self, quality: int, size: int) -> None:
        """Take a real size into account."""
        self._factor = size / self._size(quality)

    def quality_for(self, most: int) -> int | None:
        """The highest quality whose size would stay below `most`, by halving; None = there is none."""
        wanted = most * 0.985 / self._factor
        if self._size(BEST_QUALITY) <= wanted:
            return BEST_QUALITY
        low, high = LEAST_QUALITY, BEST_QUALITY
        if self._size(low) > wanted:
            return None
        while high - low > 1:
            slope = math.log(self._size(high) / self._size(low)) or 1.0
            guess = low + (high - low) * math.log(wanted / self._size(low)) / slope
            middle = int(min(high - 1, max(low + 1, guess)))
            if self._size(middle) <= wanted:
                low = middle
                if self._size(middle + 1) > wanted:
                    break
            else:
                high = middle
        return low

    def _size(self, quality: int) -> int:
        if quality not in self._sizes:
            self._sizes[quality] = len(_lossy(self._picture, self._mime, quality))
        return self._sizes[quality]


def _opened(content: bytes) -> Image.Image:
    """The picture's head, checked: a still picture of a known kind and of a size that may be decoded."""
    try:
        picture = Image.open(BytesIO(content), formats=list(FORMATS))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as unknown:
        raise JobFailed("not_a_picture", {}) from unknown
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise JobFailed("too_large", {"width": width, "height": height})
    if getattr(picture, "is_animated", False):
        raise JobFailed("animated", {})
    return picture


def _decoded(picture: Image.Image) -> Image.Image:
    """The picture's pixels, upright, in sRGB: L, RGB or RGBA."""
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, EOFError) as broken:
        raise JobFailed("truncated", {}) from broken
    return _in_srgb(upright, cast("bytes | None", picture.info.get("icc_profile")))


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    transparent = picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    wanted = "RGBA" if transparent else "L" if picture.mode in {"L", "1"} else "RGB"
    if profile and wanted != "L" and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB" if picture.mode == "CMYK" else None
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a broken profile: its numbers are taken as sRGB
        picture = converted or picture
    return picture if picture.mode == wanted else picture.convert(wanted)


def _fresh(picture: Image.Image) -> Image.Image:
    """The same pixels on a canvas that never saw the file: no EXIF, comment, profile or text can come along."""
    canvas = Image.new(picture.mode, picture.size)
    canvas.paste(picture)
    return canvas


def _scaled(picture: Image.Image, longest: int, content: bytes) -> Image.Image:
    """Decoded no larger than needed, scaled down to `longest`, on a fresh canvas."""
    share = min(1.0, longest / max(picture.size))
    width, height = (max(1, round(side * share)) for side in picture.size)
    if share < 1 and picture.format == "JPEG":
        # JPEG can be decoded at 1/2 or 1/4 of its size; 1/8 would save nothing, and 1/4 serves several sizes.
        picture.draft(None, (max(width, picture.width // 4), max(height, picture.height // 4)))
    decoded = _kept(picture, content)
    if share < 1:
        if (decoded.width < decoded.height) != (width < height):
            width, height = height, width  # it was turned upright
        decoded = decoded.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return _fresh(decoded)


_last: dict[tuple[bytes, tuple[int, int]], Image.Image] = {}


def _kept(picture: Image.Image, content: bytes) -> Image.Image:
    """The decoded pixels, kept until another picture comes: one picture is often fitted for several platforms."""
    digest = hashlib.sha256(content).digest()
    key = (digest, picture.size)
    if key not in _last:
        decoded = _decoded(picture)
        if any(known != digest for known, _ in _last):
            _last.clear()
        if decoded.width * decoded.height > MAX_PIXELS // 4:
            return decoded
        _last[key] = decoded
    return _last[key]


def _lossy(canvas: Image.Image, mime: str, quality: int) -> bytes:
    if mime == "image/webp":
        out = BytesIO()
        canvas.save(out, "WEBP", quality=quality, method=4)
        return out.getvalue()
    return _jpeg(canvas, quality)


def _jpeg(canvas: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    _on_white(canvas).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _on_white(canvas: Image.Image) -> Image.Image:
    if canvas.mode != "RGBA":
        return canvas
    white = Image.new("RGB", canvas.size, "white")
    white.paste(canvas, mask=canvas.getchannel("A"))
    return white


def _read(encoded: bytes) -> Image.Image:
    made = Image.open(BytesIO(encoded))
    made.load()
    return _on_white(made)


def _png(canvas: Image.Image) -> bytes:
    out = BytesIO()
    canvas.save(out, "PNG", compress_level=9)
    return out.getvalue()


def _facts(mime: str, picture: Image.Image, alike: int = 100) -> dict[str, Json]:
    return {"mime": mime, "width": picture.width, "height": picture.height, "alike": alike}
