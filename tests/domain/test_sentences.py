"""Sentences are cut where a reader breathes, and nothing that is said gets lost."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.sentences import sentences


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_sentence_ends_at_its_mark_and_takes_the_quote_with_it() -> None:
    text = "他说:“办好了。”群众满意吗?满意!\n\n第二段;还有……\n标题\n"
    assert read(text) == ["他说:“办好了。”", "群众满意吗?", "满意!", "第二段;", "还有……", "标题"]


def test_figures_and_english_are_not_torn() -> None:
    assert read("增长3.5%。It rose 3.5 percent. Done!") == ["增长3.5%。", "It rose 3.5 percent. Done!"]


def test_marks_and_pictures_alone_are_no_sentence() -> None:
    assert read("……\n\ufffc\n——\n") == []


@given(st.text(alphabet="政务。！\n “”a1.;", max_size=80))
def test_every_letter_and_figure_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(at in inside for at, character in enumerate(text) if character.isalnum())
