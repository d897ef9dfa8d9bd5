"""A text with nine pictures whose words are Chinese: what every platform with pictures must give back in order."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from editor_app.domain.identifiers import sha256
from tests.platforms.workshop import Bench, placed, variant

if TYPE_CHECKING:
    from editor_app.domain.document import Variant


def gallery(**options: str) -> tuple[Bench, Variant]:
    """Nine pictures of different colours, each with its own alternative text."""
    pictures = [_picture(number) for number in range(1, 10)]
    alts = [f"第 {number} 张：政务服务大厅" for number in range(1, 10)]
    lines = [f"![{alt}](media:{sha256(content)})" for alt, content in zip(alts, pictures, strict=True)]
    said = variant("\n\n".join(lines), options, cover=False, title="九张图看懂一件事")
    shown = tuple(placed(content, alt) for alt, content in zip(alts, pictures, strict=True))
    return Bench({sha256(content): content for content in pictures}), replace(said, pictures=shown)


def _picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (number * 20, 90, 200 - number * 9)).save(out, "PNG")
    return out.getvalue()
