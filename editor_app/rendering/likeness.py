"""How alike two pictures look: apart, because a number must say when a picture was squeezed until it shows."""

from __future__ import annotations

from array import array

from PIL import Image, ImageMath

LIKE_ENOUGH = 95
"""Per cent: below, people see the loss (complaint C19)."""
_BLOCK = 8
_LIGHT, _CONTRAST = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def per_cent_alike(original: Image.Image, made: Image.Image) -> int:
    """The structural similarity (SSIM) of their brightness over blocks of 8 by 8 pixels; 100 is the same.

    Args:
        original: as it was before it was encoded.
        made: what became of it; one that was scaled down is scaled up again, as a reader's eye does.
    """
    if made.size != original.size:
        made = made.resize(original.size, Image.Resampling.BICUBIC)
    one, other = (picture.convert("RGB").convert("L").convert("F") for picture in (original, made))
    means = [_means(one), _means(other), _means(_product(one, one)), _means(_product(other, other))]
    blocks = list(zip(*means, _means(_product(one, other)), strict=True))
    return int(100 * sum(_of_block(*block) for block in blocks) / len(blocks))


def _product(one: Image.Image, other: Image.Image) -> Image.Image:
    made: Image.Image = ImageMath.lambda_eval(lambda of: of["one"] * of["other"], one=one, other=other)
    return made


def _means(picture: Image.Image) -> array[float]:
    """The mean of every block, rows from top to bottom."""
    return array("f", picture.reduce(_BLOCK).tobytes())


def _of_block(mean: float, other: float, square: float, other_square: float, product: float) -> float:
    spread = square - mean * mean + other_square - other * other
    together = product - mean * other
    light = (2 * mean * other + _LIGHT) / (mean * mean + other * other + _LIGHT)
    return light * (2 * together + _CONTRAST) / (spread + _CONTRAST)
