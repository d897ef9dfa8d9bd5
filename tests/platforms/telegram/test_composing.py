import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.platforms.telegram.composing import ALBUM, captions_of, posts_of
from editor_app.platforms.telegram.markup import TEXT_UNITS, plain_of, units
from tests.platforms.workshop import FIRST, Bench, variant


def pictures(count: int) -> str:
    return "字\n\n" + "\n\n".join(f"![图 {n}](media:{sha256(FIRST)})" for n in range(count))


def test_the_text_comes_first_and_each_picture_with_its_alternative_text_below() -> None:
    made = posts_of(variant(), Bench())
    assert [part.media for part in made.parts] == [(), (1, 2, 3, 4)]
    assert captions_of(made.parts[1]) == [
        "市民中心外景", "大厅窗口\n办事大厅", "办件量由 12 万件增至 15 万件的柱形图", '队伍 "变短" 了 &lt;3&gt;',
    ]  # fmt: skip
    assert made.parts[0].body.startswith("<b>网上办事指南 2026</b>")


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (2, [2]), (10, [10]), (11, [9, 2]), (21, [10, 9, 2])])
def test_albums_have_ten_pictures_at_most_and_none_is_left_alone(count: int, sizes: list[int]) -> None:
    made = posts_of(variant(body=pictures(count), cover=False), Bench())
    assert [len(part.media) for part in made.parts if part.media] == sizes
    assert max(sizes) <= ALBUM
    assert [n for part in made.parts for n in part.media] == list(range(1, count + 1))


@pytest.mark.parametrize("body", ["加强政务公开。" * 1500, "👨‍👩‍👧 " * 3000])
def test_a_long_text_is_cut_so_that_every_message_fits(body: str) -> None:
    made = posts_of(variant(body=body, cover=False), Bench())
    assert len(made.parts) > 1
    assert all(units(plain_of(part.body)) <= TEXT_UNITS for part in made.parts)
    assert plain_of(made.parts[-1].body).endswith(f"{len(made.parts)}/{len(made.parts)}")


def test_an_alternative_text_too_long_for_a_caption_is_refused() -> None:
    with pytest.raises(Invalid, match="1024"):
        posts_of(variant(body=f"![{'字' * 1025}](media:{sha256(FIRST)})", cover=False), Bench())
    with pytest.raises(Invalid, match="title"):
        posts_of(variant(title=" "), Bench())
