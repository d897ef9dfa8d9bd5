from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import Part
from editor_app.ui.views.review.pages import late_in_words, sealed_html, without_late

if TYPE_CHECKING:
    from tests.ui.views.review.conftest import Reviewed


def test_every_sealed_picture_is_shown_with_its_alternative_text(reviewed: Reviewed) -> None:
    payload = reviewed.second.sealed().payloads[0]
    html = sealed_html(payload, "")
    for media in payload.media:
        assert f'src="sealed:{media.ordinal}"' in html
        assert media.alt.split('"')[0] in html
    assert "pd-late:" not in html


def test_what_goes_out_beside_the_text_is_listed(reviewed: Reviewed) -> None:
    payload = reviewed.second.sealed().payloads[0]
    html = sealed_html(payload, "来源：中国政府网")
    for words in (payload.summary, payload.slug, "发送时填入", "草稿编号", "来源：中国政府网"):
        assert words in html


def test_late_fields_are_said_in_words_and_never_kept_in_attributes() -> None:
    body = '<p class="x">见 pd-late:uri/1</p><a href="pd-late:media_url/2">图</a>'
    assert late_in_words(body) == '<p class="x">见 <span class="late">〔发送时填入：帖文地址〕</span></p><a>图</a>'
    assert without_late('<img src="pd-late:media_url/1"><a href="pd-late:uri/1">x</a>') == "<a>x</a>"


def test_a_thread_is_shown_post_by_post_and_markup_in_it_is_text(reviewed: Reviewed) -> None:
    payload = reviewed.second.sealed().payloads[0]
    thread = replace(payload, format="text", parts=(Part(1, "第一条 <b>"), Part(2, "第二条")), title="")
    html = sealed_html(thread, "")
    assert html.count("条") >= 2
    assert "&lt;b&gt;" in html


def test_a_picture_from_elsewhere_is_called_unsealed(reviewed: Reviewed) -> None:
    payload = reviewed.second.sealed().payloads[0]
    strange = replace(payload, parts=(Part(1, '<p><img src="https://example.org/x.png"></p>'),))
    html = sealed_html(strange, "")
    assert "example.org" not in html
    assert "没有封存的图片" in html
