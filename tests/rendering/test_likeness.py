"""How much of a picture people still see: the figure falls with what was lost, and with nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageFilter

from editor_app.rendering.likeness import LIKE_ENOUGH, per_cent_alike
from editor_app.resources import resource


@pytest.fixture(scope="module")
def palace() -> Image.Image:
    return Image.open(BytesIO(resource("sample/summer-palace.jpg").read_bytes())).convert("RGB")


def squeezed(picture: Image.Image, quality: int) -> Image.Image:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(BytesIO(out.getvalue()))


def test_the_same_picture_is_wholly_alike(palace: Image.Image) -> None:
    assert per_cent_alike(palace, palace.copy()) in {99, 100}


def test_good_quality_passes_and_what_people_see_does_not(palace: Image.Image) -> None:
    assert per_cent_alike(palace, squeezed(palace, 86)) >= LIKE_ENOUGH
    assert per_cent_alike(palace, squeezed(palace, 8)) < LIKE_ENOUGH
    assert per_cent_alike(palace, palace.filter(ImageFilter.GaussianBlur(3))) < LIKE_ENOUGH
    assert per_cent_alike(palace, palace.resize((160, 120))) < LIKE_ENOUGH


def test_less_quality_is_never_more_alike(palace: Image.Image) -> None:
    figures = [per_cent_alike(palace, squeezed(palace, quality)) for quality in (86, 60, 30, 8)]
    assert figures == sorted(figures, reverse=True)


def test_a_picture_smaller_than_a_block_is_compared_too() -> None:
    small = Image.new("L", (3, 2), 90)
    assert per_cent_alike(small, small.copy()) == 100
