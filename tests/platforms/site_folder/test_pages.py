"""Pages are whole, accessible, in their own language, and nothing that a writer typed becomes markup."""

from html.parser import HTMLParser

import pytest

from editor_app.domain.edition import placeholders
from editor_app.platforms.site_folder.pages import article_page, index_item, index_page, stylesheet, words_of
from tests.platforms.workshop import variant

HOSTILE = '"><script>alert(1)</script>&pd-late:published_at'


class Outline(HTMLParser):
    """Tags and what a screen reader needs of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page(**said: str | tuple[str, ...]) -> str:
    return article_page(
        variant(**said).content, "<p>正文</p>", None, "示范市政府", "https://example.gov.cn/articles/x/"
    )


def test_a_page_has_language_title_landmarks_one_heading_and_a_skip_link() -> None:
    outline = Outline(page())
    assert outline.of("html")[0]["lang"] == "zh-CN"
    assert [len(outline.of(tag)) for tag in ("title", "main", "h1", "nav", "article", "footer")] == [1] * 6
    assert outline.of("nav")[0]["aria-label"] == "网站导航"
    skip = outline.of("a")[0]
    assert (skip["class"], skip["href"], outline.of("main")[0]["id"]) == ("skip", "#main", "main")
    assert outline.of("meta")[1]["content"] == "width=device-width, initial-scale=1"


def test_a_page_names_its_feeds_and_its_original() -> None:
    links = Outline(page()).of("link")
    assert [link["type"] for link in links if link["rel"] == "alternate"] == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    assert [link["href"] for link in links if link["rel"] == "canonical"] == ["https://example.gov.cn/zn/2026.html"]
    assert 'rel="canonical" href="https://example.gov.cn/articles/x/"' in page(link="")


def test_what_a_writer_typed_is_words_everywhere() -> None:
    whole = page(title=HOSTILE, summary=HOSTILE, author=HOSTILE, tags=(HOSTILE,), link=HOSTILE)
    assert "<script" not in whole
    assert sorted(set(placeholders(whole))) == ["published_at", "published_on"]
    assert placeholders(whole).count("published_at") == 1


def test_an_english_article_has_english_words_around_it() -> None:
    whole = page(language="en")
    assert '<html lang="en">' in whole
    assert "Skip to the text" in whole
    assert "跳到正文" not in whole


def test_dollar_signs_of_a_writer_stay() -> None:
    assert "费用 $title 元" in page(title="费用 $title 元")


def test_the_front_page_lists_articles_in_their_language() -> None:
    item = index_item("a-b", "<办事>", "", ("2026-11-28T17:30:00+08:00", "2026-11-28 17:30"), "zh-CN")
    outline = Outline(index_page("示范市政府", "zh-CN", [item]))
    assert outline.of("li")[0]["lang"] == "zh-CN"
    assert "articles/a-b/index.html" in [a["href"] for a in outline.of("a")]
    assert "&lt;办事&gt;" in item
    assert "<p></p>" not in item


@pytest.mark.parametrize("language", ["zh-CN", "zh", "ZH-hans"])
def test_every_chinese_is_chinese(language: str) -> None:
    assert words_of(language)["latest"] == "最新发布"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_has_contrast_in_light_and_dark() -> None:
    css = stylesheet().decode()
    light, dark = css.split("prefers-color-scheme: dark")[0], css.split("prefers-color-scheme: dark")[1]
    for scheme in (light, dark):
        colours = dict(
            line.strip().rstrip(";")[2:].split(": ") for line in scheme.splitlines() if "--" in line and ": #" in line
        )
        for ink in ("ink", "ink2", "link"):
            for ground in ("paper", "desk", "wash"):
                high, low = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)
