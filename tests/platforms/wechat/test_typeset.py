"""Every construction of the text as WeChat takes it: only tags and attributes that survive, nothing lost on the way."""

import re
from pathlib import Path

import pytest

from editor_app.domain.document import DocumentKind
from editor_app.platforms.wechat.simulator.filtering import stored
from editor_app.platforms.wechat.themes import names, theme_for
from editor_app.platforms.wechat.typeset import Setting, typeset
from editor_app.rendering.markdown import page
from tests.platforms.wechat import sample
from tests.platforms.workshop import chart

TAGS = set(
    re.findall(r"\S+", "section p span strong em h2 h3 h4 ul ol li blockquote table tbody tr th td img sup sub br hr a")
)
ATTRIBUTES = {"style", "src", "alt", "colspan", "rowspan", "href", "start"}
EVERYTHING = """# 大标题

第一段，**重点**、*语气*、`代码`、~~x~~ <u>线</u> <mark>亮</mark> <small>小</small> H<sub>2</sub>O 见 [政务网](https://example.gov.cn/a?x=1&y=2)、
[本号旧文](https://mp.weixin.qq.com/s/abc)、<https://example.gov.cn> 与注[^a]。

### 三级

- 一
- 二
    1. 内一
    2. 内二
- 三

3. 起于三
4. 四

> 引用一
>
> 引用二

| 月 | 量 |
|---|---:|
| 9 | 12 |
| 10 | 15 |

```
代码  块
    二
```

---

<dl><dt>名</dt><dd>义</dd></dl>

<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby> <q>话</q> 再见 [政务网](https://example.gov.cn/a?x=1&y=2)

[^a]: 注解。
"""


def setting(name: str = "fresh", **more: object) -> Setting:
    return Setting(theme_for(name, DocumentKind.NEWS), chinese=True, **more)  # type: ignore[arg-type]


def made(markdown: str, **more: object) -> str:
    return typeset(page(markdown, lambda _placement: None).html, "", setting(**more))


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize("name", names())
def test_only_tags_and_attributes_that_survive_are_used(name: str) -> None:
    html = typeset(page(EVERYTHING, lambda _placement: None).html, "<p>来源：x</p>", setting(name))
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= TAGS
    assert set(re.findall(r'\s([a-z-]+)="', html)) <= ATTRIBUTES
    assert stored(html, "http://x").replace("<hr/>", "<hr>") == stored(stored(html, "http://x"), "http://x").replace(
        "<hr/>", "<hr>"
    )


def test_the_platform_loses_no_word_of_it() -> None:
    html = made(EVERYTHING)
    assert words(stored(html, "http://x")) == words(html).replace("&nbsp;", "\xa0")


def test_links_become_numbered_notes_and_own_articles_stay_links() -> None:
    html = made(EVERYTHING)
    assert html.count("[1]</sup>") == 2
    assert "[2]" not in html
    assert "政务网：https://example.gov.cn/a?x=1&amp;y=2</p>" in html
    assert re.findall(r'href="([^"]*)"', html) == ["https://mp.weixin.qq.com/s/abc"]
    assert "文中链接" in html


def test_footnotes_stand_below_with_signs_of_their_own() -> None:
    html = made(EVERYTHING)
    assert html.count("①") == 2
    assert "注解。</p>" in html
    assert "↩" not in html


def test_no_list_stands_within_a_list_and_numbers_go_on() -> None:
    html = made(EVERYTHING)
    for listed in re.findall(r"<[uo]l\b[^>]*>(.*?)</[uo]l>", html):
        assert "<ul" not in listed
        assert "<ol" not in listed
    assert words(html).index("二") < words(html).index("内一") < words(html).index("三", words(html).index("内二"))
    assert '<ol start="3"' in html


def test_an_outer_numbering_goes_on_after_an_inner_list() -> None:
    html = made("1. 甲\n    - 内\n2. 乙\n")
    assert re.findall(r"<(ol|ul)(?: start=\"(\d)\")?", html) == [("ol", ""), ("ul", ""), ("ol", "2")]


def test_tables_keep_their_alignment_and_code_its_spaces() -> None:
    html = made(EVERYTHING)
    assert 'text-align:right">12</td>' in html
    assert "代码&nbsp;&nbsp;块<br/>&nbsp;&nbsp;&nbsp;&nbsp;二" in html


def test_signs_stand_for_elements_that_the_platform_does_not_know() -> None:
    assert "漢（hàn） “话”" in made(EVERYTHING)


def test_a_typed_mark_of_a_late_field_stays_words() -> None:
    assert "pd-late:" not in made("字 pd-late:media_url/1 `pd-late:x` [a](https://x.test/pd-late:y)")


def test_pictures_fill_the_column_unless_they_are_narrow_and_captions_follow() -> None:
    one = '<figure><img src="a" alt="甲 &quot;乙&quot;"><figcaption>说明</figcaption></figure>'
    body = one + '<figure><img src="b" alt=""></figure>'
    html = typeset(body, "", setting(widths={"a": 300, "b": 2000}))
    assert 'alt="甲 &quot;乙&quot;"' in html
    assert re.findall(r"(width:[^;]*(?:;max-width:100%)?);height:auto", html) == [
        "width:300px;max-width:100%",
        "width:100%",
    ]
    assert ">说明</p>" in html


def test_the_figures_of_a_chart_follow_as_a_table() -> None:
    html = typeset('<figure><img src="a" alt="图"></figure>', "", setting(charts={"a": chart()}))
    assert "办件量（万件）" in html
    assert re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", html) == ["月", "量", "9 月", "12", "10 月", "15"]
    assert re.findall(r"text-align:right\">([^<]*)<", html) == ["量", "12", "15"]
    english = Setting(theme_for("fresh", DocumentKind.NEWS), chinese=False, charts={"a": chart()})
    assert "办件量 (万件)" in typeset('<figure><img src="a" alt="图"></figure>', "", english)


def test_loose_words_and_pictures_get_a_paragraph() -> None:
    assert (
        re.sub(r' style="[^"]*"', "", typeset("字<b>重</b>", "", setting()))
        == "<section><p>字<strong>重</strong></p></section>"
    )


def test_the_byline_closes_the_text_and_the_notes_stand_below_it() -> None:
    assert typeset("<p>字</p>", "<p>来源：x</p>", setting()).endswith(">来源：x</p></section></section>")
    html = typeset('<p><a href="https://a.test">字</a></p>', "<p>来源：x</p>", setting())
    assert html.index("来源：x") < html.index("文中链接")


def test_a_heading_that_counts_has_its_number_for_a_mark_and_keeps_every_word() -> None:
    html = made("### 01 推进政务公开\n\n### 12 个事项\n\n## 3、服务\n\n### 1.5 倍\n\n### 一、清单\n")
    assert words(html) == "01 推进政务公开12 个事项3、服务1.5 倍一、清单"
    marks = re.findall(r"<h[23][^>]*><span[^>]*>([^<]*)</span>", html)
    assert marks == ["01", "12 个事项", "3、", "1.5 倍", "一、清单"]


def test_an_article_without_byline_and_notes_has_no_empty_card() -> None:
    assert typeset("<p>字</p>", "", setting()).count("<section") == 1


GOLDEN = Path(__file__).with_name("explainer.html")
"""The sample explainer; written anew by `python -m tests.platforms.wechat.sample` and looked at in the difference."""


def test_the_sample_explainer_is_the_golden_one() -> None:
    assert sample.html() + "\n" == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("theme", names())
def test_the_sample_explainer_has_no_outside_picture_and_only_what_survives(theme: str) -> None:
    html = sample.html(theme)
    assert [src for src in re.findall(r'src="([^"]*)"', html) if not src.startswith("https://mmbiz.qpic.cn/")] == []
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= TAGS
    assert set(re.findall(r'\s([a-z-]+)="', html)) <= ATTRIBUTES
    assert len(re.findall(r"<table", html)) == 2
    assert len(html.encode()) < 100_000
