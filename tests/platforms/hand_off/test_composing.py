"""What is sealed for a person to paste: texts, topics, pictures, and what is too much of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.hand_off import PLATFORM
from editor_app.platforms.hand_off.composing import halved, text_of, topics_of
from tests.platforms.workshop import Bench, variant

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Fit, Picture


def payload(service: str, body: str = "共 12 件事。", **said: Any) -> Payload:
    return PLATFORM.compose(variant(body, {"service": service}, **said), "zhihu:www.zhihu.com/org/x", Bench()).payload


def test_a_note_has_its_topics_in_the_text_and_an_article_in_a_field_of_their_own() -> None:
    note, article = payload("xiaohongshu", title="一次办好"), payload("zhihu")
    assert text_of(note).endswith("#一网通办 #便民")
    assert "#" not in text_of(article)
    assert topics_of(article) == topics_of(note) == ("一网通办", "便民")


def test_toutiao_closes_a_topic_with_a_second_mark() -> None:
    assert text_of(payload("toutiao")).endswith("#一网通办# #便民#")


def test_source_and_document_number_close_the_text() -> None:
    made = payload("zhihu", source="区政务公开办", document_number="政办〔2026〕3号")
    assert text_of(made) == "共 12 件事。\n\n来源：区政务公开办\n文号：政办〔2026〕3号"
    assert "来源：区政务公开办" in made.parts[0].body


def test_more_than_a_platform_certainly_takes_is_refused_with_both_numbers() -> None:
    with pytest.raises(Invalid, match=r"20 at most.*21"):
        payload("xiaohongshu", title="一" * 21)
    with pytest.raises(Invalid, match="1000 at most"):
        payload("xiaohongshu", "长" * 1001, title="一次办好")


def test_more_than_anybody_could_prove_is_a_doubt_that_the_submitter_answers() -> None:
    long = payload("toutiao", title="一" * 31)
    [(words, then)] = PLATFORM.doubts(long)
    assert ("30 at most" in str(words), "editor" in str(then)) == (True, True)
    assert PLATFORM.doubts(payload("toutiao", title="一" * 30)) == ()


def test_a_title_in_latin_letters_counts_half_and_is_doubtful_before_it_is_refused() -> None:
    assert (halved("World Expo"), halved("一次办好ab"), halved("好🎉")) == (5, 5, 3)
    [(words, _)] = PLATFORM.doubts(payload("xiaohongshu", title="World Expo in 2026: a guide"))
    assert "here are 27" in str(words)
    with pytest.raises(Invalid, match="20 at most"):
        payload("xiaohongshu", title="World Expo in 2026: a guide for visitors.")


def test_a_note_without_a_picture_is_refused_where_the_platform_takes_none() -> None:
    with pytest.raises(Invalid, match="without a picture"):
        payload("xiaohongshu", title="一次办好", cover=False)


def test_a_text_without_a_title_is_refused() -> None:
    with pytest.raises(Invalid, match="no title"):
        payload("zhihu", title="  ")


def test_alternative_texts_go_with_their_pictures_and_never_into_the_text() -> None:
    made = PLATFORM.compose(variant(options={"service": "zhihu"}), "zhihu:www.zhihu.com/org/x", Bench()).payload
    assert "大厅窗口" not in text_of(made)
    assert "大厅窗口" in [medium.alt for medium in made.media]


def test_the_cover_alone_is_brought_to_the_shape_that_the_account_asks_for() -> None:
    asked: list[Fit] = []

    class Watched(Bench):
        """Notes what is asked of it."""

        def picture(self, digest: Digest, fit: Fit) -> Picture:
            asked.append(fit)
            return super().picture(digest, fit)

    options = {"service": "toutiao", "cover_shape": "16:9"}
    made = PLATFORM.compose(variant(options=options), "toutiao:www.toutiao.com/x", Watched()).payload
    assert [fit.shape for fit in asked] == [(0, 0), (0, 0), (16, 9)]
    assert asked[-1].margin
    assert made.option("cover_shape") == "16:9"
    assert payload("toutiao").option("cover_shape") == ""
