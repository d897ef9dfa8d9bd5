"""What stands around an article's body is said once, within the platform's limits, and can't smuggle HTML."""

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import MediaRole
from editor_app.domain.errors import Invalid
from editor_app.platforms.article_fields import (
    byline_html,
    media_by_role,
    one_per_line,
    option_lines,
    require_within_limits,
)
from editor_app.platforms.wordpress import PLATFORM
from tests.platforms.workshop import Bench, variant


def test_a_byline_names_source_author_editor_number_and_original() -> None:
    content = Content(
        source="中国政府网",
        source_url="https://www.gov.cn/x",
        author="王 <b>",
        responsible_editor="李",
        document_number="国办发〔2018〕123号",
        link="https://example.gov.cn/1",
    )
    assert byline_html(content, with_original=True) == (
        '<p>来源：<a href="https://www.gov.cn/x">中国政府网</a>　作者：王 &lt;b&gt;　责任编辑：李　'
        '文号：国办发〔2018〕123号　原文：<a href="https://example.gov.cn/1">https://example.gov.cn/1</a></p>'
    )
    assert "原文" not in byline_html(content, with_original=False)


def test_nothing_to_say_leaves_no_line_and_an_odd_address_is_no_link() -> None:
    assert byline_html(Content(), with_original=True) == ""
    odd = Content(source="报", source_url="javascript:alert(1)", language="en")
    assert byline_html(odd, with_original=True) == "<p>Source: 报</p>"


def test_a_late_field_can_not_be_written_by_a_person() -> None:
    assert "pd-late:" not in byline_html(Content(author="pd-late:media_url/1"), with_original=True)


def test_lists_travel_as_lines_without_blanks_and_repetitions() -> None:
    made = PLATFORM.compose(variant(tags=("一网 通办", " ", "便民", "便民")), "u", Bench())
    assert one_per_line(("a", " b  c ", "", "a")) == "a\nb c"
    assert option_lines(made.payload, "tags") == ("一网 通办", "便民")
    assert option_lines(made.payload, "categories") == ()


def test_pictures_are_told_apart_by_their_role() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    assert [medium.alt for medium in media_by_role(made.payload, MediaRole.COVER)] == ["市民中心外景"]
    assert len(media_by_role(made.payload, MediaRole.INLINE)) == 3


def test_a_text_beyond_a_limit_is_refused_with_its_length() -> None:
    with pytest.raises(Invalid, match="title is too long for WordPress: 3001, and 3000 at most"):
        require_within_limits(PLATFORM, variant(title="长" * 3001), "")
    require_within_limits(PLATFORM, variant(title="长" * 3000), "x" * 5_000_000)
    with pytest.raises(Invalid, match="body"):
        require_within_limits(PLATFORM, variant(), "x" * 5_000_001)
