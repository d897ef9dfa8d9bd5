from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.text import T, T_n, Text, text_from_json
from tests.domain.made import texts

sentences = st.recursive(
    st.builds(lambda value: T("Only {value}", value=value), texts | st.integers()),
    lambda inner: st.builds(lambda value: T("With {value}", value=value), inner),
    max_leaves=4,
)


@given(sentences)
def test_a_sentence_comes_back_from_the_store(sentence: Text) -> None:
    assert text_from_json(sentence.as_json()) == sentence


def test_a_sentence_is_filled_after_it_is_translated() -> None:
    chinese = {"{n} accounts: {why}": "{n} 个账号：{why}", "The disk is full.": "磁盘已满。"}
    sentence = T("{n} accounts: {why}", n=3, why=T("The disk is full."))
    assert sentence.render(lambda msgid: chinese[msgid]) == "3 个账号：磁盘已满。"
    assert str(sentence) == "3 accounts: The disk is full."


def test_braces_in_values_are_left_alone() -> None:
    assert str(T("He wrote {words}", words="{secret}")) == "He wrote {secret}"


@pytest.mark.parametrize("stored", [None, [], ["x"], ["x", []], [1, {}], "x"])
def test_anything_else_is_no_stored_sentence(stored: object) -> None:
    with pytest.raises(ValueError, match="stored text"):
        text_from_json(stored)


def test_one_thing_and_several_have_their_own_words() -> None:
    said = [str(T_n("{count} delivery", "{count} deliveries", count=count)) for count in (0, 1, 2)]
    assert said == ["0 deliveries", "1 delivery", "2 deliveries"]
