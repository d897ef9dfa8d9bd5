"""HTML goes to WordPress in a form that no filter of its own rewrites."""

from editor_app.platforms.wordpress.form import attachment_alt, portable


def test_the_body_is_one_block_so_that_no_paragraphs_are_added() -> None:
    assert portable("<p>a</p>\n<p>b</p>") == "<!-- wp:html -->\n<p>a</p>\n<p>b</p>\n<!-- /wp:html -->"


def test_footnotes_keep_their_links_under_ids_without_a_colon() -> None:
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup><li id="fn:1">x</li>'
    assert '<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup><li id="fn-1">x</li>' in portable(note)


def test_text_that_looks_like_a_footnote_and_other_links_stay() -> None:
    text = '<p>写作 id="fn:1" 与 href="#fn:2"</p><a href="https://x.gov.cn/#fn:3" title="a > b">x</a>'
    assert text in portable(text)


def test_words_in_brackets_never_run_as_a_shortcode() -> None:
    assert "<p>&#91;gallery] &#91;/caption] [1] 国办发[2018]123号</p>" in portable(
        "<p>[gallery] [/caption] [1] 国办发[2018]123号</p>"
    )


def test_an_alternative_text_keeps_its_angle_brackets() -> None:
    assert attachment_alt("增幅 <5%> \n 的图") == "增幅 &lt;5%&gt; 的图"
