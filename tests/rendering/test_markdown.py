"""Articles as HTML, whole and live."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.document import Variant
from editor_app.domain.edition import filled, late_placeholder, placeholders
from editor_app.domain.errors import Invalid
from editor_app.domain.media import Placement
from editor_app.rendering.assembly import Illustration
from editor_app.rendering.markdown import Preview, article_html, page
from tests.rendering.conftest import placed

ONE, TWO = "1" * 64, "2" * 64
SEED = f"""# 标题

首段[^1]，见[文件][a]。

![图](media:{ONE} "说明")

- 甲
- 乙

    续

> 引文

> 又一段

| 年 | 数 |
|---|--:|
| 2020 | 1 |

```
代码

[^1]: 不是注
```

小标题
------

## 标题

[a]: https://example.org/ "题"

[^1]: 注释

    第二段
"""


def illustrate(placement: Placement) -> Illustration:
    return Illustration(f"media:{placement.media}", placement.alt, placement.caption)


def test_late_fields_stand_only_in_the_src_of_pictures(variant_with: Callable[..., Variant]) -> None:
    body = f"pd-late:media_url/1 `pd-late:draft_id` ![图](media:{ONE}) [x](https://a.b/pd-late:media_url/2)"
    html = article_html(variant_with(body, placed(ONE)), lambda n: late_placeholder(f"media_url/{n}"))
    assert placeholders(html) == ("media_url/1",)
    assert 'src="https://cdn/1.jpg"' in filled(html, {"media_url/1": "https://cdn/1.jpg"})


def test_each_placement_gets_its_own_picture_and_words(variant_with: Callable[..., Variant]) -> None:
    body = f'![甲](media:{ONE})\n\n![乙](media:{TWO} "说")\n\n`![甲](media:{ONE})`'
    html = article_html(variant_with(body, placed(ONE, "甲"), placed(TWO, "乙", "说", "某报")), lambda n: f"s{n}")
    assert html.index('src="s1" alt="甲"') < html.index('src="s2" alt="乙"')
    assert "<figcaption>说 · 某报</figcaption>" in html


def test_a_placement_without_words_takes_those_of_the_medium(variant_with: Callable[..., Variant]) -> None:
    html = article_html(variant_with(f"![](media:{ONE})", placed(ONE, "默认")), lambda _n: "s")
    assert 'alt="默认"' in html


def test_the_same_text_gives_the_same_bytes() -> None:
    assert page(SEED, illustrate).html == page(SEED, illustrate).html


def test_line_endings_of_windows_change_nothing() -> None:
    assert page(SEED.replace("\n", "\r\n"), illustrate).html == page(SEED, illustrate).html


def test_a_broken_character_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="Line 3"):
        page("一\n二\n\udfff", illustrate)


def test_five_hundred_random_edits_render_live_as_they_render_whole() -> None:
    chance = random.Random(2026)
    pieces = ["字", "\n\n", "\n", "    ", "- ", "> ", "```\n", "[^1]", "[a]", "<div>", "</div>", "*", "#", "|", "\t"]
    pieces += ["[^2]: 注\n", "[a]: https://b.c/\n", "1. ", "---\n", "===\n", f"![x](media:{TWO})", "<b>", "&amp;", "\\"]
    live, text = Preview(), SEED
    for _ in range(500):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.3:
            text = text[:at] + text[at + chance.randrange(1, 9) :]
        else:
            text = text[:at] + chance.choice(pieces) + text[at:]
        assert live.page(text, illustrate) == page(text, illustrate), text


@given(st.text(alphabet="ab字\n `*_#>-[]()!|:^<&/1.\t\\~\"'{}", max_size=200), st.text(max_size=8), st.integers(0, 200))
def test_any_insertion_renders_live_as_it_renders_whole(text: str, inserted: str, at: int) -> None:
    live = Preview()
    live.page(text, illustrate)
    changed = text[:at] + inserted + text[at:]
    try:
        whole = page(changed, illustrate)
    except Invalid:
        return
    assert live.page(changed, illustrate) == whole
    assert not placeholders(whole.html)


def test_an_edit_renders_one_block_only() -> None:
    live = Preview()
    before = live.page("一\n\n二\n\n三", illustrate)
    after = live.page("一\n\n二二\n\n三", illustrate)
    assert after.blocks[0] is before.blocks[0]
    assert after.blocks[2] is before.blocks[2]
