"""What only the whole document knows."""

from editor_app.rendering.assembly import Illustration
from editor_app.rendering.markdown import page

MEDIA = "b" * 64


def html(source: str) -> str:
    return page(source, lambda p: Illustration("https://example.org/?a=1&b=2", p.alt, p.caption, "摄影：甲")).html


def test_footnotes_are_numbered_in_the_order_of_their_mention() -> None:
    result = html("甲[^b]乙[^a]丙[^b]\n\n[^a]: 注甲\n[^b]: 注乙\n[^c]: 没有提到")
    assert result.index('href="#fn:1">1') < result.index('href="#fn:2">2')
    assert result.index("注乙") < result.index("注甲") < result.index("没有提到")
    assert 'id="fnref:1-2"' in result


def test_a_note_may_mention_another_note() -> None:
    assert html("甲[^a]\n\n[^a]: 见[^b]\n\n[^b]: 注乙").count("<li ") == 2


def test_equal_headings_get_different_ids() -> None:
    result = html("## 要点\n\n## 要点\n\n## 其他 {#要点_1}\n\n## ？？")
    assert [f'id="{name}"' in result for name in ("要点", "要点_2", "要点_1", "section")] == [True] * 4


def test_a_picture_has_its_words_escaped_and_its_credit_below() -> None:
    result = html(f'![a<b "q"](media:{MEDIA} "图 <一>")')
    assert 'alt="a&lt;b &quot;q&quot;"' in result
    assert "<figcaption>图 &lt;一&gt; · 摄影：甲</figcaption>" in result
    assert "?a=1&amp;b=2" in result


def test_a_credit_that_stands_in_the_caption_is_not_repeated() -> None:
    for caption in ("摄影：甲", "大厅一角。摄影：甲"):
        assert f"<figcaption>{caption}</figcaption>" in html(f'![大厅](media:{"a" * 64} "{caption}")')


def test_a_picture_inside_a_list_keeps_its_caption() -> None:
    assert "<small>图 · 摄影：甲</small>" in html(f'- 甲 ![x](media:{MEDIA} "图")')


def test_an_unknown_picture_leaves_its_alternative_text() -> None:
    assert page(f"![图 & 表](media:{MEDIA})", lambda _p: None).html == "<p>图 &amp; 表</p>"


def test_nobody_can_place_a_picture_by_raw_html() -> None:
    assert "<img" not in html('<img src="pd-image:0/0"> <img src="https://example.org/x.png" onerror="x">')
    assert "<img" not in html('<div><img src="pd-image:00000000000000000000000000000000/0"></div>')


def test_a_page_says_the_line_of_each_block() -> None:
    shown = page("一\n\n二\n三\n\n四", lambda _p: None)
    assert shown.lines == (1, 3, 6)
    assert shown.blocks == ("<p>一</p>", "<p>二三</p>", "<p>四</p>")
