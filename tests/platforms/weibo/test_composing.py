"""What a document becomes: never longer than Weibo takes, always with an address that carries the mark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.edition import placeholders
from editor_app.domain.errors import Invalid
from editor_app.platforms.weibo.composing import MARK_FIELD, Made, length, made_of
from editor_app.platforms.weibo.settings import checked_settings
from tests.platforms.workshop import FIRST, Bench, placed, variant

SHORT_PAGE = "https://a.gov.cn"
ENDING = " https://example.gov.cn/zn/2026.html?pd=pd-late:mark"


def made(body: str = "", *, cover: bool = False, options: dict[str, str] | None = None, **said: str) -> Made:
    settings = checked_settings(options or {})
    return made_of(variant(body or "共 12 件事。", options=options, cover=cover, **said), settings, Bench())


def test_a_share_is_title_summary_and_the_marked_address() -> None:
    share = made(cover=True, source="市政务服务局")
    assert share.part.body == "【网上办事指南 2026】12 个事项一次办成。（来源：市政务服务局）" + ENDING
    assert placeholders(share.part.body) == (MARK_FIELD,)
    assert [medium.alt for medium in share.media] == ["市民中心外景"]


def test_without_a_summary_the_text_begins_the_share_and_ends_at_a_sentence() -> None:
    share = made("第一句话说明办理条件。" * 30, summary="")
    assert share.part.body.endswith("条件。" + ENDING)
    assert length(share.part.body, checked_settings({})) <= 130


def test_only_the_first_picture_travels_with_a_share() -> None:
    assert len(made(f"![一](media:{placed(FIRST, '').digest})\n\n字", cover=True).media) == 1


@settings(derandomize=True)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400), st.booleans())
def test_no_share_is_longer_than_weibo_takes(summary: str, english: bool) -> None:  # noqa: FBT001 - hypothesis
    share = made(summary=summary.replace("#", "＃"), language="en" if english else "zh-CN")
    assert length(share.part.body, checked_settings({})) <= 140
    assert share.part.body.endswith(ENDING)


def test_a_title_that_leaves_no_room_is_refused_with_figures() -> None:
    with pytest.raises(Invalid) as said:
        made(title="长" * 120)
    assert "140" in str(said.value)


def test_short_counting_leaves_more_room() -> None:
    title = "长" * 120
    assert made(title=title, options={"addresses": "short"}).part.body.startswith("【长")


def test_a_post_without_a_page_to_lead_to_is_refused_unless_the_account_has_one() -> None:
    with pytest.raises(Invalid, match="address"):
        made(link="")
    led = made(link="", options={"home": "https://www.example.gov.cn/"})
    assert led.part.body.endswith(" https://www.example.gov.cn/?pd=pd-late:mark")


def test_a_page_beside_the_safe_domain_is_refused_before_weibo_does() -> None:
    with pytest.raises(Invalid, match=r"other\.gov\.cn"):
        made(options={"safe_domain": "other.gov.cn"})
    assert made(options={"safe_domain": "example.gov.cn"}).part.body.endswith(ENDING)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid):
        made(link=f"https://{'ü' * 80}.cn/")


def test_topics_are_refused_in_a_share_and_made_of_tags_in_a_long_post() -> None:
    with pytest.raises(Invalid, match="#topic#"):
        made(summary="见 #一网通办# 专题")
    long = made(options={"form": "long"})
    assert "#一网通办# #便民#" in long.part.body


def test_a_long_post_has_the_whole_text_and_its_closing_lines() -> None:
    long = made(
        "**粗体** 与第二段。\n\n- 甲\n- 乙", options={"form": "long"}, source="市局", document_number="〔2026〕1 号"
    )
    assert "粗体 与第二段。" in long.part.body
    assert "来源：市局\n文号：〔2026〕1 号" in long.part.body
    assert long.part.body.endswith("\n\n" + ENDING.strip())


def test_a_long_post_is_refused_when_it_is_too_long_or_has_ten_pictures() -> None:
    with pytest.raises(Invalid, match="2000"):
        made("字" * 2100, options={"form": "long"})
    ten = "\n\n".join(f"![{n}](media:{placed(FIRST, '').digest})" for n in range(10))
    with pytest.raises(Invalid, match="9"):
        made(ten, options={"form": "long"})
    assert len(made(ten).media) == 1


def test_an_article_needs_a_cover_a_short_title_and_comes_with_a_post() -> None:
    article = made("## 怎么办\n\n共 12 件事。", cover=True, options={"form": "article"}, source="市局")
    assert "<h2" in article.part.body
    assert article.post.startswith("【网上办事指南 2026】")
    assert article.late == (MARK_FIELD, "media_url/1")
    with pytest.raises(Invalid, match="cover"):
        made(options={"form": "article"})
    with pytest.raises(Invalid, match="32"):
        made(cover=True, title="长" * 33, options={"form": "article"})


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(Invalid, match="title"):
        made(title=" ")


def test_english_documents_speak_english() -> None:
    share = made(title="Services", summary="Twelve services.", language="en", source="City")
    assert share.part.body == "Services. Twelve services. (Source: City)" + ENDING
