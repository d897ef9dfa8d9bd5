"""Whole pages for preview and review."""

import re

from editor_app.domain.edition import MediaRole, Part, Payload, SealedMedia
from editor_app.domain.identifiers import AccountId, Digest
from editor_app.rendering.page import PageLook, article_page, payload_page

DIGEST = Digest("d" * 64)


def payload(body: str, kind: str = "html", role: MediaRole = MediaRole.INLINE) -> Payload:
    medium = SealedMedia(1, role, DIGEST, "image/png", 8, 8, 80, 'a "b"', "media:x")
    return Payload(
        AccountId("a"), "门户", "wordpress", "1", kind, "题 <b>", "摘要", "https://example.org/", "s", "zh-CN",
        (Part(1, body, (1,)),), (medium,), late=("media_url/1",),
    )  # fmt: skip


def test_pictures_stand_by_their_digest() -> None:
    page = payload_page(payload('<p>甲</p><figure><img src="pd-late:media_url/1" alt="x"></figure>'))
    assert f'src="media:{DIGEST}"' in page
    assert "pd-late" not in page


def test_other_late_fields_are_shown_as_what_they_are() -> None:
    assert "[draft_id]" in payload_page(payload("<p>pd-late:draft_id</p>"))
    assert "?pd=[mark]</p>" in payload_page(payload("办事 https://a.gov.cn/?pd=pd-late:mark", kind="text"))


def test_nothing_may_be_loaded_but_media() -> None:
    page = article_page("<p>甲</p>", "题", "zh-CN")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; img-src media:;")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_words_of_people_are_escaped() -> None:
    page = payload_page(payload("<script>", kind="text"))
    assert "<h1>题 &lt;b&gt;</h1>" in page
    assert "&lt;script&gt;" in page
    assert 'alt="a &quot;b&quot;"' in page


def test_a_cover_stands_above_the_text() -> None:
    page = payload_page(payload("<p>正文</p>", role=MediaRole.COVER))
    assert page.index('class="cover"') < page.index("正文")


def test_dark_is_a_class_and_the_width_can_be_a_phones() -> None:
    page = article_page("x", "t", "en", PageLook(dark=True, width=375))
    assert '<html lang="en" class="dark">' in page
    assert "max-width:375px" in page
