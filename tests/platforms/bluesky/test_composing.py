"""A variant becomes posts that a PDS takes: whole sentences, true byte offsets, pictures in order, one card."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.edition import MediaRole
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import sha256
from editor_app.platforms.bluesky.composing import facets_of, thread_of
from editor_app.rendering.text import PlainText, TextLink, graphemes
from tests.platforms.workshop import COVER, FIRST, SECOND, Bench, chart, variant

LONG = "各地区各部门要加强政务公开工作，及时回应群众关切，做到事事有回音。" * 40
PICTURES = [f"![图{n}](media:{sha256(FIRST if n % 2 else SECOND)})" for n in range(1, 7)]


def facets(part: object) -> list[dict]:
    return json.loads(dict(part.fields).get("facets", "[]"))  # type: ignore[attr-defined]


def test_a_long_text_becomes_posts_within_both_limits_and_loses_no_sentence() -> None:
    thread = thread_of(variant(body=LONG, cover=False, link="", tags=(), author=""), "thread", Bench())
    assert len(thread.parts) > 3
    assert all(graphemes(part.body) <= 300 and len(part.body.encode()) <= 3000 for part in thread.parts)
    whole = "".join(part.body.rpartition("\n")[0] for part in thread.parts)
    assert whole.count("做到事事有回音。") == 40


def test_the_pictures_stand_in_the_first_posts_four_each_in_reading_order() -> None:
    thread = thread_of(variant(body=LONG + "\n\n" + "\n\n".join(PICTURES), cover=False), "thread", Bench())
    assert [part.media for part in thread.parts[:3]] == [(1, 2, 3, 4), (5, 6), ()]
    assert [medium.alt for medium in thread.media] == [f"图{n}" for n in range(1, 7)]


def test_the_alternative_texts_of_pictures_are_no_words_of_the_post() -> None:
    thread = thread_of(variant(), "thread", Bench())
    assert "大厅窗口" not in thread.parts[0].body
    assert "大厅窗口" in [medium.alt for medium in thread.media]
    assert chart().alt in [medium.alt for medium in thread.media]


def test_more_pictures_than_the_text_has_posts_get_posts_of_their_own() -> None:
    thread = thread_of(variant(body="\n\n".join(PICTURES), cover=False, link=""), "thread", Bench())
    assert [(bool(part.body), part.media) for part in thread.parts] == [(True, (1, 2, 3, 4)), (False, (5, 6))]


def test_the_card_stands_in_the_first_post_without_pictures_and_carries_the_cover() -> None:
    thread = thread_of(variant(body=LONG + "\n\n" + PICTURES[0]), "thread", Bench())
    cards = [part for part in thread.parts if "card" in dict(part.fields)]
    assert [part.ordinal for part in cards] == [2]
    card = json.loads(dict(cards[0].fields)["card"])
    assert card["uri"] == "https://example.gov.cn/zn/2026.html"
    thumb = thread.media[cards[0].media[0] - 1]
    assert (thumb.role, thumb.digest) == (MediaRole.CARD, sha256(COVER))


def test_where_pictures_leave_no_room_for_a_card_the_link_stands_in_the_text() -> None:
    thread = thread_of(variant(), "thread", Bench())
    body = thread.parts[0].body
    assert body.endswith("https://example.gov.cn/zn/2026.html")
    assert "https://example.gov.cn/zn/2026.html" in [f["features"][0].get("uri") for f in facets(thread.parts[0])]
    assert thread.media[0].digest == sha256(COVER)


def test_a_card_post_says_title_summary_and_hashtags_and_fits_whatever_the_summary() -> None:
    for summary in ("12 个事项一次办成。", "很长的摘要没有句号" * 100, ""):
        thread = thread_of(variant(summary=summary, body=LONG), "card", Bench())
        assert len(thread.parts) == 1
        assert thread.parts[0].body.startswith("网上办事指南 2026\n\n")
        assert graphemes(thread.parts[0].body) <= 300
        assert "card" in dict(thread.parts[0].fields)


def test_links_and_hashtags_are_counted_in_bytes() -> None:
    thread = thread_of(
        variant(body="见 [政务服务网](https://example.gov.cn/a) 👨‍👩‍👧 公告", cover=False), "thread", Bench()
    )
    for part in thread.parts:
        content = part.body.encode()
        found = {content[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode() for f in facets(part)}
        if part.ordinal == 1:
            assert {"政务服务网", "#一网通办", "#便民"} <= found


def test_a_hashtag_has_no_white_space_no_second_mark_and_comes_once() -> None:
    thread = thread_of(variant(tags=("一网 通办", "#便民", "便民", "", "长" * 300), cover=False), "thread", Bench())
    tags = [f["features"][0].get("tag") for part in thread.parts for f in facets(part)]
    assert [tag for tag in tags if tag] == ["一网通办", "便民"]


def test_source_number_and_credits_close_the_thread() -> None:
    thread = thread_of(variant(source="中国政府网", document_number="国办发〔2018〕123号"), "thread", Bench())
    assert "来源：中国政府网\n文号：国办发〔2018〕123号" in thread.parts[-1].body
    english = thread_of(variant(source="gov.cn", language="en"), "thread", Bench())
    assert "Source: gov.cn" in english.parts[-1].body


def test_a_cut_hashtag_is_no_hashtag() -> None:
    assert facets_of(PlainText("#一网", (TextLink(0, 3, "tag:一网通办"),))) == []


@pytest.mark.parametrize(("title", "style"), [(" ", "thread"), ("", "card"), ("长" * 301, "card")])
def test_a_title_that_is_missing_or_too_long_is_said(title: str, style: str) -> None:
    with pytest.raises(Invalid):
        thread_of(variant(title=title), style, Bench())


def test_a_long_title_is_cut_into_posts_of_a_thread() -> None:
    thread = thread_of(variant(title="长" * 400, body="字", cover=False), "thread", Bench())
    assert all(graphemes(part.body) <= 300 for part in thread.parts)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=900))
def test_every_facet_of_any_text_lies_inside_its_post(text: str) -> None:
    body = f"开头 {text} https://example.gov.cn/x 结尾"
    for part in thread_of(variant(body=body, cover=False, link=""), "thread", Bench()).parts:
        for facet in facets(part):
            start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
            assert 0 <= start < end <= len(part.body.encode())
            part.body.encode()[start:end].decode()
