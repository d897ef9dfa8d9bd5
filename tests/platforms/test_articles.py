"""Pictures are sealed in reading order with their alternative texts, and found again in a page."""

import pytest

from editor_app.domain.edition import MediaRole, placeholders
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import sha256
from editor_app.platforms.articles import SeenImage, images_in, sealed_article, slug_of
from editor_app.platforms.contract import Fit
from tests.platforms.workshop import CHART, COVER, FIRST, SECOND, Bench, chart, variant

FIT = Fit(2000, 2_000_000)


def test_pictures_are_sealed_in_reading_order_and_the_cover_comes_last() -> None:
    article = sealed_article(variant(), Bench(), FIT)
    assert [media.role for media in article.media] == [MediaRole.INLINE] * 3 + [MediaRole.COVER]
    assert [media.alt for media in article.media] == ["大厅窗口", chart().alt, '队伍 "变短" 了 <3>', "市民中心外景"]
    assert article.media[1].origin == f"chart:{CHART}"
    assert [article.media[i].digest for i in (0, 2, 3)] == [sha256(FIRST), sha256(SECOND), sha256(COVER)]
    assert article.part.media == (1, 2, 3)
    assert set(article.bytes_of) == {media.digest for media in article.media}


def test_the_body_holds_one_late_field_for_each_picture_and_no_other() -> None:
    article = sealed_article(variant(), Bench(), FIT)
    assert placeholders(article.part.body) == ("media_url/1", "media_url/2", "media_url/3")
    assert article.late == ("media_url/1", "media_url/2", "media_url/3", "media_url/4")


def test_the_same_picture_with_the_same_words_is_uploaded_once() -> None:
    twice = f"![一](media:{sha256(FIRST)})\n\n![一](media:{sha256(FIRST)})\n\n![二](media:{sha256(FIRST)})"
    article = sealed_article(variant(body=twice, cover=False), Bench(), FIT)
    assert [media.alt for media in article.media] == ["一", "二"]
    assert placeholders(article.part.body) == ("media_url/1", "media_url/1", "media_url/2")


def test_an_article_without_pictures_has_no_late_field() -> None:
    article = sealed_article(variant(body="只有字。", cover=False), Bench(), FIT)
    assert (article.media, article.late, article.cover) == ((), (), None)


def test_a_picture_that_is_not_in_the_workspace_is_said() -> None:
    with pytest.raises(NotFound):
        sealed_article(variant(), Bench({}), FIT)


def test_a_picture_is_scaled_to_what_the_platform_takes() -> None:
    article = sealed_article(variant(), Bench(), Fit(32, 100_000))
    assert max(article.media[0].width, article.media[0].height) == 32
    assert article.media[0].size == len(article.bytes_of[article.media[0].digest])


@pytest.mark.parametrize(
    ("title", "slug", "expected"),
    [
        ("网上办事指南 2026", "", "wang-shang-ban-shi-zhi-nan-2026"),
        ("x", "My Own_Slug", "my-own-slug"),
        ("？！", "", "document-"),
        ("x", "../../etc/passwd", "etc-passwd"),
        ("政" * 60, "", "-".join(["zheng"] * 13)),
        ("Ünïcode Ｗｉｄｅ", "", "unicode-wide"),
    ],
)
def test_a_slug_is_short_ascii(title: str, slug: str, expected: str) -> None:
    found = slug_of(variant(title=title, slug=slug))
    assert found == expected or found.startswith(expected)
    assert len(found) <= 80


def test_images_are_read_with_their_alternative_texts_unescaped() -> None:
    page = '<p><img src="/a?x=1&amp;y=2" alt="a &quot;b&quot; &lt;3"><IMG alt=x src=z><img src="n"></p>'
    assert images_in(page) == (SeenImage("/a?x=1&y=2", 'a "b" <3'), SeenImage("z", "x"), SeenImage("n", ""))
