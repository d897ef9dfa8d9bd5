"""What Ghost keeps goes in as its own blocks; what it would mangle travels in a card, character for character."""

import pytest

from editor_app.platforms.ghost.markup import CARD_BEGIN, CARD_END, for_lexical


@pytest.mark.parametrize(
    "block",
    [
        '<p>a <strong>b<em>c</em></strong> <a href="https://x.gov.cn/?a=1&amp;b=2">d</a><br>e &amp; f</p>',
        '<h2 id="政务">政务</h2>',
        "<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>",
        '<ol start="3">\n<li>\n<p>a</p>\n</li>\n</ol>',
        "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
        "<pre><code>a &lt; b\n  c</code></pre>",
        "<hr>",
        '<figure><img src="pd-late:media_url/1" alt="图 &quot;一&quot;"><figcaption>说明</figcaption></figure>',
    ],
)
def test_a_block_that_ghost_keeps_is_its_own(block: str) -> None:
    assert for_lexical(block) == block


@pytest.mark.parametrize(
    "block",
    [
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<p><ruby>汉<rt>han</rt></ruby></p>",
        "<p><del>旧</del></p>",
        '<p lang="en">a</p>',
        '<p><a href="https://x.gov.cn" title="t">a</a></p>',
        '<p>注<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>',
        '<p>行内<img src="pd-late:media_url/1" alt="图">后</p>',
        "<ul><li><p>a</p><p>b</p></li></ul>",
        "<ul><li>a<p>b</p></li></ul>",
        "<ul><li><p>a</p>b</li></ul>",
        "<ul><li><pre><code>a</code></pre></li></ul>",
        "<blockquote><ul><li>a</li></ul></blockquote>",
        "<blockquote><pre><code>a</code></pre></blockquote>",
        "<pre>a</pre>",
        "<p><sup>a<sub>b</sub></sup></p>",
        '<img src="pd-late:media_url/1" alt="图">',
        "bare &amp; words",
    ],
)
def test_a_block_that_ghost_mangles_travels_in_a_card(block: str) -> None:
    assert for_lexical(block) == f"{CARD_BEGIN}\n{block}\n{CARD_END}"


def test_neighbours_share_a_card_and_the_order_stays() -> None:
    body = "<p>a</p>\n<dl><dt>b</dt></dl>\n<p><del>c</del></p>\n<p>d</p>"
    assert for_lexical(body) == (
        f"<p>a</p>\n{CARD_BEGIN}\n<dl><dt>b</dt></dl>\n<p><del>c</del></p>\n{CARD_END}\n<p>d</p>"
    )
    assert for_lexical("") == ""
