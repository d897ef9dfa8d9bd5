from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from editor_app.domain.edition import MediaRole
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import Digest, sha256
from editor_app.platforms.contract import Fit, Picture
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.composing import FIT
from tests.platforms.workshop import FIRST, Bench, placed, variant


def composed(body: str = "字 12", options: dict[str, str] | None = None, *, cover: bool = True, **said: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return PLATFORM.compose(variant(body, options, cover=cover, **said), "wx", Bench())


def test_without_a_cover_the_first_picture_is_the_cover() -> None:
    made = PLATFORM.compose(variant(cover=False), "wx", Bench())
    cover = made.payload.media[-1]
    assert (cover.role, cover.digest) == (MediaRole.COVER, made.payload.media[0].digest)


def test_a_text_without_any_picture_is_refused() -> None:
    with pytest.raises(Invalid, match="cover"):
        composed(cover=False)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": "题" * 33}, "title"),
        ({"title": "  "}, "title"),
        ({"author": "名" * 17}, "author"),
        ({"summary": "摘" * 121}, "summary"),
        ({"body": "字" * 20_000}, "body"),
        ({"link": "https://example.gov.cn/" + "x" * 1001}, "link"),
    ],
)
def test_what_is_too_long_is_refused_before_anybody_signs(said: dict[str, str], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        PLATFORM.compose(variant(**said), "wx", Bench())  # type: ignore[arg-type]


def test_an_account_that_has_shown_it_takes_long_titles_may_use_them() -> None:
    assert composed(options={"long_titles": "yes"}, title="题" * 64).payload.title == "题" * 64
    with pytest.raises(Invalid, match="title"):
        composed(options={"long_titles": "yes"}, title="题" * 65)


def test_a_text_just_below_the_limit_passes_with_all_its_markup() -> None:
    assert composed("字" * 15_000).payload.parts[0].body.count("字") == 15_000


def test_pictures_are_jpeg_or_png_below_a_million_bytes() -> None:
    assert FIT.max_bytes <= 1_000_000
    made = PLATFORM.compose(variant(), "wx", Bench())
    assert {medium.mime for medium in made.payload.media} <= {"image/jpeg", "image/png"}
    assert all(len(content) <= 1_000_000 for content in made.media.values())


def test_charts_bring_their_figures_unless_the_account_does_without() -> None:
    assert "办件量（万件）" in PLATFORM.compose(variant(), "wx", Bench()).payload.parts[0].body
    plain = PLATFORM.compose(variant(options={"chart_tables": "no"}), "wx", Bench())
    assert "<table" not in plain.payload.parts[0].body


def test_a_picture_post_has_one_to_twenty_pictures() -> None:
    options = {"form": "newspic"}
    made = PLATFORM.compose(variant(options=options), "wx", Bench())
    assert [medium.role for medium in made.payload.media] == [MediaRole.INLINE] * 4
    with pytest.raises(Invalid, match="0"):
        composed(options=options, cover=False)
    many = "\n\n".join(f"![图{n}](media:{sha256(FIRST)})" for n in range(21))
    with pytest.raises(Invalid, match="21"):
        composed(many, options, cover=False)


def test_a_long_picture_keeps_its_width_and_an_ordinary_large_one_does_not() -> None:
    for size, kept in (((1080, 4000), (1080, 4000)), ((4000, 3000), (2400, 1800))):
        out = BytesIO()
        Image.new("RGB", size, "teal").save(out, "PNG")
        content = out.getvalue()
        plain = variant(cover=False)
        picture = replace(placed(content, "一图读懂"), width=size[0], height=size[1])
        text = replace(plain.content, body=f"![一图读懂](media:{sha256(content)})")
        made = PLATFORM.compose(
            replace(plain, content=text, pictures=(picture,)), "wx", Bench({sha256(content): content})
        )
        assert (made.payload.media[0].width, made.payload.media[0].height) == kept
        assert made.payload.media[0].size <= 1_000_000


@pytest.mark.parametrize(("cover_margin", "shape"), [("no", (0, 0)), ("yes", (235, 100))])
def test_a_cover_goes_out_whole_on_a_margin_where_the_account_asks_for_it(
    cover_margin: str, shape: tuple[int, int]
) -> None:
    asked: list[Fit] = []

    class Watched(Bench):
        """Notes what is asked of it."""

        def picture(self, digest: Digest, fit: Fit) -> Picture:
            asked.append(fit)
            return super().picture(digest, fit)

    PLATFORM.compose(variant(options={"cover_margin": cover_margin}), "wx", Watched())
    assert [fit.shape for fit in asked] == [(0, 0), (0, 0), shape]
