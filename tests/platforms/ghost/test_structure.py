"""Markup may differ, what is said may not: words, numbers, emphasis, links, pictures and their order all count."""

import pytest

from editor_app.platforms.ghost.structure import structure

PAGE = (
    '<h2 id="a">办件量</h2>\n<p>共 <strong>12</strong> 万件，见<a href="https://x.gov.cn/1">通知</a>。</p>'
    '<figure><img src="https://x.gov.cn/1.png" alt="图一"><figcaption>说明</figcaption></figure>'
    "<ul><li>a</li><li>b</li></ul>"
    "<blockquote><p>引</p></blockquote><pre><code>x\n  y</code></pre>"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<h2 id="a">', '<h2 id="b" class="c">'),
        ("</p>", "</p>\n\n<!-- kg -->\n"),
        ("<li>a</li>", "<li><p>a</p></li>"),
        ("<strong>12</strong>", "<b>12</b>"),
        ("<strong>12</strong>", "<strong>1</strong><strong>2</strong>"),
        ("<p>引</p>", "引"),
        (
            '<img src="https://x.gov.cn/1.png" alt="图一">',
            '<img loading="lazy" alt="图一" src="https://x.gov.cn/1.png"/>',
        ),
        ("共 <", "共\n<"),
    ],
)
def test_other_markup_says_the_same(old: str, new: str) -> None:
    assert old in PAGE
    assert structure(PAGE.replace(old, new)) == structure(PAGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12", "13"),
        ("通知", "通告"),
        ("x.gov.cn/1", "x.gov.cn/2"),
        ('alt="图一"', 'alt="图二"'),
        ("1.png", "2.png"),
        ("说明", "說明"),
        ("<li>a</li><li>b</li>", "<li>b</li><li>a</li>"),
        ("<strong>12</strong>", "12"),
        ("<strong>12</strong>", "<s>12</s>"),
        ("h2", "h3"),
        ("x\n  y", "x\n y"),
        ("<blockquote><p>引</p></blockquote>", "<p>引</p>"),
        ('<a href="https://x.gov.cn/1">通知</a>', "通知"),
        ("<ul>", "<hr><ul>"),
        ("<li>b</li>", ""),
    ],
)
def test_anything_else_said_is_another_structure(old: str, new: str) -> None:
    assert old in PAGE
    assert structure(PAGE.replace(old, new)) != structure(PAGE)


def test_a_line_break_ends_a_line_and_lists_keep_their_first_number() -> None:
    assert structure("<p>a<br>b</p>") == "[p] a\n[p] b"
    assert structure('<ol start="3"><li>a</li></ol>') != structure("<ol><li>a</li></ol>")
