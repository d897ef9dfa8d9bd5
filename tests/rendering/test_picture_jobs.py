"""The work of the child, done here in the same process."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from editor_app.rendering import picture_jobs
from editor_app.rendering.likeness import LIKE_ENOUGH
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


def framed(width: int, height: int, mode: str = "RGB") -> bytes:
    """Red edges around a blue middle: what is cut off and what stays can be told."""
    out, colours = (
        BytesIO(),
        {"RGB": ((200, 0, 0), (0, 0, 200)), "L": (40, 200), "RGBA": ((200, 0, 0, 0), (0, 0, 200, 90))},
    )
    edge, middle = colours[mode]
    picture = Image.new(mode, (width, height), edge)  # type: ignore[arg-type]
    picture.paste(middle, (width // 4, height // 4, width * 3 // 4, height * 3 // 4))  # type: ignore[arg-type]
    picture.save(out, "PNG")
    return out.getvalue()


def brought(content: bytes, *, margin: bool, shape: tuple[int, int] = (16, 9), longest: int = 800) -> Image.Image:
    order = {
        "longest_side": longest, "max_bytes": 900_000, "mimes": ["image/png"], "shape": list(shape), "margin": margin,
    }  # fmt: skip
    _, (made,) = picture_jobs.fit(order, content)
    return Image.open(BytesIO(made))


@pytest.mark.parametrize("size", [(300, 400), (400, 100), (320, 180), (90, 9000)])
@pytest.mark.parametrize("shape", [(16, 9), (3, 4), (1, 1), (235, 100)])
@pytest.mark.parametrize("margin", [True, False])
def test_a_picture_is_brought_to_a_shape_and_keeps_its_limits(
    size: tuple[int, int], shape: tuple[int, int], *, margin: bool
) -> None:
    made = brought(framed(*size), margin=margin, shape=shape)
    assert abs(made.width * shape[1] - made.height * shape[0]) <= max(*shape, *made.size)
    assert max(made.size) <= 800


@pytest.mark.parametrize(("mode", "ground"), [("RGB", (200, 0, 0)), ("L", 40), ("RGBA", (255, 255, 255, 255))])
def test_a_margin_has_the_colour_of_the_edges_and_nothing_is_cut_off(mode: str, ground: object) -> None:
    made = brought(framed(300, 400, mode), margin=True)
    assert made.getpixel((2, made.height // 2)) == ground
    across = {made.getpixel((made.width // 2, y)) for y in range(made.height)}
    assert len(across) >= 2, "edge and middle are both there, above each other"


def test_a_cut_takes_the_middle_in_full_sharpness() -> None:
    made = brought(framed(4000, 1000), margin=False, shape=(1, 1), longest=1000)
    assert made.size == (1000, 1000)
    assert made.getpixel((500, 500)) == (0, 0, 200)


def test_a_picture_that_has_the_shape_stays_to_the_byte() -> None:
    content = framed(320, 180)
    order = {
        "longest_side": 800, "max_bytes": 900_000, "mimes": ["image/png"], "shape": [16, 9], "margin": True,
    }  # fmt: skip
    assert picture_jobs.fit(order, content)[1] == (content,)


@pytest.mark.parametrize(("most", "is_alike"), [(900_000, True), (12_000, False)])
def test_a_picture_that_is_squeezed_until_it_shows_says_so(most: int, *, is_alike: bool) -> None:
    order = {"longest_side": 800, "max_bytes": most, "mimes": ["image/jpeg"]}
    facts, _ = picture_jobs.fit(order, noise(400, 300))
    assert (facts["alike"] >= LIKE_ENOUGH) is is_alike
