"""The work of the child, done here in the same process."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from editor_app.rendering import picture_jobs
from editor_app.rendering.limited import JobFailed


def noise(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(out, "JPEG", quality=97)
    return out.getvalue()


@pytest.mark.parametrize("most", [400_000, 250_000, 120_000, 90_000])
def test_a_size_is_reached_with_the_work_of_three_encodes(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = picture_jobs._jpeg

    def counted(canvas: Image.Image, quality: int) -> bytes:
        sizes.append(canvas.width * canvas.height)
        return real(canvas, quality)

    monkeypatch.setattr(picture_jobs, "_jpeg", counted)
    order = {"longest_side": 1000, "max_bytes": most, "mimes": ["image/jpeg"]}
    facts, (content,) = picture_jobs.fit(order, noise(1000, 700))
    if facts["width"] == 1000:
        assert sum(sizes) <= 3 * 700_000
        assert len(content) >= most * 0.8
    assert len(content) <= most


def test_a_colour_profile_is_carried_out_and_dropped() -> None:
    out = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(out, "PNG", icc_profile=profile)
    _, (content,) = picture_jobs.clean({}, out.getvalue())
    clean = Image.open(BytesIO(content))
    assert "icc_profile" not in clean.info
    assert all(abs(a - b) <= 2 for a, b in zip(clean.getpixel((5, 5)), (200, 30, 30), strict=True))


def test_a_photograph_in_webp_becomes_jpeg_and_a_clear_one_png() -> None:
    for colour, mime in ((("RGB", (1, 2, 3)), "image/jpeg"), (("RGBA", (1, 2, 3, 50)), "image/png")):
        out = BytesIO()
        Image.new(colour[0], (20, 20), colour[1]).save(out, "WEBP")
        assert picture_jobs.clean({}, out.getvalue())[0]["mime"] == mime


def test_webp_is_made_where_only_webp_is_taken() -> None:
    order = {"longest_side": 300, "max_bytes": 90_000, "mimes": ["image/webp"]}
    assert picture_jobs.fit(order, noise(600, 400))[0]["mime"] == "image/webp"


def test_what_is_no_picture_has_a_code() -> None:
    with pytest.raises(JobFailed, match="not_a_picture"):
        picture_jobs.clean({}, b"x")


def test_pieces_of_a_picture_are_together_the_whole_and_each_fits() -> None:
    out = BytesIO()
    whole = Image.linear_gradient("L").resize((40, 301)).convert("RGB")
    whole.save(out, "PNG")
    order = {"longest_side": 400, "max_bytes": 90_000, "mimes": ["image/jpeg", "image/png"]}
    heights, rows = 0, []
    for number in (1, 2, 3):
        facts, (content,) = picture_jobs.fit({**order, "piece": [number, 3]}, out.getvalue())
        piece = Image.open(BytesIO(content))
        assert (piece.size, facts["mime"]) == ((40, facts["height"]), "image/png")
        rows += [piece.getpixel((5, row)) for row in range(piece.height)]
        heights += piece.height
    assert (heights, rows) == (301, [whole.getpixel((5, row)) for row in range(301)])
    facts, _ = picture_jobs.fit({**order, "longest_side": 50, "piece": [1, 3]}, out.getvalue())
    assert facts["height"] == 50
